"""How two to four roles differ: plain values in, plain values out."""

from dataclasses import dataclass

from .content.shapes import STEPS

STEP_NAMES = {
    "problem_formulation": ("Problem formulation", "a business issue becomes a question that data can answer"),
    "data_engineering": ("Data engineering", "prepared data, and the pipelines behind it"),
    "modelling": ("Modelling", "candidates developed and tried for the use case"),
    "deployment": ("Deployment", "in production, watched and mended"),
}
SHARE_NAMES = {"A": "Accountable", "R": "Responsible", "C": "Consulted", "I": "Informed"}
PROPER_NAMES = {"Kubernetes", "Python", "Docker", "Bayesian", "Excel"}
LEVEL_WORDS = {"entry": "an entry-level", "mid": "a mid-level", "senior": "a senior", "lead": "a lead"}


@dataclass(frozen=True)
class Need:
    """One line of a profile: the mark expected (1 to 5), its share of the score in percent."""

    skill: str
    name: str
    expected: int
    weight: int
    must: bool


@dataclass(frozen=True)
class Side:
    """One role at one level, as far as a comparison needs it. `tools` are those it must know or is helped by."""

    code: str
    name: str
    level: str
    shares: dict[str, str]
    needs: tuple[Need, ...]
    tools: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        return f"{LEVEL_WORDS[self.level]} {self.name}"

    def need(self, skill: str) -> Need | None:
        return next((need for need in self.needs if need.skill == skill), None)


@dataclass(frozen=True)
class SkillRow:
    """One skill across the sides; a cell is None where the profile does not ask for it."""

    skill: str
    name: str
    cells: tuple[Need | None, ...]
    gap: str

    @property
    def is_shared(self) -> bool:
        return self.gap == "same level"

    @property
    def marks(self) -> tuple[int | None, ...]:
        return tuple(cell.expected if cell else None for cell in self.cells)

    @property
    def spread(self) -> int:
        marks = [mark or 0 for mark in self.marks]
        return max(marks) - min(marks)


@dataclass(frozen=True)
class StepRow:
    step: str
    name: str
    what: str
    shares: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True)
class Tools:
    shared: tuple[str, ...]
    own: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Comparison:
    differing: tuple[SkillRow, ...]
    shared: tuple[SkillRow, ...]
    steps: tuple[StepRow, ...]
    tools: Tools
    sentences: tuple[str, ...]


def comparison(sides: list[Side]) -> Comparison:
    rows = skill_rows(sides)
    return Comparison(
        differing=tuple(row for row in rows if not row.is_shared),
        shared=tuple(row for row in rows if row.is_shared),
        steps=step_rows(sides),
        tools=tools(sides),
        sentences=sentences(sides, rows),
    )


def skill_rows(sides: list[Side]) -> list[SkillRow]:
    """Widest gap first; among equals the heavier skill first."""
    names = {need.skill: need.name for side in sides for need in side.needs}
    rows = []
    for skill, name in names.items():
        cells = tuple(side.need(skill) for side in sides)
        rows.append(SkillRow(skill, name, cells, _gap(sides, cells)))
    return sorted(rows, key=lambda row: (-row.spread, -max(cell.weight for cell in row.cells if cell), row.name))


def _gap(sides, cells) -> str:
    labels = _short_labels(sides)
    asking = [label for label, cell in zip(labels, cells, strict=True) if cell]
    if len(asking) < len(sides):
        return f"only {_listed(asking)}"
    marks = [cell.expected for cell in cells]
    if min(marks) == max(marks):
        return "same level"
    if len(sides) == 2:
        return f"{labels[0] if marks[0] > marks[1] else labels[1]} +{abs(marks[0] - marks[1])}"
    highest = [label for label, mark in zip(labels, marks, strict=True) if mark == max(marks)]
    return f"{min(marks)} to {max(marks)}, highest {_listed(highest)}"


def _short_labels(sides) -> list[str]:
    """What tells the sides apart: the role, or the level where the role is the same, or both."""
    if len({side.code for side in sides}) == len(sides):
        return [side.name for side in sides]
    if len({side.code for side in sides}) == 1:
        return [side.level for side in sides]
    return [f"{side.level} {side.name}" for side in sides]


def step_rows(sides: list[Side]) -> tuple[StepRow, ...]:
    """The four steps, with a warning where no role, or more than one, is accountable."""
    return tuple(StepRow(step, *STEP_NAMES[step], tuple(side.shares[step] for side in sides), _step_warning(sides, step)) for step in STEPS)


def _step_warning(sides, step) -> str:
    owners = {side.code: side.name for side in sides if side.shares[step] == "A"}
    name = STEP_NAMES[step][0]
    if not owners:
        return f"{name} has no accountable role here"
    if len(owners) > 1:
        return f"{name} has {len(owners)} accountable roles here: {_listed(list(owners.values()))}"
    return ""


def tools(sides: list[Side]) -> Tools:
    """What all sides work with, and what each role alone does. Case does not tell tools apart."""
    folded = [{tool.casefold() for tool in side.tools} for side in sides]
    everyone = set.intersection(*folded)
    own = tuple(
        tuple(
            tool for tool in side.tools if not any(tool.casefold() in other for j, other in enumerate(folded) if sides[j].code != side.code)
        )
        for i, side in enumerate(sides)
    )
    return Tools(tuple(tool for tool in sides[0].tools if tool.casefold() in everyone), own)


def sentences(sides: list[Side], rows: list[SkillRow]) -> tuple[str, ...]:
    """What a reader should take away: who answers for which step, what is common, where they part most."""
    roles = {side.code for side in sides}
    if len(roles) == 1:
        return _growth(sides, rows)
    return (_accountability(sides), _common_ground(rows), _widest(sides, rows))


def _accountability(sides) -> str:
    """One clause for each role, though it may stand here at two levels: steps belong to roles."""
    clauses, seen = [], set()
    for side in sides:
        if side.code in seen:
            continue
        seen.add(side.code)
        steps = [STEP_NAMES[step][0].lower() for step in STEPS if side.shares[step] == "A"]
        clauses.append(f"{side.in_words} answers for {_listed(steps) if steps else 'no step alone'}")
    text = "; ".join(clauses)
    return f"{text[0].upper()}{text[1:]}."


def _common_ground(rows) -> str:
    same = [_inside(row.name) for row in rows if row.is_shared]
    asked = [row for row in rows if all(row.cells)]
    if not asked:
        return f"They share none of the {len(rows)} skills that their profiles ask for."
    shown = same if len(same) <= 4 else [*same[:3], f"{len(same) - 3} more"]
    count = "all" if len(same) == len(asked) else len(same)
    at_level = f"{count} of them at the same level: {_listed(shown)}" if same else "none of them at the same level"
    return f"They share {len(asked)} of {len(rows)} skills, {at_level}."


def _widest(sides, rows) -> str:
    differing = [row for row in rows if not row.is_shared]
    if not differing:
        return "Their profiles ask for the same marks."
    row, labels = differing[0], _short_labels(sides)
    asked = [(label, cell.expected) for label, cell in zip(labels, row.cells, strict=True) if cell]
    silent = [f"the {label}" for label, cell in zip(labels, row.cells, strict=True) if not cell]
    (first, mark), *others = asked
    marks = _listed([f"{mark} of 5 is expected of the {first}", *(f"{mark} of the {label}" for label, mark in others)])
    rest = f"; the profile of {_listed(silent)} does not ask for it" if silent else ""
    return f"They part most over {_inside(row.name)}: {marks}{rest}."


def _growth(sides, rows) -> tuple[str, ...]:
    """The same role at two or more levels: what rises, what joins, what leaves, from the first to the last."""
    first, last = sides[0], sides[-1]
    ends = [(row.name, row.cells[0], row.cells[-1]) for row in rows]
    rises = [f"{_inside(name)} from {a.expected} to {b.expected}" for name, a, b in ends if a and b and b.expected != a.expected]
    joins = [_inside(name) for name, a, b in ends if b and not a]
    leaves = [_inside(name) for name, a, b in ends if a and not b]
    texts = [
        f"From {first.level} to {last.level}, the {first.name} moves in {_listed(rises)}."
        if rises
        else f"From {first.level} to {last.level}, no mark of the {first.name} that both ask for changes."
    ]
    if joins:
        texts.append(f"Newly asked for: {_listed(joins)}.")
    if leaves:
        texts.append(f"No longer weighed: {_listed(leaves)}.")
    return tuple(texts)


def _inside(name: str) -> str:
    """A skill's name inside a sentence; abbreviations and proper names stay as they are."""
    first = name.split()[0]
    is_proper = first in PROPER_NAMES or not first[1:].replace("-", "").islower()
    return name if is_proper else name[:1].lower() + name[1:]


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
