"""Reads shaped for the pages of plans, interviews and scorecards."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from hiring.catalog.models import Question, Skill
from hiring.catalog.queries import questions_for
from hiring.openings.queries import current_rubric

from .coverage import WELCOME_MINUTES, Coverage, PlannedQuestion, PlannedStage, WantedSkill, coverage, finding
from .models import Interview, Rating, Scorecard, Stage
from .rules import RatedSkill
from .suggestion import BankQuestion, Change, OpenStage, smallest_change


@dataclass(frozen=True)
class Plan:
    """An opening's plan: its stages with people and questions, what they cover, and what would mend it."""

    stages: list[Stage]
    coverage: Coverage
    rubric: object
    change: Change | None = None
    change_stage: Stage | None = None
    change_prompt: str = ""
    change_skill: str = ""

    @property
    def replaced(self):
        """The StageQuestion that the change takes out, or None."""
        slug = self.change.replaces.slug if self.change and self.change.replaces else ""
        return next((question for question in self.change_stage.questions.all() if question.slug == slug), None) if slug else None

    @property
    def finding(self):
        return finding(self.coverage)

    @property
    def changed_at(self):
        return max((stage.changed_at for stage in self.stages), default=None)

    @property
    def times(self):
        """For each stage: asked and other minutes, and its length, for the last row of the table."""
        return [
            (stage, stage.planned.asked_minutes, stage.other_minutes, stage.planned.asked_minutes + stage.other_minutes)
            for stage in self.stages
        ]

    @property
    def longest(self):
        return max((stage.minutes for stage in self.stages), default=0)

    @property
    def minutes(self):
        return sum(stage.minutes for stage in self.stages)

    @property
    def columns(self):
        return len(self.stages) + 3

    @property
    def unheld(self):
        return [stage for stage in self.stages if not stage.interviewers.all()]

    @property
    def overfull(self):
        return [stage for stage in self.stages if stage.planned.free_minutes < 0]


def plan(opening):
    """The same number of queries whatever the size of the plan."""
    rubric = current_rubric(opening)
    held = Count("interviews", filter=Q(interviews__cancelled_at=None, interviews__starts_at__lte=timezone.now()))
    stages = list(opening.stages.annotate(held=held).order_by("position", "pk").prefetch_related("interviewers", "questions"))
    names = _names(stages)
    for stage in stages:
        stage.planned = planned(stage)
        for question in stage.questions.all():
            question.skill_names = [names.get(slug, slug) for slug in question.skills]
        stage.other_minutes = WELCOME_MINUTES
    skills = list(rubric.skills.all())
    covered = coverage(_wanted(skills), [stage.planned for stage in stages], names)
    found = smallest_change(covered, _open_stages(stages), _bank_questions(opening, skills)) if stages else None
    if not found:
        return Plan(stages, covered, rubric)
    stage = next(stage for stage in stages if stage.pk == found.key)
    prompt = Question.objects.get(slug=found.question.slug).prompt
    name = next(skill.name for skill in skills if skill.slug == found.skill)
    return Plan(stages, covered, rubric, found, stage, prompt, name)


def choice(opening):
    """What `suggestion.suggested` asks for: stages, bank and weights."""
    skills = list(current_rubric(opening).skills.all())
    stages = list(opening.stages.prefetch_related("interviewers", "questions"))
    for stage in stages:
        stage.planned = planned(stage)
    return _open_stages(stages), _bank_questions(opening, skills), {skill.slug: skill.weight for skill in skills}


def bank(slugs):
    """Questions of the bank by slug, with their skills."""
    return {question.slug: question for question in Question.objects.filter(slug__in=slugs).with_skills()}


def planned(stage):
    questions = tuple(PlannedQuestion(question.minutes, tuple(question.skills)) for question in stage.questions.all())
    return PlannedStage(stage.minutes, max(len(stage.interviewers.all()), 1), questions)


def _wanted(skills):
    return [WantedSkill(skill.slug, skill.name, skill.weight, skill.must_have) for skill in skills]


def _names(stages):
    slugs = {slug for stage in stages for question in stage.questions.all() for slug in question.skills}
    return dict(Skill.objects.filter(slug__in=slugs).values_list("slug", "name"))


def _open_stages(stages):
    return [
        OpenStage(
            stage.pk,
            stage.focus,
            stage.planned.free_minutes,
            tuple(BankQuestion(q.slug, q.kind, q.minutes, tuple(q.skills)) for q in stage.questions.all()),
        )
        for stage in stages
    ]


def _bank_questions(opening, skills):
    asked = Skill.objects.filter(slug__in=[skill.slug for skill in skills])
    return [
        BankQuestion(question.slug, question.kind, question.minutes, tuple(skill.slug for skill in question.ordered_skills))
        for question in questions_for(asked, opening.role, opening.level)
    ]


def bank_for(opening, user, *, skill="", text="", kind=""):
    """Questions of the bank for the opening's level that inform a skill of its rubric, or the one named."""
    slugs = [skill] if skill else [each.slug for each in current_rubric(opening).skills.all()]
    found = questions_for(Skill.objects.filter(slug__in=slugs), opening.role, opening.level, [kind] if kind else None)
    return found.visible_to(user).about(text) if text else found.visible_to(user)


# --- Interviews --------------------------------------------------------------------


def interview_visible_to(user, pk):
    """An interview with all that its kit shows; raises Interview.DoesNotExist."""
    rows = Interview.objects.visible_to(user).select_related(
        "application__candidate", "application__opening__role", "stage__opening__role", "interviewer"
    )
    return rows.prefetch_related("stage__questions", "application__documents").get(pk=pk)


@dataclass(frozen=True)
class Arranged:
    """An interview in the list of its application; `state` is "in", "draft", "due", "to come", or "called off"."""

    interview: Interview
    state: str
    card: Scorecard | None
    may_change: bool


def interviews_of(application, user):
    """Interviews of an application that the user may know the state of; one who owes a card sees their own alone."""
    rows = (
        Interview.objects.visible_to(user)
        .filter(application=application)
        .filter(Q(interviewer=user) | Q(pk__in=Interview.objects.arranged_by(user)))
    )
    rows = list(rows.select_related("stage", "interviewer"))
    cards = {card.interview_id: card for card in Scorecard.objects.visible_to(user).filter(interview__in=rows)}
    arranged = set(Interview.objects.arranged_by(user).filter(application=application).values_list("pk", flat=True))
    return [Arranged(row, _state(row, cards.get(row.pk)), cards.get(row.pk), row.pk in arranged) for row in rows]


def _state(interview, card):
    if interview.cancelled_at:
        return "called off"
    if card:
        return "in" if card.is_submitted else "draft"
    return "due" if interview.has_ended else "to come"


def owes_card(application, user):
    """Whether the application is closed to the user until their own card is in."""
    return Interview.objects.unrated_by(user).filter(application=application).exists()


@dataclass(frozen=True)
class Mine:
    """The user's interviews: cards to write, conversations to come, and those done."""

    due: list[Interview]
    coming: list[Interview]
    done: list[Interview]


def my_interviews(user):
    rows = Interview.objects.of(user).select_related("application__candidate", "application__opening", "stage")
    rows = list(rows.prefetch_related(Prefetch("scorecard", Scorecard.objects.visible_to(user))))
    due = [row for row in rows if row.has_ended and not _is_in(row)]
    coming = [row for row in rows if not row.has_ended and not _is_in(row)]
    return Mine(due, coming, [row for row in reversed(rows) if _is_in(row)])


def _is_in(interview):
    return hasattr(interview, "scorecard") and interview.scorecard.is_submitted


def overlapping(interview):
    """Another standing interview of the same person at the same time; None if there is none."""
    others = Interview.objects.standing().filter(interviewer_id=interview.interviewer_id, starts_at__lt=interview.ends_at)
    others = others.exclude(pk=interview.pk).filter(starts_at__gt=interview.starts_at - timezone.timedelta(hours=8))
    return next((other for other in others if other.ends_at > interview.starts_at), None)


# --- Scorecards --------------------------------------------------------------------


def _whole(cards):
    return cards.select_related(
        "interview__application__candidate", "interview__application__opening", "interview__stage", "interview__interviewer", "rubric"
    ).prefetch_related("ratings__skill", "interview__stage__questions", "versions__by")


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
    cards = list(_whole(Scorecard.objects.visible_to(user)).submitted().filter(interview__application=application))
    skills = {}
    for card in cards:
        for rating in card.ratings.all():
            skills.setdefault(rating.skill.slug, rating.skill)
    by_card = [{rating.skill.slug: rating for rating in card.ratings.all()} for card in cards]
    rows = [PanelRow(skill.name, skill.must_have, [ratings.get(slug) for ratings in by_card]) for slug, skill in skills.items()]
    return cards, rows


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
