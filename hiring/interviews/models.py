"""Plans, interviews and scorecards. Every read of a scorecard or rating goes through `visible_to`."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from hiring.candidates.models import Application
from hiring.openings.models import Opening, Rubric, RubricSkill


class StageQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self.filter(opening__in=Opening.objects.managed_by(user))


class Stage(models.Model):
    """One conversation of an opening's interview plan: how long, by whom, about what."""

    class Focus(models.TextChoices):
        ANY = "any", "Any questions"
        PEOPLE = "people", "What they did and would do"
        TECHNICAL = "technical", "What they know"
        CASE = "case", "A piece of work"

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(10), MaxValueValidator(480)])
    purpose = models.CharField(max_length=300, blank=True)
    focus = models.CharField("kind of questions", max_length=9, choices=Focus, default=Focus.ANY)
    interviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class StageQuestion(models.Model):
    """A question as it is asked in this opening: copied from the bank, so that all candidates hear the same."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=12)
    prompt = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    skills = models.JSONField(help_text="Slugs of the skills it informs, the main one first.")
    guidance = models.JSONField(default=dict, help_text="follow_ups, strong, adequate, weak, answer, avoid")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "slug"], name="question_once_in_stage")]

    def __str__(self):
        return self.prompt


class InterviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Interviews that one holds, and those of openings one manages; never those with oneself."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        held = models.Q(interviewer=user, application__opening__in=Opening.objects.visible_to(user))
        managed = models.Q(application__opening__in=Opening.objects.managed_by(user))
        return self.filter(held | managed, application__in=Application.objects.of_others_than(user))

    def arranged_by(self, user):
        """Interviews whose time the user may change or call off, and whose state they may know.

        Of an application for which they owe a card only their own: a manager who interviews is blind as well.
        """
        managed = self.filter(application__opening__in=Opening.objects.managed_by(user))
        closed = Interview.objects.unrated_by(user).values("application")
        return managed.filter(models.Q(interviewer=user) | ~models.Q(application__in=closed))

    def of(self, user):
        return self.filter(interviewer=user, cancelled_at=None, application__opening__in=Opening.objects.visible_to(user))

    def standing(self):
        return self.filter(cancelled_at=None)

    def unrated_by(self, user):
        """Standing interviews of the user without a submitted card. While there is one, its application is closed to them."""
        return self.standing().filter(interviewer=user).exclude(scorecard__submitted_at__isnull=False)

    def owed_by(self, user):
        """Cards that the user still has to write, of applications under way."""
        owed = self.unrated_by(user).exclude(application__stage__in=Application.ENDED)
        return owed.filter(application__opening__in=Opening.objects.visible_to(user))


class Interview(models.Model):
    """One interviewer's conversation with one candidate; a panel is several of them in one stage."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="interviews")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interviews")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField("room or video link", max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = InterviewQuerySet.as_manager()

    CARD_DUE_AFTER = timedelta(hours=24)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "stage", "interviewer"], condition=models.Q(cancelled_at=None), name="interviewer_once_per_stage"
            )
        ]

    def __str__(self):
        return f"{self.stage}: {self.application.candidate}"

    def get_absolute_url(self):
        return reverse("interviews:kit", args=[self.pk])

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def has_ended(self):
        return timezone.now() >= self.ends_at

    @property
    def is_late(self):
        """Whether a card that is not in yet is overdue: it is asked for within 24 h."""
        return timezone.now() >= self.ends_at + self.CARD_DUE_AFTER

    @property
    def lateness(self):
        hours = int((timezone.now() - self.ends_at).total_seconds() // 3600)
        return f"{hours // 24} days after the interview" if hours >= 72 else f"{hours} h after the interview"


class ScorecardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The blind rule, and the only place that knows it.

        One's own cards; and submitted cards of applications where one owes no card oneself and either
        manages the opening (or is an admin) or has submitted a card. Managers and admins who interview are blind as well.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = models.Q(interview__interviewer=user, interview__application__opening__in=Opening.objects.visible_to(user))
        return self.filter(own | models.Q(self._open_to(user), submitted_at__isnull=False))

    def _open_to(self, user):
        done = Interview.objects.of(user).filter(scorecard__submitted_at__isnull=False).values("application")
        managed = Application.objects.managed_by(user).filter(pk=models.OuterRef("interview__application"))
        closed = Interview.objects.unrated_by(user).values("application")
        met_or_managed = models.Q(interview__application__in=done) | models.Q(models.Exists(managed))
        return met_or_managed & ~models.Q(interview__application__in=closed)

    def submitted(self):
        return self.filter(submitted_at__isnull=False, interview__cancelled_at=None)

    def drafts(self):
        return self.filter(submitted_at=None)


class Scorecard(models.Model):
    """What one interviewer saw: a mark and evidence for each skill, and a recommendation. A draft until submitted."""

    class Recommendation(models.TextChoices):
        STRONG_NO = "strong_no", "Strong no"
        NO = "no", "No"
        YES = "yes", "Yes"
        STRONG_YES = "strong_yes", "Strong yes"
        NOT_ENOUGH = "not_enough", "Not enough evidence"

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="scorecard")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="scorecards")
    recommendation = models.CharField(max_length=10, choices=Recommendation, blank=True)
    summary = models.TextField(blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=0, help_text="Counts the saves of the draft, to notice a second tab.")
    submitted_at = models.DateTimeField(null=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["interview__starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | ~models.Q(recommendation=""), name="submitted_card_has_recommendation"
            )
        ]

    def __str__(self):
        return f"Scorecard of {self.interview}"

    def get_absolute_url(self):
        return reverse("interviews:scorecard", args=[self.interview_id])

    @property
    def is_submitted(self):
        return self.submitted_at is not None


class RatingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scorecard__in=Scorecard.objects.visible_to(user))


class Rating(models.Model):
    """One skill on one card: a mark from 1 to 5, or not assessed with a reason, or neither yet."""

    class NotAssessed(models.TextChoices):
        TIME = "time", "Ran out of time"
        STAGE = "stage", "Not part of this stage"
        OTHER = "other", "Another reason"

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ratings")
    skill = models.ForeignKey(RubricSkill, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(5)])
    not_assessed = models.CharField(max_length=5, choices=NotAssessed, blank=True)
    evidence = models.TextField(blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["skill__position"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "skill"], name="skill_once_per_card"),
            models.CheckConstraint(condition=models.Q(value=None) | models.Q(value__gte=1, value__lte=5), name="rating_on_the_scale"),
            models.CheckConstraint(condition=models.Q(value=None) | models.Q(not_assessed=""), name="rated_or_not_assessed"),
        ]

    def __str__(self):
        return f"{self.skill}: {self.value or 'not assessed'}"


class QuestionTimeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scorecard__in=Scorecard.objects.visible_to(user))

    def submitted(self):
        return self.filter(scorecard__submitted_at__isnull=False, scorecard__interview__cancelled_at=None)


class QuestionTime(models.Model):
    """About how long a question took in one interview, as its interviewer says. 0 minutes: it was not asked."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="times")
    slug = models.SlugField(max_length=80)
    minutes = models.PositiveSmallIntegerField(validators=[MaxValueValidator(480)])

    objects = QuestionTimeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["scorecard", "slug"], name="question_time_once_per_card")]

    def __str__(self):
        return f"{self.slug}: {self.minutes} min"


class ScorecardVersion(models.Model):
    """A submitted card as it stood. Number 1 is the first submission; every later one has a reason."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "number"], name="card_version_once"),
            models.CheckConstraint(condition=models.Q(number=1) | ~models.Q(reason=""), name="later_card_version_has_reason"),
        ]

    def __str__(self):
        return f"Version {self.number}"
