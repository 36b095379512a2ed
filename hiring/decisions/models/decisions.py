"""What was decided about applications."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from hiring.candidates.models import Application
from hiring.interviews.models import Interview

from ..grounds import words_of


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions of openings one manages, unless one owes a card for that candidate: a decision tells how others rated."""
        closed = Interview.objects.unrated_by(user).values("application")
        return self.filter(application__in=Application.objects.managed_by(user)).exclude(application__in=closed)

    def current(self):
        return self.filter(is_current=True)


class Decision(models.Model):
    """What was decided about one application, why, by whom. Never changed: a reversal is a new row that names this one."""

    class Outcome(models.TextChoices):
        OFFER = "offer", "Offer"
        REJECT = "reject", "Reject"
        HOLD = "hold", "Hold"
        FURTHER = "further", "Further interview"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome)
    ground = models.CharField(max_length=24, blank=True, help_text="A key of the company's list in grounds.py.")
    skills = models.JSONField(default=list, help_text="Slugs of the rubric's skills that the reason rests on.")
    reason = models.TextField()
    conditions = models.TextField(blank=True, help_text="Of an offer: what must still be so.")
    feedback = models.TextField(blank=True, help_text="What the candidate could be told, as a person edited it. Never sent from here.")
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    dissent = models.TextField(blank=True)
    evidence = models.JSONField(
        default=dict, help_text="What the page showed when it was decided: gates, scores, number of ratings, method."
    )
    is_current = models.BooleanField(default=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    reversal_reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=models.Q(is_current=True), name="one_current_decision"),
            models.CheckConstraint(condition=models.Q(reverses=None) | ~models.Q(reversal_reason=""), name="reversal_has_reason"),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.application}"

    def get_absolute_url(self):
        return reverse("decisions:decision_detail", args=[self.pk])

    @property
    def ground_words(self):
        return words_of(self.ground)

    @property
    def is_final(self):
        """An offer or a rejection must be taken back before another decision; a hold or a further interview is followed by one."""
        return self.outcome in (self.Outcome.OFFER, self.Outcome.REJECT)

    @property
    def is_reversal(self):
        return self.reverses_id is not None
