"""Search across everything that a person may see. Nothing is found through marks, evidence or decisions."""

from dataclasses import dataclass

from django.db.models import Q

from hiring.candidates.models import Application
from hiring.catalog.models import Question, Role, Skill
from hiring.catalog.queries import matching
from hiring.openings.models import Opening
from hiring.teams.models import Team

SHORTEST, SHOWN = 2, 10


@dataclass(frozen=True)
class Hit:
    title: str
    about: str
    url: str


@dataclass(frozen=True)
class Group:
    name: str
    hits: tuple[Hit, ...]
    has_more: bool


def search_everything(user, text):
    """Groups with at least one hit, at most ten hits each. One query a group; every word must occur."""
    words = text.split()[:8]
    groups = [
        _group("Candidates", _applications(user, words), _application),
        _group("Openings", _openings(user, words), _opening),
        _group("Roles", _matching(Role.objects.visible_to(user).current(), words, "name", "code", "plural"), _role),
        _group("Skills", _matching(Skill.objects.visible_to(user).current(), words, "name", "definition"), _skill),
        _group("Questions", matching(Question.objects.visible_to(user), text, user), _question),
        _group("Teams", _matching(Team.objects.visible_to(user), words, "name", "purpose", "leader"), _team),
    ]
    return [group for group in groups if group.hits]


def _group(name, rows, as_hit):
    rows = list(rows[: SHOWN + 1])
    return Group(name, tuple(as_hit(row) for row in rows[:SHOWN]), len(rows) > SHOWN)


def _matching(rows, words, *fields):
    for word in words:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


def _applications(user, words):
    """By name for whoever may see the application; by address only for those who manage the opening."""
    rows = Application.objects.visible_to(user).select_related("candidate", "opening")
    managed = Application.objects.managed_by(user).values("pk")
    for word in words:
        rows = rows.filter(Q(candidate__name__icontains=word) | Q(candidate__email__icontains=word, pk__in=managed))
    return rows


def _openings(user, words):
    rows = Opening.objects.visible_to(user).select_related("country")
    return _matching(rows, words, "title", "area", "country__name", "role__name", "role__code")


def _application(row):
    return Hit(row.candidate.name, row.opening.title, row.get_absolute_url())


def _opening(row):
    return Hit(row.title, f"{row.place}. {row.get_status_display()}.", row.get_absolute_url())


def _role(row):
    return Hit(row.name, row.summary, row.get_absolute_url())


def _skill(row):
    return Hit(row.name, row.definition, row.get_absolute_url())


def _question(row):
    return Hit(row.prompt, f"{row.get_kind_display()}, {row.levels_label.lower()}.", row.get_absolute_url())


def _team(row):
    return Hit(row.name, row.purpose, row.get_absolute_url())
