"""The cast, the content they work with, and the databases they run on."""

import pytest
from django.core.management import call_command
from django.template.backends import jinja2
from django.test.signals import template_rendered

from tests import factories


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What never meets a database is tested once: the run on PostgreSQL leaves it out."""
    for item in items:
        meets_one = item.get_closest_marker("django_db") or {"db", "app"} & set(item.fixturenames) or "servers" in item.path.parts
        if not meets_one:
            item.add_marker(pytest.mark.one_database)


@pytest.fixture(scope="session", autouse=True)
def contexts_of_jinja_pages():
    """`response.context` for pages that Jinja2 draws, as Django keeps it for its own templates."""
    drawn = jinja2.Template.render

    def render(self, context=None, request=None):
        template_rendered.send(sender=self, template=self, context=context or {})
        return drawn(self, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Template, "render", render)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test starts with the shipped catalogue and pay figures, loaded once."""
    with django_db_blocker.unblock():
        call_command("load_catalogue", verbosity=0)
        call_command("load_salaries", verbosity=0)


@pytest.fixture
def admin(db):
    return factories.make_user("Ada Admin", part="admin")


@pytest.fixture
def manager(db):
    """Manages the openings that `make_opening` makes by default."""
    return factories.make_user("Mona Manager", part="manager")


@pytest.fixture
def recruiter(db):
    return factories.make_user("Rika Recruiter", part="recruiter")


@pytest.fixture
def interviewer(db):
    return factories.make_user("Ines Interviewer")


@pytest.fixture
def colleague(db):
    """A second interviewer, for what the first must not see."""
    return factories.make_user("Colin Colleague")


@pytest.fixture
def outsider(db):
    """A hiring manager of other openings."""
    return factories.make_user("Otto Outsider", part="manager")


@pytest.fixture
def opening(manager):
    return factories.make_opening(manager)
