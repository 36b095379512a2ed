"""Candidates, their applications and files."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from hiring.background.models import StoredFile
from hiring.lib.documents import PDF
from hiring.openings.models import Membership, Opening


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(pk__in=Application.objects.visible_to(user).values("candidate"))

    def managed_by(self, user):
        """Candidates whose contact details the user handles."""
        return self.filter(pk__in=Application.objects.managed_by(user).values("candidate"))

    def of_address(self, *emails):
        """Mail addresses name one person, whatever their case."""
        return self.alias(address=Lower("email")).filter(address__in=[email.strip().lower() for email in emails])


class Candidate(models.Model):
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, help_text="Empty only for an erased person.")
    phone = models.CharField(max_length=40, blank=True)
    location = models.CharField(max_length=120, blank=True)
    source = models.CharField("where they heard of us", max_length=120, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    erased_at = models.DateTimeField(null=True, help_text="From then on only a number stands for the person.")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="candidate_email_once")]

    def __str__(self):
        return self.name

    @property
    def is_erased(self):
        return self.erased_at is not None


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Applications of openings the user manages, and those the user has an interview with; never one's own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        others = self.of_others_than(user)
        if user.is_admin:
            return others
        managed = models.Q(opening__in=Opening.objects.managed_by(user))
        return others.filter(managed | models.Q(pk__in=self._met_by(user)))

    def managed_by(self, user):
        """Applications that the user may change, and whose contact details they see; never one's own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.of_others_than(user).filter(opening__in=Opening.objects.managed_by(user))

    def with_contact_right(self, user):
        """Each with `is_managed`: whether this user sees more than the name, the stage and the documents."""
        managed = Opening.objects.managed_by(user).filter(pk=models.OuterRef("opening"))
        return self.annotate(is_managed=models.Exists(managed))

    def of_others_than(self, user):
        """Nobody reads their own file, whatever else they may do here."""
        own = Candidate.objects.alias(address=Lower("email")).filter(address=Lower(models.Value(user.email)))
        return self.exclude(candidate__in=own)

    def _met_by(self, user):
        # Interviews stand above candidates; their relation is known here by its name alone.
        still_member = Membership.objects.filter(user=user).values("opening")
        return Application.objects.filter(interviews__interviewer=user, interviews__cancelled_at=None, opening__in=still_member).values(
            "pk"
        )

    def under_way(self):
        return self.filter(stage__in=Application.UNDER_WAY)


class Application(models.Model):
    """A candidate's way through one opening."""

    class Stage(models.TextChoices):
        APPLIED = "applied", "Applied"
        SCREEN = "screen", "Screening"
        INTERVIEW = "interview", "Interviews"
        DEBRIEF = "debrief", "Debrief"
        OFFER = "offer", "Offer"
        HIRED = "hired", "Hired"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    UNDER_WAY = (Stage.APPLIED, Stage.SCREEN, Stage.INTERVIEW, Stage.DEBRIEF, Stage.OFFER)
    ENDED = (Stage.HIRED, Stage.REJECTED, Stage.WITHDRAWN)
    NEEDS_REASON = (Stage.REJECTED, Stage.WITHDRAWN)

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="applications")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="applications")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.APPLIED)
    applied_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["candidate__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["candidate", "opening"], name="one_application_per_opening")]
        indexes = [models.Index(fields=["opening", "stage", "candidate"])]

    def __str__(self):
        return f"{self.candidate} for {self.opening}"

    def get_absolute_url(self):
        return reverse("candidates:application_detail", args=[self.pk])

    @property
    def has_ended(self):
        return self.stage in self.ENDED


class StageMove(models.Model):
    """One step of an application, with who moved it and why."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="moves")
    from_stage = models.CharField(max_length=10, choices=Application.Stage, blank=True)
    to_stage = models.CharField(max_length=10, choices=Application.Stage)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_from_stage_display()} to {self.get_to_stage_display()}"


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(application__in=Application.objects.visible_to(user))

    def managed_by(self, user):
        return self.filter(application__in=Application.objects.managed_by(user))


class Document(models.Model):
    """A candidate's file, such as a CV, given with one application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, default="CV")
    pages = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("candidates:document", args=[self.pk])

    @property
    def opens_in_browser(self):
        return self.file.content_type == PDF


class ImportDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(created_by=user, opening__in=Opening.objects.managed_by(user))


class ImportDraft(models.Model):
    """Rows of a CSV that was read without a fault and waits for its owner's word. Gone once taken or given up."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=150)
    rows = models.JSONField(help_text="Per row of the file: its number as `row`, and its cells by column.")
    left_out = models.JSONField(default=list, help_text="Columns of the file that Rolecall does not take.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.file_name
