"""The app's own settings, with what tests need: fast hashing, plain static files, files in a temporary folder."""

import os
import tempfile

# A folder for each process: workers of one run inherit their parent's environment, but must not share its files.
if "ROLECALL_VAR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["ROLECALL_VAR"] = tempfile.mkdtemp(prefix="rolecall-tests-")
# What one worker of a run clears must not be another's cache: theirs are numbers 5, 10 and 15 of the run's Redis, and the apps that
# they start take the numbers before (tests/browser/running.py).
if os.environ.get("REDIS_URL"):
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{5 * (worker % 3) + 5}"
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("BEHIND_HTTPS", "0")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# The browser's driver keeps an event loop in the worker that runs it; other tests of that worker use the database as ever.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from teamapp.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
