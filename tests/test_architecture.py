"""The tree holds: imports look down, relations point down, and one QuerySet decides what is blind."""

import re
from pathlib import Path

from django.apps import apps
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]
ORDER = ["home", "decisions", "interviews", "candidates", "openings", "teams", "salaries", "catalog", "background", "accounts"]


def test_imports_look_down():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == EXIT_STATUS_SUCCESS


def test_relations_point_down():
    """The linter cannot see a foreign key that is written as a string."""
    upward = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ORDER
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model and field.related_model._meta.app_label in ORDER
        if ORDER.index(field.related_model._meta.app_label) < ORDER.index(model._meta.app_label)
    ]
    assert upward == []


def test_marks_are_read_through_the_blind_rule_alone():
    """Outside the module that knows the rule and the writes of a card itself, marks are asked for with the viewer named."""
    allowed = [ROOT / "hiring/interviews/models.py", *(ROOT / "hiring/interviews/actions").glob("*.py")]
    reads = re.compile(r"\b(Scorecard|Rating|QuestionTime)\.objects\.(?!visible_to\()(\w+)")
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in (ROOT / "hiring").rglob("*.py")
        if path not in allowed and "migrations" not in path.parts
        for match in reads.finditer(path.read_text())
        if match.group(2) != "none"
    ]
    assert found == []


def test_templates_carry_no_inline_style_or_script():
    forbidden = re.compile(r'\sstyle="|<style|\son[a-z]+="|<script(?![^>]*(src=|application/ld\+json))|javascript:')
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in (ROOT / "templates").rglob("*.*")
        for match in forbidden.finditer(path.read_text())
    ]
    assert found == []


def test_every_package_says_what_it_owns():
    silent = [path.parent.name for path in (ROOT / "hiring").glob("*/__init__.py") if not path.read_text().lstrip().startswith('"""')]
    assert silent == []
