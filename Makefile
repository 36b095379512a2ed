# make run     sets everything up and serves Rolecall with a demo company on http://127.0.0.1:8000 (PORT=… for another)
# make test    sets everything up and runs every test, on SQLite and on PostgreSQL
# make help    the other targets

SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON ?= python3
bin := .venv/bin
export PIP_BUILD_CONSTRAINT := $(CURDIR)/build-constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup setup-dev run test test-sqlite test-postgres check audit pins fuzz torture bench screenshots clean

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/app-ready ## virtual environment, packages and system libraries

setup-dev: .venv/dev-ready

.venv/bin/pip: build-constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rolecall needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv .venv
	$(bin)/pip install -q "pip>=26" && touch $@

.venv/app-ready: .venv/bin/pip requirements.txt tools/system-libraries
	tools/system-libraries
	$(bin)/pip install -q --require-hashes -r requirements.txt
	@touch $@

.venv/dev-ready: .venv/app-ready requirements-dev.txt
	tools/system-libraries browser
	$(bin)/pip install -q --require-hashes -r requirements-dev.txt
	@touch $@

.venv/tools-ready: .venv/bin/pip requirements-tools.txt
	$(PYTHON) -m venv .venv/tools
	.venv/tools/bin/pip install -q --require-hashes -r requirements-tools.txt
	@touch $@

run: export ROLECALL_DEMO = 1
run: setup ## serve the app with demo data, web and worker together
	$(bin)/python manage.py migrate -v 0
	$(bin)/python manage.py load_catalogue -v 0
	$(bin)/python manage.py load_salaries -v 0
	$(bin)/python manage.py collectstatic --noinput -v 0
	$(bin)/python manage.py demo --if-empty
	@echo "Rolecall is at http://127.0.0.1:$(PORT)/ (stop it with Ctrl-C)"
	@PATH="$(CURDIR)/$(bin):$$PATH" exec $(bin)/honcho start -p $(PORT)

test: test-sqlite test-postgres ## every test, on both databases, with a real worker and a real browser

test-sqlite: setup-dev
	$(bin)/python -m pytest -n 3 --dist loadgroup $(ARGS)

test-postgres: setup-dev
	$(bin)/python tools/with_servers.py $(bin)/python -m pytest -n 3 --dist loadgroup -m "not one_database" $(ARGS)

check: setup-dev ## lint, import order, migrations complete, deployment settings
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/lint-imports
	$(bin)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(bin)/python -c 'import secrets; print(secrets.token_urlsafe(50))') ALLOWED_HOSTS=rolecall.example.org $(bin)/python manage.py check --deploy --fail-level WARNING

audit: .venv/tools-ready ## the app's parts as CycloneDX in var/, and known holes in them (asks pypi.org)
	mkdir -p var
	.venv/tools/bin/cyclonedx-py requirements requirements.txt -o var/rolecall.cdx.json
	.venv/tools/bin/pip-audit -r requirements.txt --no-deps --disable-pip --strict --progress-spinner off

pins: .venv/tools-ready ## requirements*.txt anew from the .in files, with hashes (ARGS=--upgrade for newer versions)
	for list in requirements requirements-dev requirements-tools; do \
	  .venv/tools/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make pins" $(ARGS) $$list.in -o $$list.txt || exit 1; \
	done

fuzz: setup-dev .venv/tools-ready ## the API against its own schema, with what no program sends (a minute and a half)
	$(bin)/python tools/fuzz.py

torture: setup-dev ## people at work while web and worker are killed, a hundred times on each database (twenty minutes)
	$(bin)/python tools/torture.py
	$(bin)/python tools/with_servers.py $(bin)/python tools/torture.py

bench: setup-dev ## query counts and ratios against the floors, side by side in one run
	$(bin)/python -m bench

screenshots: setup-dev ## every page and PDF with the demo data into var/screenshots/
	$(bin)/python tools/screenshots.py

clean: ## remove the virtual environment and all data in var/
	rm -rf .venv var
