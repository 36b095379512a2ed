"""How the questions of the plans do, from submitted cards that the viewer may see."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from hiring.accounts.prepared import prepared
from hiring.catalog.models import Question, Skill
from hiring.openings.models import Opening

from ..health import Health, Timing, health, timing
from ..models import QuestionTime, Rating, Scorecard, StageQuestion

LATELY = timedelta(days=365)


@dataclass
class _Use:
    prompt: str = ""
    skill: str = ""
    minutes: Counter = field(default_factory=Counter)
    stages: set[int] = field(default_factory=set)
    openings: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QuestionHealth:
    """One question over all plans that the viewer manages. `minutes` are those planned, `timing` those that interviewers say."""

    slug: str
    prompt: str
    skill: str
    plans: int
    asked: int
    lately: int
    last_asked: datetime | None
    minutes: tuple[int, int]
    timing: Timing
    health: Health
    question: Question | None
    openings: tuple[tuple[int, str], ...] = ()

    @property
    def is_retired(self) -> bool:
        return self.question is not None and self.question.retired

    @property
    def should_retire(self) -> bool:
        return self.health.should_retire and not self.is_retired

    @property
    def verdict(self) -> tuple[str, str]:
        """(kind of verdict, words): to retire, else never asked, else what the marks say."""
        if self.timing.is_never_asked and not self.health.should_retire:
            return "warn", "never asked: take it out"
        return self.health.verdict


def question_health(user) -> list[QuestionHealth]:
    """To retire first, then never asked, then by how often each was asked. Seven queries, whatever there is."""
    uses = _uses(user)
    cards, marks = _cards_by_stage(user), _marks_by_stage(user)
    times, left_out = _times_by_stage(user), _marks_of_what_was_not_asked(user)
    bank = {question.slug: question for question in Question.objects.visible_to(user).filter(slug__in=uses)}
    names = dict(Skill.objects.visible_to(user).values_list("slug", "name"))
    rows = [_row(slug, use, (cards, marks, times, left_out), bank.get(slug), names) for slug, use in uses.items()]
    return sorted(rows, key=lambda row: (not row.should_retire, not row.timing.is_never_asked, -row.asked, -row.plans, row.prompt))


def _uses(user) -> dict[str, _Use]:
    managed = StageQuestion.objects.filter(stage__opening__in=Opening.objects.managed_by(user)).order_by("pk")
    uses: dict[str, _Use] = defaultdict(_Use)
    columns = ("slug", "stage", "prompt", "minutes", "skills", "stage__opening", "stage__opening__title")
    for slug, stage, prompt, minutes, skills, opening, title in managed.values_list(*columns):
        use = uses[slug]
        use.prompt, use.skill = prompt, skills[0] if skills else ""
        use.minutes[minutes] += 1
        use.stages.add(stage)
        use.openings[opening] = title
    return dict(uses)


def _cards_by_stage(user) -> dict[int, tuple[int, int, datetime]]:
    """Stage to how many cards came in, how many of them of interviews in the last twelve months, and the latest of these."""
    lately = Count("pk", filter=Q(interview__starts_at__gte=timezone.now() - LATELY))
    cards = Scorecard.objects.visible_to(user).submitted().order_by()
    found = cards.values("interview__stage").annotate(cards=Count("pk"), lately=lately, last=Max("interview__starts_at"))
    return {row["interview__stage"]: (row["cards"], row["lately"], row["last"]) for row in found}


def _marks_by_stage(user) -> dict[tuple[int, str], Counter]:
    """(stage, skill) to how often each mark was given. Few rows, however many cards there are."""
    seen = Scorecard.objects.visible_to(user).submitted()
    ratings = Rating.objects.visible_to(user).filter(scorecard__in=seen, value__isnull=False).order_by()
    grouped = ratings.values_list("scorecard__interview__stage", "skill__slug", "value").annotate(Count("pk"))
    found: dict[tuple[int, str], Counter] = defaultdict(Counter)
    for stage, skill, value, count in grouped:
        found[stage, skill][value] += count
    return found


def _times_by_stage(user) -> dict[tuple[int, str], dict[int, tuple[int, int]]]:
    """(stage, question) to minutes said (0: not asked), each with how many cards say so and how many of them lately."""
    lately = Count("pk", filter=Q(scorecard__interview__starts_at__gte=timezone.now() - LATELY))
    said = QuestionTime.objects.visible_to(user).submitted().order_by()
    grouped = said.values_list("scorecard__interview__stage", "slug", "minutes").annotate(cards=Count("pk"), lately=lately)
    found: dict[tuple[int, str], dict] = defaultdict(dict)
    for stage, slug, minutes, count, late in grouped:
        found[stage, slug][minutes] = (count, late)
    return found


def _marks_of_what_was_not_asked(user) -> dict[tuple[int, str, str], Counter]:
    """(stage, question, skill) to marks on cards that say the question was not asked: they tell nothing about it."""
    ratings = Rating.objects.visible_to(user).filter(
        scorecard__in=Scorecard.objects.visible_to(user).submitted(), scorecard__times__minutes=0, value__isnull=False
    )
    grouped = ratings.order_by().values_list("scorecard__interview__stage", "scorecard__times__slug", "skill__slug", "value")
    found: dict[tuple[int, str, str], Counter] = defaultdict(Counter)
    for stage, slug, skill, value, count in grouped.annotate(Count("pk")):
        found[stage, slug, skill][value] += count
    return found


def usual_minutes(user, opening) -> dict[str, Timing]:
    """What submitted cards that the viewer may see say of the plan's questions, in any opening; those that enough cards time."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for slug, minutes, count in _said(user, opening.pk):
        counts[slug][minutes] += count
    return {slug: found for slug, each in counts.items() if (found := timing(each)).median is not None}


@prepared
def _said(user, opening):
    asked = StageQuestion.objects.filter(stage__opening=opening).values("slug")
    said = QuestionTime.objects.visible_to(user).submitted().filter(slug__in=asked)
    return said.order_by().values_list("slug", "minutes").annotate(Count("pk"))


def _row(slug, use, seen, question, names) -> QuestionHealth:
    cards, marks, times, left_out = seen
    held = [cards[stage] for stage in use.stages if stage in cards]
    said = [times.get((stage, slug), {}) for stage in use.stages]
    not_asked = [each.get(0, (0, 0)) for each in said]
    lately = sum(each[1] for each in held) - sum(late for _, late in not_asked)
    counts = _added(Counter({minutes: count for minutes, (count, _) in each.items()}) for each in said)
    told = _added(marks.get((stage, use.skill), Counter()) for stage in use.stages)
    told -= _added(left_out.get((stage, slug, use.skill), Counter()) for stage in use.stages)
    return QuestionHealth(
        slug=slug,
        prompt=use.prompt,
        skill=names.get(use.skill, use.skill),
        plans=len(use.stages),
        asked=sum(each[0] for each in held) - sum(count for count, _ in not_asked),
        lately=lately,
        last_asked=max((each[2] for each in held), default=None),
        minutes=(min(use.minutes), max(use.minutes)),
        timing=timing(counts),
        health=health(told, lately),
        question=question,
        openings=tuple(use.openings.items()),
    )


def _added(counts: Iterable[Counter]) -> Counter:
    total = Counter()
    for each in counts:
        total += each
    return total
