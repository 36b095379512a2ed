"""Scorecards, whole, under the blind rule."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from hiring.accounts.prepared import prepared

from ..fields import NONE, card_fields, is_minutes
from ..models import Rating, Scorecard, StageQuestion
from ..rules import MINUTES, RatedSkill


def _whole(cards):
    return cards.select_related(
        "interview__application__candidate", "interview__application__opening", "interview__stage", "interview__interviewer", "rubric"
    ).prefetch_related("ratings__skill", "times", "interview__stage__questions", "versions__by")


def card_of(interview, user):
    """The interview's card with everything on it, or None."""
    return _whole(Scorecard.objects.visible_to(user)).filter(interview=interview).first()


def card_again(card, user):
    return _whole(Scorecard.objects.visible_to(user)).get(pk=card.pk)


def cards_visible_to(user):
    return _whole(Scorecard.objects.visible_to(user))


def rated_skills(card):
    """RatedSkill of every skill on the card, those that its stage asks about first."""
    asked = asked_skills(card)
    rows = [RatedSkill(r.skill.slug, r.skill.name, r.skill.slug in asked, r.value, r.not_assessed, r.evidence) for r in card.ratings.all()]
    return sorted(rows, key=lambda row: not row.is_asked)


def asked_skills(card):
    """Slugs of the card's skills that its stage has a question about."""
    questions = card.interview.stage.questions.all()
    return {slug for question in questions for slug in question.skills} & {rating.skill.slug for rating in card.ratings.all()}


@dataclass(frozen=True)
class PanelRow:
    """One skill on several cards; `ratings` stands in the order of the cards, None where a card has no such skill."""

    name: str
    must_have: bool
    ratings: list


def panel(application, user):
    """Submitted cards of an application that the user may see, and their skills as rows."""
    cards = _panel_cards(user, application.pk)
    prefetch_related_objects(cards, "ratings__skill")
    skills = {}
    for card in cards:
        for rating in card.ratings.all():
            skills.setdefault(rating.skill.slug, rating.skill)
    by_card = [{rating.skill.slug: rating for rating in card.ratings.all()} for card in cards]
    rows = [PanelRow(skill.name, skill.must_have, [ratings.get(slug) for ratings in by_card]) for slug, skill in skills.items()]
    return cards, rows


@prepared
def _panel_cards(user, application):
    found = Scorecard.objects.visible_to(user).submitted().filter(interview__application=application)
    return found.select_related("interview__stage", "interview__interviewer")


@dataclass(frozen=True)
class Section:
    """One skill on the page of a card: its questions, and where its rating stands in words."""

    rating: Rating
    is_asked: bool
    questions: list

    @property
    def skill(self):
        return self.rating.skill

    @property
    def anchors(self):
        return sorted(self.skill.anchors.items())

    @property
    def mark(self):
        return str(self.rating.value) if self.rating.value else "none" if self.rating.not_assessed else ""

    @property
    def minutes(self):
        return sum(question.minutes for question in self.questions)

    @property
    def is_done(self):
        return bool(self.mark)

    @property
    def words(self):
        if self.rating.value:
            return "Evidence noted" if self.rating.evidence.strip() else "No evidence noted"
        if self.rating.not_assessed:
            return f"Not assessed: {self.rating.get_not_assessed_display().lower()}"
        return "Must-have, not yet rated" if self.skill.must_have else "Not yet rated"


def sections(card):
    """Sections of the card: those that the stage asks about, and the others. A stage without questions asks about all."""
    asked = asked_skills(card)
    questions = list(card.interview.stage.questions.all())
    rows = [
        Section(rating, rating.skill.slug in asked, [q for q in questions if rating.skill.slug in q.skills])
        for rating in card.ratings.all()
    ]
    if not asked:
        return rows, []
    return [row for row in rows if row.is_asked], [row for row in rows if not row.is_asked]


@dataclass(frozen=True)
class Timed:
    """One question of the card's stage, and what its interviewer says it took, as the card's field has it (see fields.py)."""

    question: StageQuestion
    value: str

    @property
    def choices(self):
        """Minutes to choose from, what is said already among them."""
        return [str(each) for each in sorted({*MINUTES, *([int(self.value)] if is_minutes(self.value) else [])})]

    @property
    def words(self):
        return {"": "not said", NONE: "not asked"}.get(self.value, f"about {self.value} min")


def timed(card, fields=None):
    """The questions of the card's stage in the order of the kit, timed as saved or as in `fields`."""
    fields = fields or card_fields(card)
    return [Timed(question, fields[f"minutes-{question.slug}"]) for question in card.interview.stage.questions.all()]
