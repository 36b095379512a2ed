"""Openings, who works on them, their rubric and their job description."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from hiring.background.models import Job
from hiring.catalog.models import Level, Role
from hiring.salaries.models import Country
from hiring.salaries.shipped import read_states
from hiring.teams.models import Team


class OpeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Openings on which the user works in any part; admins see all. Ended memberships count no more."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_admin:
            return self
        return self.filter(pk__in=Membership.objects.filter(user=user).values("opening"))

    def managed_by(self, user):
        """Openings whose description, plan, candidates and decisions the user handles."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_admin:
            return self
        return self.filter(pk__in=Membership.objects.managing().filter(user=user).values("opening"))

    def active(self):
        return self.exclude(status=Opening.Status.CLOSED)


class Opening(models.Model):
    """A position to be filled: role, level, place, reporting line, pay, and what the organisation says of itself for it."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Description"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    class Employment(models.TextChoices):
        FULL_TIME = "full_time", "Full time, permanent"
        PART_TIME = "part_time", "Part time, permanent"
        FIXED_TERM = "fixed_term", "Fixed term"
        CONTRACT = "contract", "Contractor"
        INTERN = "intern", "Internship"

    class Remote(models.TextChoices):
        OFFICE = "office", "At the office"
        HYBRID = "hybrid", "Partly at the office"
        REMOTE_COUNTRY = "remote_country", "Remote within the country"
        REMOTE = "remote", "Remote from anywhere we can employ"

    title = models.CharField(max_length=120)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="openings")
    level = models.CharField(max_length=6, choices=Level)
    catalogue_version = models.CharField(max_length=20)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.CharField("city or metro area", max_length=120, blank=True)
    state = models.CharField(
        "state or province", max_length=6, blank=True, help_text="ISO 3166-2, such as US-CA: its law may ask for more."
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="openings")
    reports_to = models.CharField(max_length=120)
    supervises = models.CharField(max_length=200, help_text="Whom the hire will supervise. Write “no one” if so.")
    employment = models.CharField("employment type", max_length=12, choices=Employment, default=Employment.FULL_TIME)
    remote = models.CharField("where the work is done", max_length=16, choices=Remote, default=Remote.HYBRID)
    hiring_manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField("purpose and mission", blank=True)
    goals = models.TextField("the organisation’s goals", blank=True)
    contribution = models.TextField("how this role contributes", blank=True)
    pay_low = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(1)])
    pay_high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(1)])
    pay_currency = models.CharField(max_length=3, blank=True)
    pay_passport = models.JSONField(default=dict, help_text="The figures the range was proposed from, as they stood on that day.")
    apply_by = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pay_high__gte=models.F("pay_low")) | models.Q(pay_low=None) | models.Q(pay_high=None),
                name="opening_pay_in_order",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("openings:description", args=[self.pk])

    @property
    def place(self):
        return ", ".join(filter(None, [self.area, read_states().get(self.state), self.country.name]))

    def is_managed_by(self, user):
        return Opening.objects.managed_by(user).filter(pk=self.pk).exists()


class MembershipQuerySet(models.QuerySet):
    def managing(self):
        return self.filter(part__in=[Membership.Part.MANAGER, Membership.Part.RECRUITER])


class Membership(models.Model):
    """A person's part in one opening. Deleting the row ends every right on it at once."""

    class Part(models.TextChoices):
        MANAGER = "manager", "Hiring manager"
        RECRUITER = "recruiter", "Recruiter"
        INTERVIEWER = "interviewer", "Interviewer"
        VIEWER = "viewer", "Reads the description"

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    part = models.CharField(max_length=12, choices=Part)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["part", "user__name"]
        constraints = [models.UniqueConstraint(fields=["opening", "user"], name="one_part_per_person_and_opening")]

    def __str__(self):
        return f"{self.user}: {self.get_part_display()}"


class Rubric(models.Model):
    """What an opening's candidates are rated on. Frozen when its first scorecard opens; a later change is a new number."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="rubrics")
    number = models.PositiveSmallIntegerField(default=1)
    weights_reason = models.TextField(blank=True, help_text="Why these weights differ from the role's.")
    frozen_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["opening", "number"], name="rubric_number_once")]

    def __str__(self):
        return f"Rubric {self.number}"

    @property
    def is_frozen(self):
        return self.frozen_at is not None


class RubricSkill(models.Model):
    """A skill as this opening asks for it: copied text, so later edits of the catalogue do not reach it."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="skills")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    definition = models.TextField()
    anchors = models.JSONField(help_text='{"1": "…", …, "5": "…"}')
    weight = models.PositiveSmallIntegerField(validators=[MinValueValidator(0), MaxValueValidator(100)])
    expected = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    must_have = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["rubric", "slug"], name="rubric_skill_once")]

    def __str__(self):
        return self.name


class DescriptionVersion(models.Model):
    """One saved text of the job description. Every save is a new number; an approved one is never changed."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="descriptions")
    number = models.PositiveIntegerField()
    texts = models.JSONField(help_text="Section key to field name to text; see sections.py.")
    facts = models.JSONField(help_text="Title, pay, place and contract as they stood when it was saved.")
    note = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    sent_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="descriptions_to_approve")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    exception = models.TextField(
        blank=True, help_text="Why it was approved by its own author, on thin or old pay figures, or against a pay rule."
    )
    pay_rules = models.JSONField(default=dict, help_text="The pay rules of its place as they were found when it was approved.")
    pdf = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "number"], name="description_number_once"),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("created_by")) | ~models.Q(exception=""),
                name="approver_is_not_author_without_exception",
            ),
        ]

    def __str__(self):
        return f"Version {self.number}"

    @property
    def is_approved(self):
        return self.approved_at is not None
