"""The coverage table of an interview plan: which skills it tests, where, for how long, and what to say of it. No Django.

What counts as tested is `assessment.coverage`; here are the minutes, the shares and the words. A stage is one signal about a skill, however many questions it asks: those who sit in it hear the same answers.
"""

from dataclasses import dataclass

from hiring.assessment.coverage import coverage as tested

SIGNALS_WANTED = 2
ONE_PERSON, ONE_CONVERSATION = "One person’s word only", "One conversation only"
WELCOME_MINUTES = 10
TIMES = {3: "three times", 4: "four times", 5: "five times"}


@dataclass(frozen=True)
class WantedSkill:
    slug: str
    name: str
    weight: int
    must_have: bool


@dataclass(frozen=True)
class PlannedQuestion:
    minutes: int
    skills: tuple[str, ...]


@dataclass(frozen=True)
class PlannedStage:
    minutes: int
    raters: int
    questions: tuple[PlannedQuestion, ...]

    @property
    def asked_minutes(self):
        return sum(question.minutes for question in self.questions)

    @property
    def free_minutes(self):
        return self.minutes - WELCOME_MINUTES - self.asked_minutes


@dataclass(frozen=True)
class Cell:
    questions: int
    minutes: int


@dataclass(frozen=True)
class Row:
    """A skill across the stages; `share` is its part of the minutes, 0 to 1; `kind` a verdict's."""

    skill: WantedSkill
    signals: int
    cells: tuple[Cell, ...]
    share: float
    kind: str
    word: str
    note: str

    @property
    def weight(self):
        """As a fraction of 1, like `share`."""
        return self.skill.weight / 100

    @property
    def is_untested_must_have(self):
        return self.skill.must_have and not self.signals


@dataclass(frozen=True)
class Coverage:
    """`rows`: the role's skills in their order; `others`: skills that are asked but not weighed."""

    rows: tuple[Row, ...]
    others: tuple[Row, ...]

    @property
    def widest(self):
        return max([row.skill.weight / 100 for row in self.rows] + [row.share for row in self.rows], default=0)

    @property
    def untested(self):
        return [row for row in self.rows if row.is_untested_must_have]

    @property
    def thin(self):
        return [row for row in self.rows if row.signals == 1]

    @property
    def repeated(self):
        return [row for row in self.rows if row.signals > SIGNALS_WANTED]

    @property
    def has_questions(self):
        return any(row.signals for row in (*self.rows, *self.others))


def coverage(skills, stages, names=None):
    """Coverage of `skills` (WantedSkill, in order) by `stages` (PlannedStage); `names` tells the others' names by slug."""
    wanted = {skill.slug for skill in skills}
    asked = [_minutes_by_skill(stage, wanted) for stage in stages]
    total = sum(minutes for stage in asked for _, minutes in stage.values())
    counted = tested({skill.slug: skill.must_have for skill in skills}, {place: [slugs] for place, slugs in enumerate(asked)})
    others = (WantedSkill(slug, (names or {}).get(slug, slug), 0, False) for slug in counted.foreign)
    return Coverage(
        rows=tuple(_row(skill, found, asked, stages, total) for skill, found in zip(skills, counted.skills, strict=True)),
        others=tuple(_other(skill, asked, total) for skill in others),
    )


def informed_skills(question_skills, wanted):
    """Skills that an answer counts for: those of the role, or its main one if it informs none of them."""
    return [slug for slug in question_skills if slug in wanted] or list(question_skills[:1])


def _minutes_by_skill(stage, wanted):
    """Slug to (questions, minutes); a question's minutes are shared evenly, the odd ones go to the first skill."""
    found = {}
    for question in stage.questions:
        informed = informed_skills(question.skills, wanted)
        even, odd = divmod(question.minutes, len(informed) or 1)
        for place, slug in enumerate(informed):
            count, minutes = found.get(slug, (0, 0))
            found[slug] = (count + 1, minutes + even + (odd if place == 0 else 0))
    return found


def _row(skill, found, asked, stages, total):
    cells = _cells(skill, asked)
    raters = [stages[place].raters for place in found.questions]
    return Row(skill, found.signals, cells, _share(cells, total), *_verdict(skill, raters))


def _other(skill, asked, total):
    cells = _cells(skill, asked)
    signals = sum(1 for cell in cells if cell.questions)
    return Row(skill, signals, cells, _share(cells, total), "warn", "Not asked for", "The role does not weigh it")


def _cells(skill, asked):
    return tuple(Cell(*stage.get(skill.slug, (0, 0))) for stage in asked)


def _share(cells, total):
    return sum(cell.minutes for cell in cells) / total if total else 0.0


def _verdict(skill, raters):
    """Kind, word and note for a skill asked about in stages with so many `raters` each."""
    signals = len(raters)
    word = f"{signals} of {SIGNALS_WANTED} signals"
    if signals == 0:
        return ("bad", word, "Must-have, tested by no one") if skill.must_have else ("unknown", word, "Asked by no one")
    if signals == 1:
        return "warn", word, ONE_PERSON if raters[0] < 2 else ONE_CONVERSATION
    if signals == SIGNALS_WANTED:
        return "ok", word, ""
    return "warn", f"{signals} signals", f"Asked {TIMES.get(signals, 'many times')}"


@dataclass(frozen=True)
class Finding:
    """What a plan's page says first; `blocks`: a must-have would go untested."""

    claim: str
    text: str
    blocks: bool = False


def finding(found):
    """Finding of a Coverage, worst news first."""
    if not found.has_questions:
        return Finding(
            "Nothing is asked yet.", "The stages stand; they have no questions. Rolecall can choose them from the bank by weight."
        )
    thin = [row.skill.name for row in found.thin]
    rest = "one person’s word" if all(row.note == ONE_PERSON for row in found.thin) else "one conversation"
    words = f"{_listed(thin)} {'rests' if len(thin) == 1 else 'rest'} on {rest}." if thin else ""
    if untested := [_inside(row.skill.name) for row in found.untested]:
        are = "it is a must-have" if len(untested) == 1 else "they are must-haves"
        risk = "A candidate could be hired, or turned down, without anyone having asked."
        return Finding(f"No interview tests {_listed(untested)}, and {are}.", f"{risk} {words}".strip(), blocks=True)
    single = [_inside(row.skill.name) for row in found.thin if row.skill.must_have]
    if single:
        return Finding(f"One signal only for {_listed(single)}.", f"{words} Two independent answers tell a fluke from a skill.")
    if thin:
        claim = (
            "Every must-have gets two signals." if any(row.skill.must_have for row in found.rows) else "The heavier skills get two signals."
        )
        return Finding(claim, words)
    return Finding("Every skill gets two signals.", "No must-have is left to one person’s word.")


def _listed(names):
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _inside(name):
    """A skill's name inside a sentence: "streaming data", but "SQL"."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name
