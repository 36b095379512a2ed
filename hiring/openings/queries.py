"""Reads shaped for the pages of an opening."""

from collections import Counter

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from hiring.accounts.models import Company, User
from hiring.accounts.prepared import prepared
from hiring.catalog.models import Release
from hiring.catalog.queries import profile, role_level

from .models import DescriptionVersion, Membership, Opening, Rubric
from .writing import Brief


@prepared
def visible_opening(user, pk):
    """It alone, or nothing; with what the head of its pages shows, and `is_managed`."""
    managed = Opening.objects.managed_by(user).filter(pk=OuterRef("pk"))
    return Opening.objects.visible_to(user).filter(pk=pk).select_related("country", "team").annotate(is_managed=Exists(managed))


@prepared
def managed_opening(user, pk):
    return Opening.objects.managed_by(user).filter(pk=pk).select_related("country", "team")


def current_rubric(opening):
    found = _rubrics(opening.pk)
    prefetch_related_objects(found, "skills")
    return found[0] if found else None


@prepared
def _rubrics(opening):
    return Rubric.objects.filter(opening=opening)[:1]


def latest_description(opening):
    return next(iter(_descriptions(opening.pk)), None)


@prepared
def _descriptions(opening):
    return DescriptionVersion.objects.filter(opening=opening).select_related("created_by", "approved_by", "sent_to")[:1]


def approved_description(opening):
    return opening.descriptions.filter(approved_at__isnull=False).select_related("created_by", "approved_by").first()


def brief(opening):
    """Everything that the first draft of an opening's description is written from."""
    company, level = Company.current(), role_level(opening.role.code, opening.level)
    team, stack = opening.team, opening.role.tech_stack
    members = Counter(_plural(member.role) for member in team.members.select_related("role")) if team else {}
    rows = profile(opening.role, opening.level)
    return Brief(
        purpose=opening.purpose,
        goals=opening.goals,
        contribution=opening.contribution,
        daily=level.duties.get("daily", []),
        weekly=level.duties.get("weekly", []),
        monthly=level.duties.get("monthly", []),
        reports_to=opening.reports_to,
        supervises=opening.supervises,
        team_name=team.name if team else "",
        team_leader=team.leader if team else "",
        team_counts={name if count > 1 else singular: count for (name, singular), count in members.items()},
        must_haves=[(row.skill.name, _as_need(row.skill, opening.level, row.expected)) for row in rows if row.must_have],
        helps=[*stack.get("must_know", []), *stack.get("helps", [])],
        benefits=company.benefits,
        how_we_hire=company.how_we_hire,
    )


def people_who_may_join(opening):
    """Active users without a part in the opening."""
    return User.objects.filter(is_active=True).exclude(memberships__opening=opening)


def possible_approvers(opening, user):
    """Others who manage the opening, and admins."""
    managing = Membership.objects.managing().filter(opening=opening).values("user")
    return (User.objects.filter(pk__in=managing) | User.objects.filter(part=User.Part.ADMIN)).filter(is_active=True).exclude(pk=user.pk)


def openings_for(user, *, status="", words=""):
    """The list page: openings one works on, each with its role, place, manager and team; without a status, all that are not closed."""
    found = Opening.objects.visible_to(user).select_related("role", "country", "hiring_manager", "team")
    found = found.filter(status=status) if status in Opening.Status.values else found.active()
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(team__name__icontains=word) | Q(hiring_manager__name__icontains=word))
    return found


def newer_release(opening) -> Release | None:
    """The loaded catalogue, if it is newer than the one that a running opening was opened with."""
    if not opening.catalogue_version or opening.status == Opening.Status.CLOSED:
        return None
    loaded = _releases()
    return loaded[0] if loaded and loaded[0].is_newer_than(opening.catalogue_version) else None


@prepared
def _releases():
    return Release.objects.all()[:1]


def _plural(role):
    return role.plural, role.name_inside


def _as_need(skill, level, expected):
    text = skill.anchors_for(level).get(expected, skill.definition)
    return text[0].lower() + text[1:] if text[1:2].islower() else text
