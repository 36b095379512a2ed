"""Private votes before a panel talks."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hiring.candidates.models import Application
from hiring.interviews.models import Interview
from hiring.openings.models import Membership


def voted_on_by(user):
    """Applications on which the user may vote: met and rated by them, or of an opening they manage, and no card owed."""
    rated = Interview.objects.of(user).filter(scorecard__submitted_at__isnull=False).values("application")
    managed = Application.objects.managed_by(user).filter(pk=OuterRef("pk"))
    closed = Interview.objects.unrated_by(user).values("application")
    found = Application.objects.visible_to(user).filter(Q(pk__in=rated) | Q(Exists(managed)))
    return found.exclude(pk__in=closed)


class VoteRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(Exists(voted_on_by(user).filter(pk=OuterRef("application"))))

    def awaiting(self, user):
        """Rounds under way that wait for this user: of the panel or hiring manager, and not voted yet."""
        rated = Interview.objects.of(user).filter(scorecard__submitted_at__isnull=False).values("application")
        hires = Membership.objects.filter(user=user, part=Membership.Part.MANAGER).values("opening")
        asked = self.visible_to(user).filter(Q(application__in=rated) | Q(application__opening__in=hires))
        return asked.filter(opened_at=None).exclude(application__stage__in=Application.ENDED).exclude(votes__by=user)


class VoteRound(models.Model):
    """One private vote on one application. While it is not open, nobody sees a vote but their own."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="vote_rounds")
    number = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: all awaited votes were in."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VoteRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="vote_round_once")]

    def __str__(self):
        return f"Vote {self.number} on {self.application}"

    @property
    def is_open(self) -> bool:
        """Whether its votes are shown; nobody can vote any more."""
        return self.opened_at is not None


class VoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and all of a round that is open; none of an application that is closed to the user."""
        reachable = self.filter(round__in=VoteRound.objects.visible_to(user))
        return reachable.filter(Q(by=user) | Q(round__opened_at__isnull=False))


class Vote(models.Model):
    class Choice(models.TextChoices):
        OFFER = "offer", "Offer"
        REJECT = "reject", "Reject"
        HOLD = "hold", "Hold"
        EVIDENCE = "evidence", "More evidence"

    round = models.ForeignKey(VoteRound, on_delete=models.PROTECT, related_name="votes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice)
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ["by__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "by"], name="one_vote_per_person_and_round")]

    def __str__(self):
        return f"{self.by}: {self.get_choice_display()}"
