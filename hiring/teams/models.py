"""Teams and the people in them."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from hiring.catalog.models import Level, Role

from .budget import MONTHS
from .coverage import FIRST_MODELS, NO_MODELS, SEVERAL_MODELS, Person, reports_apart


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who works here is no secret among colleagues."""
        return self if user.is_active else self.none()


class Team(models.Model):
    class Maturity(models.TextChoices):
        NONE = NO_MODELS, "No model in production yet"
        FIRST = FIRST_MODELS, "First models in production"
        SEVERAL = SEVERAL_MODELS, "Several models, for several teams"

    class BudgetPeriod(models.TextChoices):
        YEAR = "year", "Year"
        MONTH = "month", "Month"

    name = models.CharField(max_length=80, unique=True)
    purpose = models.TextField(blank=True)
    leader = models.CharField(max_length=120, blank=True, help_text="Name or title of the person who leads the team.")
    maturity = models.CharField("how far it is", max_length=7, choices=Maturity, default=Maturity.FIRST)
    budget = models.PositiveBigIntegerField("budget for new people", null=True, blank=True, validators=[MinValueValidator(1)])
    budget_currency = models.CharField("in which currency", max_length=3, blank=True)
    budget_period = models.CharField("for each", max_length=5, choices=BudgetPeriod, default=BudgetPeriod.YEAR)
    version = models.PositiveIntegerField(default=1)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("teams:team_detail", args=[self.pk])

    @property
    def people(self):
        """Its members as plain values for the rules of coverage.py; prefetch `members__role`."""
        return [member.as_person() for member in self.members.all()]

    @property
    def budget_a_year(self):
        """In `budget_currency`, or None without a budget."""
        return self.budget and self.budget * MONTHS[self.budget_period]

    @property
    def reports_apart(self):
        return reports_apart(self.people)


class Member(models.Model):
    """A seat in a team: a person, their role and level, and whom they report to."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=6, choices=Level)
    reports_to = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["role__code", "name"]
        constraints = [models.UniqueConstraint(fields=["team", "name"], name="member_once_in_team")]

    def __str__(self):
        return self.name

    def as_person(self):
        shares = {step: row["share"] for step, row in self.role.lifecycle.items()}
        return Person(self.name, self.role.code, self.level, shares, self.reports_to)
