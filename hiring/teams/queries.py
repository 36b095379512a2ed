"""Reads shaped for the pages of teams."""

from dataclasses import dataclass

from django.db.models import Prefetch

from hiring.catalog.models import Level, Role
from hiring.salaries.models import Country

from .budget import Budget
from .coverage import Plan, next_hires
from .models import Member, Team
from .pay import Pay, Pays, currency_of, seat


def members():
    """To be prefetched with teams."""
    return Prefetch("members", Member.objects.select_related("role", "user"))


def teams_with_members():
    return Team.objects.prefetch_related(members())


@dataclass(frozen=True)
class Hire:
    """One seat of a plan, with what we estimate of its pay in one country."""

    role: Role
    level: str
    level_word: str
    pay: Pay | None


@dataclass(frozen=True)
class PricedPlan:
    plan: Plan
    hires: tuple[Hire, ...]

    @property
    def total(self) -> int | None:
        """Sum of the medians as shown, or None where one is not known."""
        return None if any(hire.pay is None for hire in self.hires) else sum(hire.pay.median for hire in self.hires)


@dataclass(frozen=True)
class NextHires:
    """Plans with their cost in `pays.currency`; `budget` for whoever may open positions, if the team has one."""

    plans: list[PricedPlan]
    pays: Pays
    budget: Budget | None

    @property
    def highest(self) -> int:
        """Of the figures that are drawn."""
        return max((hire.pay.p75 or hire.pay.median for plan in self.plans for hire in plan.hires if hire.pay), default=0)

    @property
    def has_stand_in(self) -> bool:
        return any(hire.pay and hire.pay.stands_in for plan in self.plans for hire in plan.hires)

    @property
    def after(self) -> list[tuple[PricedPlan, int | None]]:
        """Each plan with what it would leave of the budget."""
        return [(plan, self.budget.after(plan.total) if self.budget else None) for plan in self.plans]


def _plans_for(team) -> tuple[list[Plan], dict[str, Role]]:
    """Plans for the next hires, and the roles they name. One query."""
    roles = {role.code: role for role in Role.objects.current()}
    shares = {code: {step: row["share"] for step, row in role.lifecycle.items()} for code, role in roles.items()}
    return next_hires(team.people, team.maturity, shares), roles


def next_hires_of(team, country: Country | None, user) -> NextHires:
    """Three queries, four with a budget."""
    plans, roles = _plans_for(team)
    openings = _open_seats(team, user) if team.budget and user.may_open_positions else []
    cases = [(code, level, country.pk) for plan in plans for code, level in plan.hires] if country else []
    cases += [(opening.role.code, opening.level, opening.country_id) for opening in openings if not opening.pay_low]
    pays = Pays(cases, currency_of(team, country), {opening.pay_currency for opening in openings})
    priced = [
        PricedPlan(
            plan,
            tuple(
                Hire(roles[code], level, Level(level).label.lower(), pays.of(code, level, country.pk) if country else None)
                for code, level in plan.hires
            ),
        )
        for plan in plans
    ]
    shown = team.budget and user.may_open_positions
    return NextHires(
        priced, pays, Budget(team.budget_a_year, team.budget_currency, [seat(each, pays) for each in openings]) if shown else None
    )


def _open_seats(team, user):
    """Openings of the team on which the user works; they stand above teams, so their relation is known here by its name."""
    return list(
        team.openings.visible_to(user).filter(status__in=["draft", "open", "debrief"]).select_related("role", "country").order_by("pk")
    )


def usual_country(team):
    """Where the team last looked for someone."""
    last = team.openings.select_related("country").order_by("-pk").first()
    return last.country if last else None


def countries_with_pay():
    return Country.objects.filter(figures__series_id="estimates").distinct()
