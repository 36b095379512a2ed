"""How the questions of the plans do, from submitted cards that the viewer may see."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from hiring.catalog.models import Question, Skill
from hiring.openings.models import Opening

from ..health import Health, health
from ..models import Rating, Scorecard, StageQuestion

LATELY = timedelta(days=365)


@dataclass
class _Use:
    prompt: str = ""
    skill: str = ""
    minutes: Counter = field(default_factory=Counter)
    stages: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class QuestionHealth:
    """One question over all plans that the viewer manages. `minutes` are those planned; nobody times an answer."""

    slug: str
    prompt: str
    skill: str
    plans: int
    asked: int
    lately: int
    last_asked: datetime | None
    minutes: tuple[int, int]
    health: Health
    question: Question | None

    @property
    def is_retired(self) -> bool:
        return self.question is not None and self.question.retired


def question_health(user) -> list[QuestionHealth]:
    """To retire first, then by how often each was asked. Five queries, whatever there is."""
    uses = _uses(user)
    cards, marks = _cards_by_stage(user), _marks_by_stage(user)
    bank = {question.slug: question for question in Question.objects.visible_to(user).filter(slug__in=uses)}
    names = dict(Skill.objects.visible_to(user).values_list("slug", "name"))
    rows = [_row(slug, use, cards, marks, bank.get(slug), names) for slug, use in uses.items()]
    return sorted(rows, key=lambda row: (not row.health.should_retire, -row.asked, -row.plans, row.prompt))


def _uses(user) -> dict[str, _Use]:
    managed = StageQuestion.objects.filter(stage__opening__in=Opening.objects.managed_by(user)).order_by("pk")
    uses: dict[str, _Use] = defaultdict(_Use)
    for slug, stage, prompt, minutes, skills in managed.values_list("slug", "stage", "prompt", "minutes", "skills"):
        use = uses[slug]
        use.prompt, use.skill = prompt, skills[0] if skills else ""
        use.minutes[minutes] += 1
        use.stages.add(stage)
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


def _row(slug, use, cards, marks, question, names) -> QuestionHealth:
    asked = [cards[stage] for stage in use.stages if stage in cards]
    lately = sum(each[1] for each in asked)
    return QuestionHealth(
        slug=slug,
        prompt=use.prompt,
        skill=names.get(use.skill, use.skill),
        plans=len(use.stages),
        asked=sum(each[0] for each in asked),
        lately=lately,
        last_asked=max((each[2] for each in asked), default=None),
        minutes=(min(use.minutes), max(use.minutes)),
        health=health(_added(marks.get((stage, use.skill), Counter()) for stage in use.stages), lately),
        question=question,
    )


def _added(counts: Iterable[Counter]) -> Counter:
    total = Counter()
    for each in counts:
        total += each
    return total
