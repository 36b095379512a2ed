"""Taking the words about an erased person out of interviews and cards."""

from django.db.models import F
from django.utils import timezone

from hiring.accounts.actions import forget_words
from hiring.background.actions import forget_jobs

from ..models import Interview, Rating, Scorecard, ScorecardVersion


def forget_words_on_cards(applications) -> None:
    """Marks stay, without the words beside them; drafts go, and interviews without a card are called off, so that none is owed."""
    interviews = Interview.objects.filter(application__in=applications)
    keys = list(interviews.select_for_update().values_list("pk", flat=True))  # Nobody opens a card in between.
    Scorecard.objects.drafts().filter(interview__in=keys).delete()
    without_card = interviews.filter(scorecard=None)
    without_card.filter(cancelled_at=None).update(cancelled_at=timezone.now())
    interviews.update(place="", version=F("version") + 1)
    cards = Scorecard.objects.filter(interview__in=keys)
    card_keys = list(cards.values_list("pk", flat=True))
    cards.update(summary="", revision=F("revision") + 1)
    Rating.objects.filter(scorecard__in=card_keys).update(evidence="")
    for version in ScorecardVersion.objects.filter(scorecard__in=card_keys):
        _without_words(version).save()
    forget_words("interview", keys)
    forget_words("scorecard", card_keys)
    forget_jobs("interviews.kit_pdf", "interview", keys)


def _without_words(version):
    ratings = [rating | {"evidence": ""} for rating in version.content.get("ratings", [])]
    version.content |= {"summary": "", "ratings": ratings}
    version.reason = version.reason and "Erased."
    return version
