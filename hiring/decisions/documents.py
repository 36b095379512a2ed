"""What a decision pack contains, as plain data: everything about one decided application that an audit asks for."""

from datetime import UTC

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from hiring.accounts.models import Company, TrailEntry
from hiring.interviews.models import Interview, Scorecard
from hiring.openings.queries import approved_description, latest_description

from . import pack, queries
from .models import Decision, Look
from .standing import one_mark_each
from .sums import mean_sum, score_sum

DIGITS = 6
RECOMMENDS = {value: label.lower() for value, label in Scorecard.Recommendation.choices}


def decision_pack(application, viewer) -> dict:
    """The sealed pack of a decided application, from what `viewer` may see. The viewer owes no card in its opening."""
    decisions = list(_decisions(application, viewer))
    standing = next((decision for decision in decisions if decision.is_current), None)
    about = {
        "company": Company.current().name,
        "candidate": application.candidate.name,
        "application": application.pk,
        "opening": application.opening_id,
        "opening_title": application.opening.title,
        "stands": None if standing is None else {"decision": standing.pk, "outcome": standing.get_outcome_display()},
        "made_at": _moment(timezone.now()),
        "made_by": {"id": viewer.pk, "name": viewer.name},
    }
    return pack.seal(about, parts(application, viewer))


def parts(application, viewer) -> dict:
    """Everything but the heading, as the database has it now."""
    seen = queries.table(application.opening, viewer)
    decisions = list(_decisions(application, viewer))
    return {
        "opening": _opening(application.opening),
        "description": _description(application.opening),
        "rubric": _rubric(seen.rubric),
        "plan": _plan(application.opening),
        "marks": _cards(application, viewer),
        "panel": _panel(seen, application),
        "scores": _scores(seen, application),
        "votes": _votes(application, viewer),
        "decisions": [_decision(decision, seen.skill_names) for decision in decisions],
        "history": [_move(move) for move in application.moves.order_by("at", "pk").select_related("by")],
        "trail": _trail(application, decisions),
        "views": [_look(look) for look in Look.objects.of(application)],
    }


def printed(made: dict) -> dict:
    """What the PDF prints of a pack: the same values, moments as moments, each card as it stands with its earlier versions counted."""
    told = _with_moments(made)
    cards = {}
    for version in told["parts"]["marks"]:
        cards[version["card"]] = version | {"recommends": RECOMMENDS.get(version["content"].get("recommendation"), "nothing")}
    names = {skill["slug"]: skill["name"] for skill in told["parts"]["rubric"]["skills"]}
    by_card = [{row["skill"]: row for row in card["content"].get("ratings", ())} for card in cards.values()]
    slugs = dict.fromkeys([*names, *(slug for ratings in by_card for slug in ratings)])
    rows = [(names.get(slug, slug), [ratings.get(slug) for ratings in by_card]) for slug in slugs]
    return {
        "pack": told,
        "about": told["about"],
        "parts": told["parts"],
        "cards": list(cards.values()),
        "mark_rows": [(name, ratings) for name, ratings in rows if any(ratings)],
        "looks": _looks_together(told["parts"]["views"]),
        "company": {"name": told["about"]["company"]},
        "internal": True,
        "skill_names": names,
    }


def _looks_together(views):
    """One row for all looks of one person at one page with the same marks behind it, in the order of the first of them."""
    together = {}
    for look in views:
        row = together.setdefault((look["by"], look["page"], look["marks_sha256"]), look | {"times": 0})
        row |= {"times": row["times"] + 1, "last_at": look["at"]}
    return list(together.values())


def _with_moments(value, key=""):
    if isinstance(value, dict):
        return {name: _with_moments(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_moments(each) for each in value]
    return parse_datetime(value) if isinstance(value, str) and (key == "at" or key.endswith("_at")) else value


def _decisions(application, viewer):
    found = Decision.objects.visible_to(viewer).filter(application=application).order_by("at", "pk")
    return found.select_related("by", "reverses").prefetch_related("present")


def _opening(opening):
    return {
        "title": opening.title,
        "role": opening.role.code,
        "level": opening.level,
        "place": opening.place,
        "catalogue_version": opening.catalogue_version,
        "hiring_manager": opening.hiring_manager.name,
    }


def _description(opening):
    version = approved_description(opening) or latest_description(opening)
    if version is None:
        return {"version": None}
    return {
        "version": version.number,
        "approved_by": version.approved_by.name if version.approved_by else None,
        "approved_at": _moment(version.approved_at),
        "exception": version.exception,
        "written_by": version.created_by.name,
        "written_at": _moment(version.created_at),
        "facts": version.facts,
        "texts": version.texts,
    }


def _rubric(rubric):
    fields = ("slug", "name", "definition", "anchors", "weight", "expected", "must_have")
    return {
        "number": rubric.number,
        "sha256": rubric.sha256,
        "frozen_at": _moment(rubric.frozen_at),
        "weights_reason": rubric.weights_reason,
        "skills": [{name: getattr(skill, name) for name in fields} for skill in rubric.skills.all()],
    }


def _plan(opening):
    stages = opening.stages.prefetch_related("interviewers", "questions")
    return {
        "stages": [
            {
                "name": stage.name,
                "minutes": stage.minutes,
                "purpose": stage.purpose,
                "interviewers": sorted(user.name for user in stage.interviewers.all()),
                "questions": [
                    {"slug": each.slug, "prompt": each.prompt, "minutes": each.minutes, "skills": each.skills}
                    for each in stage.questions.all()
                ],
            }
            for stage in stages
        ]
    }


def _cards(application, viewer):
    """Each version of each submitted card: what was marked, when it was, and why it was changed."""
    cards = Scorecard.objects.visible_to(viewer).submitted().filter(interview__application=application)
    cards = cards.select_related("interview__interviewer", "interview__stage", "rubric").prefetch_related("versions__by")
    return [
        {
            "card": card.pk,
            "interviewer": card.interview.interviewer.name,
            "interviewer_id": card.interview.interviewer_id,
            "stage": card.interview.stage.name,
            "met_at": _moment(card.interview.starts_at),
            "rubric": card.rubric.number,
            "version": version.number,
            "written_at": _moment(version.at),
            "reason": version.reason,
            "content": version.content,
        }
        for card in cards
        for version in card.versions.all()
    ]


def _panel(seen, application):
    """All marks that the scores are fitted from, other candidates by number alone: [application, interviewer, skill, mark]."""
    weights = {skill.slug: skill.weight for skill in seen.skills}
    weights |= {mark.skill: 0 for mark in seen.marks.marks if mark.skill not in weights}
    marks = [[rating.candidate, rating.interviewer, rating.skill, rating.value] for rating in one_mark_each(seen.marks.marks)]
    return {"this_application": application.pk, "weights": weights, "marks": marks}


def _scores(seen, application):
    found = {"method": seen.standing.method, "spreads": [_rounded(sd) for sd in seen.standing.sds], "spreads_are": seen.standing.sds_are}
    explained = seen.explained(application) if seen.ratings else None
    if explained is None:
        return found | {"now": None, "marks_sha256": seen.digest if seen.ratings else ""}
    lines, place = explained
    # Nobody by name, whoever makes it: a pack is read by others than its maker.
    told, mean = score_sum(lines, seen.skill_names, {}), mean_sum(seen.marks, application.pk)
    return found | {
        "marks_sha256": seen.digest,
        "now": queries.evidence_of(seen, application),
        "lines": [
            {
                "skill": p.skill,
                "interviewer": p.interviewer,
                "mark": p.mark,
                "adjustment": _rounded(p.adjustment),
                "weight": _rounded(p.weight),
                "points": p.contribution,
            }
            for p in told.marks
        ],
        "averages": [
            {"skill": p.skill, "average": _rounded(p.mark), "weight": _rounded(p.weight), "points": p.contribution} for p in told.averages
        ],
        "not_knowing_the_spreads": told.remainder,
        "total": told.total,
        "plain_mean": mean.total,
    }


def _votes(application, viewer):
    return [
        {
            "round": each.number,
            "opened_at": _moment(each.opened_at),
            "opened_by": each.opened_by.name if each.opened_by else None,
            "votes": [
                {"by": vote.by.name, "choice": vote.get_choice_display(), "note": vote.note, "at": _moment(vote.at)} for vote in each.shown
            ],
        }
        for each in queries.open_rounds(application, viewer)
    ]


def _decision(decision, names):
    return {
        "decision": decision.pk,
        "at": _moment(decision.at),
        "by": decision.by.name,
        "outcome": decision.get_outcome_display(),
        "ground": decision.ground_words,
        "skills": decision.skills,
        "skill_names": [names.get(slug, slug) for slug in decision.skills],
        "reason": decision.reason,
        "conditions": decision.conditions,
        "dissent": decision.dissent,
        "present": sorted(user.name for user in decision.present.all()),
        "feedback": decision.feedback,
        "takes_back": decision.reverses_id,
        "evidence": decision.evidence,
    }


def _move(move):
    return {
        "at": _moment(move.at),
        "by": move.by.name,
        "from": move.get_from_stage_display(),
        "to": move.get_to_stage_display(),
        "reason": move.reason,
    }


def _trail(application, decisions):
    """Entries about the application, its interviews, cards and decisions, oldest first."""
    interviews = Interview.objects.filter(application=application)
    about = {
        "application": [application.pk],
        "interview": [interview.pk for interview in interviews],
        "scorecard": list(interviews.filter(scorecard__isnull=False).values_list("scorecard", flat=True)),
        "decision": [decision.pk for decision in decisions],
    }
    found = TrailEntry.objects.none()
    for kind, keys in about.items():
        found |= TrailEntry.objects.filter(kind=kind, object_id__in=[str(key) for key in keys])
    return [
        {
            "at": _moment(entry.at),
            "by": entry.by.name if entry.by else None,
            "verb": entry.verb,
            "kind": entry.kind,
            "id": entry.object_id,
            "detail": entry.detail,
        }
        for entry in found.select_related("by").order_by("at", "pk")
    ]


def _look(look):
    return {
        "at": _moment(look.at),
        "by": look.by.name,
        "page": look.get_page_display(),
        "marks_sha256": look.marks_sha256,
        "method": look.method,
        "detail": look.detail,
    }


def _moment(moment):
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


def _rounded(value):
    return None if value is None else round(float(value), DIGITS)
