"""Selection and scoring of groups, with every count under five hidden. No Django: people come as plain values."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from hiring.assessment.impact import GroupImpact, Impact, selection_impact
from hiring.assessment.small_cells import SMALLEST, hidden_cells

OTHERS = "others"
STEP = SMALLEST


@dataclass(frozen=True)
class Person:
    """One decided application. sex, ethnicity: None where it was not said; score: as it stood when it was decided; job: its opening."""

    sex: Hashable
    ethnicity: Hashable
    is_selected: bool
    score: float | None = None
    job: Hashable = None


@dataclass(frozen=True)
class Table:
    """One way of grouping. `impact`: of the groups that may be shown; hidden: the others, whether anyone is in them or not."""

    by: str
    impact: Impact
    hidden: tuple[Hashable, ...]

    @property
    def groups(self) -> tuple[GroupImpact, ...]:
        return self.impact.groups


@dataclass(frozen=True)
class Fairness:
    """people: how many the tables count; held_back: those who wait for a full step; None where that would tell of fewer than five."""

    selection: tuple[Table, ...]
    scoring: tuple[Table, ...]
    people: int
    held_back: int


def in_steps(people: Sequence) -> tuple[Sequence, int]:
    """The people in full steps of five, oldest first, so that no one person's arrival can be read off two looks at the page.

    >>> in_steps([1, 2, 3, 4, 5, 6, 7])
    ([1, 2, 3, 4, 5], 2)
    """
    full = len(people) - len(people) % STEP
    return people[:full], len(people) - full


def fairness(people: Sequence[Person], sexes: Sequence[Hashable], ethnicities: Sequence[Hashable]) -> Fairness:
    """`people` oldest first. By sex, by ethnicity, and by both together."""
    counted, held_back = in_steps(people)
    selection = _tables(counted, [person.is_selected for person in counted], sexes, ethnicities)
    scored, above = _above_median(counted)
    return Fairness(selection, _tables(scored, above, sexes, ethnicities), len(counted), held_back)


def _tables(people, chosen, sexes, ethnicities):
    """By sex, by ethnicity, and by both where the cells can stand beside those margins."""
    rows = list(zip(people, chosen, strict=True))
    by_sex, by_ethnicity = _counts(rows, lambda person: person.sex), _counts(rows, lambda person: person.ethnicity)
    safe_sexes, safe_ethnicities = safe_groups(by_sex, sexes), safe_groups(by_ethnicity, ethnicities)
    both = _counts(rows, lambda person: (person.sex, person.ethnicity))
    safe_both = _safe_cells(rows, safe_sexes, safe_ethnicities)
    every = [(sex, ethnicity) for sex in sexes for ethnicity in ethnicities]
    return (
        _table("sex", by_sex, safe_sexes, sexes),
        _table("ethnicity", by_ethnicity, safe_ethnicities, ethnicities),
        _table("both", both, safe_both, every),
    )


def safe_groups(counts: Mapping[Hashable, tuple[int, int]], groups: Sequence[Hashable]) -> list[Hashable]:
    """Those of `groups` whose (chosen, not chosen) may both be shown, where totals are known.

    Each has five or more of both; and whatever is left over once they are taken away has five of both or is nobody at all,
    so that subtraction finds no smaller count. The smallest are given up until it is so.

    >>> safe_groups({"men": (20, 40), "women": (9, 15), "other": (1, 2)}, ["men", "women", "other"])
    ['men']
    >>> safe_groups({"men": (20, 40), "women": (9, 15), None: (5, 30)}, ["men", "women"])
    ['men', 'women']
    """
    safe = sorted((g for g in groups if min(counts.get(g, (0, 0))) >= SMALLEST), key=lambda g: -min(counts[g]))
    while safe:
        left = [pair for group, pair in counts.items() if group not in safe]
        if not left or min(sum(side) for side in zip(*left, strict=True)) >= SMALLEST:
            break
        safe.pop()
    return [group for group in groups if group in safe]


def _safe_cells(rows, sexes, ethnicities):
    """Cells that may stand beside the margins of both; none where a margin would have to go for them."""
    if not sexes or not ethnicities:
        return []
    merged = _counts(rows, lambda p: (p.sex if p.sex in sexes else OTHERS, p.ethnicity if p.ethnicity in ethnicities else OTHERS))
    across = [*sexes, *([OTHERS] if any(sex == OTHERS for sex, _ in merged) else [])]
    down = [*ethnicities, *([OTHERS] if any(each == OTHERS for _, each in merged) else [])]
    hidden = [hidden_cells([[merged.get((s, e), (0, 0))[side] for e in down] for s in across]) for side in (0, 1)]
    if any(each[:, -1].any() or each[-1].any() for each in hidden):
        return []
    shown = ~(hidden[0] | hidden[1])
    return [(s, e) for i, s in enumerate(across) for j, e in enumerate(down) if shown[i, j] and OTHERS not in (s, e)]


def _counts(rows, group):
    """Group to (chosen, not chosen); groups of nobody are left out."""
    found = {}
    for person, is_chosen in rows:
        pair = found.setdefault(group(person), [0, 0])
        pair[0 if is_chosen else 1] += 1
    return {key: tuple(pair) for key, pair in found.items()}


def _table(by, counts, safe, groups):
    """Whatever is not shown is listed as hidden, groups of nobody as well: a list of those with someone would tell of them."""
    pairs = {group: (counts[group][0], sum(counts[group])) for group in safe}
    return Table(by, selection_impact(pairs), tuple(group for group in groups if group not in pairs))


def _above_median(people):
    """People with a score in a job where two or more have one, and whether each lies strictly above their job's median."""
    by_job = {}
    for person in people:
        if person.score is not None:
            by_job.setdefault(person.job, []).append(person.score)
    middles = {job: median(scores) for job, scores in by_job.items() if len(scores) > 1}
    scored = [person for person in people if person.score is not None and person.job in middles]
    return scored, [person.score > middles[person.job] for person in scored]
