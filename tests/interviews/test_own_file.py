import pytest

from hiring.interviews.models import Interview, Scorecard
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_admin_who_applies_sees_neither_their_interviews_nor_their_cards(opening, admin, interviewer):
    application = factories.make_application(opening)
    factories.make_scorecard(factories.make_interview(application, interviewer))
    assert Interview.objects.visible_to(admin).count() == Scorecard.objects.visible_to(admin).count() == 1
    application.candidate.email = admin.email.upper()
    application.candidate.save()
    assert Interview.objects.visible_to(admin).count() == Scorecard.objects.visible_to(admin).count() == 0
