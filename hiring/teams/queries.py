"""Reads shaped for the pages of teams."""

from dataclasses import dataclass

from django.db.models import Prefetch

from hiring.catalog.models import Level, Role
from hiring.salaries.models import Country, Figure

from .coverage import Plan, next_hires
from .models import Member, Team


def teams_with_members():
    return Team.objects.prefetch_related(Prefetch("members", Member.objects.select_related("role", "user")))


@dataclass(frozen=True)
class Hire:
    """One seat of a plan, with what adverts say of its pay in one country (a Figure, or None)."""

    role: Role
    level: str
    level_word: str
    pay: Figure | None

    @property
    def drawn_n(self):
        """How much the band may show: an estimate that borrows from other places has a median alone."""
        return self.pay.n or 0 if self.pay and self.pay.usd_p25 else 3

    @property
    def median(self):
        return self.pay.usd_p50 if self.pay else None


@dataclass(frozen=True)
class PricedPlan:
    plan: Plan
    hires: tuple[Hire, ...]

    @property
    def total(self):
        """Sum of the medians, or None where one is not known."""
        medians = [hire.median for hire in self.hires]
        return None if None in medians else sum(round(median, -3) for median in medians)


def plans_for(team, country=None):
    """Plans for the next hires, each priced by the estimates for `country`. Three queries at most."""
    roles = {role.code: role for role in Role.objects.current()}
    shares = {code: {step: row["share"] for step, row in role.lifecycle.items()} for code, role in roles.items()}
    plans = next_hires(team.people, team.maturity, shares)
    pay = _pay({hire for plan in plans for hire in plan.hires}, country)
    return [
        PricedPlan(plan, tuple(Hire(roles[code], level, Level(level).label.lower(), pay.get((code, level))) for code, level in plan.hires))
        for plan in plans
    ]


def _pay(hires, country):
    if not hires or country is None:
        return {}
    figures = Figure.objects.filter(series_id="estimates", country=country, role__in=[code for code, _ in hires])
    return {(figure.role, figure.level): figure for figure in figures if figure.confidence != "insufficient"}


def usual_country(team):
    """Where the team last looked for someone; openings stand above teams, so their relation is known here by its name."""
    last = team.openings.select_related("country").order_by("-pk").first()
    return last.country if last else None


def countries_with_pay():
    return Country.objects.filter(figures__series_id="estimates").distinct()
