"""Users and their tokens, the company, and the trail of what people did."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from knox.models import AbstractAuthToken


class UserManager(BaseUserManager):
    def create_user(self, email, name, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, name, password=None, **fields):
        return self.create_user(email, name, password, **{"part": User.Part.ADMIN, **fields})

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """Someone who signs in. `part` says what they may begin; rights on one opening are its memberships."""

    class Part(models.TextChoices):
        ADMIN = "admin", "Admin"
        RECRUITER = "recruiter", "Recruiter"
        MANAGER = "manager", "Hiring manager"
        INTERVIEWER = "interviewer", "Interviewer"

    class Theme(models.TextChoices):
        DEVICE = "device", "As my device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField(max_length=120, validators=[MinLengthValidator(2)])
    part = models.CharField(max_length=12, choices=Part, default=Part.INTERVIEWER)
    is_active = models.BooleanField("may sign in", default=True)
    sees_pay_data = models.BooleanField(
        "sees the company's own pay data", default=False, help_text="Given by an admin, to admins too. Nobody has it by their part alone."
    )
    sees_demographics = models.BooleanField(
        "sees the report on fairness", default=False, help_text="Counts of candidates' voluntary answers. Given by an admin, to admins too."
    )
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.DEVICE)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = UserManager()

    RIGHTS = ("part", "is_active", "sees_pay_data", "sees_demographics")
    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self):
        return self.name

    @property
    def first_name(self):
        return self.name.split()[0]

    @property
    def initials(self):
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @property
    def is_admin(self):
        return self.part == self.Part.ADMIN

    @property
    def may_open_positions(self):
        return self.part in (self.Part.ADMIN, self.Part.RECRUITER, self.Part.MANAGER)


class ApiToken(AbstractAuthToken):
    """A program's way in as its owner. Only a digest of the token is kept, and its first characters to know it by."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    USE_NOTED_AFTER = timedelta(minutes=1)

    name = models.CharField("what it is for", max_length=60)
    scope = models.CharField("what it may do", max_length=5, choices=Scope, default=Scope.READ)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created"]

    def __str__(self):
        return self.name

    @property
    def may_write(self):
        return self.scope == self.Scope.WRITE

    def note_use(self):
        """To the minute: a busy program costs one write a minute, not one a call."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at > self.USE_NOTED_AFTER:
            type(self).objects.filter(pk=self.pk).update(last_used_at=now)


class Company(models.Model):
    """The one organisation that this installation belongs to."""

    name = models.CharField(max_length=120, default="Our company")
    purpose = models.TextField(
        "purpose and mission", blank=True, help_text="Why the organisation exists. Stands at the top of every job description."
    )
    goals = models.TextField(blank=True, help_text="What it wants to reach, with a date and a number where there is one.")
    how_we_hire = models.TextField(blank=True, help_text="What candidates go through, and how soon they hear from you.")
    benefits = models.TextField(blank=True, help_text="What comes with the pay: leave, pension, insurance, learning.")
    pay_spread_percent = models.PositiveSmallIntegerField(
        "half-width of a pay range, in percent", default=15, help_text="A proposed range is the market's median less and plus this share."
    )
    employees = models.PositiveIntegerField(
        "number of employees", null=True, blank=True, validators=[MinValueValidator(1)],
        help_text="Laws on pay in adverts bind from a certain number on. Left empty, Rolecall says that it cannot tell.",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name_plural = "companies"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_company")]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls):
        return cls.objects.first() or cls(pk=1)


class TrailEntry(models.Model):
    """Who did what to which thing, and when. Rows are only ever added."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    ONLY_FOR_MACHINES = {"application", "decision", "document", "name", "opening", "sha256"}

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self):
        return f"{self.by} {self.verb} {self.kind} {self.object_id}"

    @property
    def told(self):
        """The parts of the detail that mean something to a reader, as one line."""
        parts = {key: value for key, value in self.detail.items() if key not in self.ONLY_FOR_MACHINES and value not in ("", [], None)}
        return ", ".join(f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}" for key, value in parts.items())


class SignInAttempt(models.Model):
    """A sign-in that has not succeeded. In the database, so that all processes count together and a restart forgets nothing."""

    account = models.CharField(max_length=254, help_text="The address as typed, in one spelling.")
    address = models.CharField(max_length=45)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["account", "at"]), models.Index(fields=["address", "at"])]

    def __str__(self):
        return f"{self.account} from {self.address}"
