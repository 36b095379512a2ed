from django.db import models
from django.db.models import Q
from django.urls import reverse

from .base import Entry, Level
from .skills import Skill

LEVEL_ADJECTIVES = {Level.ENTRY: "entry-level", Level.MID: "mid-level", Level.SENIOR: "senior", Level.LEAD: "lead"}


class Role(Entry):
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=80)
    plural = models.CharField(max_length=80)
    summary = models.TextField()
    objective = models.TextField()
    novelty = models.TextField()
    background = models.TextField()
    common_mis_hire = models.TextField()
    does_not_do = models.JSONField(default=list)
    lifecycle = models.JSONField(default=dict, help_text="Step to share (A, R, C or I) and how")
    tech_stack = models.JSONField(default=dict, help_text="must_know, helps and company_specific, each a list")
    comes_from = models.JSONField(default=list)
    goes_to = models.JSONField(default=list)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("catalog:role", args=[self.slug])

    @property
    def name_inside(self):
        """The name inside a sentence: "data scientist", but "ML engineer"."""
        return self.name if self.name[1:2].isupper() else self.name[:1].lower() + self.name[1:]


class RoleLevelQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_authenticated else self.none()

    def current(self):
        return self.filter(role__retired=False)


class RoleLevel(models.Model):
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="levels")
    level = models.CharField(max_length=8, choices=Level)
    purpose = models.TextField()
    scope = models.JSONField(default=dict, help_text="problem, horizon and help, each one line")
    duties = models.JSONField(default=dict, help_text="daily, weekly and monthly, each a list")
    decisions_owned = models.JSONField(default=list)
    mis_hires = models.JSONField(default=list)
    backgrounds = models.JSONField(default=list)
    tech_stack_note = models.TextField()
    success_90_days = models.JSONField(default=list)
    success_year = models.JSONField(default=list)
    supervises = models.TextField()
    reports_to = models.CharField(max_length=80)
    skills = models.ManyToManyField(Skill, through="ProfileSkill", related_name="role_levels")

    objects = RoleLevelQuerySet.as_manager()

    class Meta:
        ordering = ["role__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["role", "level"], name="role_level_once")]

    def __str__(self):
        return self.name_inside[:1].upper() + self.name_inside[1:]

    def get_absolute_url(self):
        return f"{self.role.get_absolute_url()}?level={self.level}"

    @property
    def name_inside(self):
        """Inside a sentence: "senior data scientist"."""
        return f"{LEVEL_ADJECTIVES[self.level]} {self.role.name_inside}"

    @property
    def key(self):
        """As it stands in the address of a comparison: mle-senior."""
        return f"{self.role.code.lower()}-{self.level}"


class ProfileSkill(models.Model):
    """One weighted line of what a role needs at a level; the weights of a profile add up to 100."""

    role_level = models.ForeignKey(RoleLevel, on_delete=models.CASCADE, related_name="profile")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="profile_rows")
    weight = models.PositiveSmallIntegerField(help_text="Share of the score, in percent")
    expected = models.PositiveSmallIntegerField(help_text="The mark that the level asks for, 1 to 5")
    must_have = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["role_level", "skill"], name="profile_skill_once"),
            models.CheckConstraint(condition=Q(expected__range=(1, 5)), name="profile_expected_1_to_5"),
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="profile_weight_1_to_100"),
        ]

    def __str__(self):
        return f"{self.skill}: {self.expected}, {self.weight} %"
