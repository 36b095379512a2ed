"""Which of the four steps a team covers, who reports apart, and whom to hire next. Values only, no Django.

A person's part in a step follows from their role: accountable means owns, responsible backs up, consulted helps out.
Someone at entry level learns the steps that the role owns or backs; they do not carry them yet.
"""

from dataclasses import dataclass, field

STEPS = {
    "problem_formulation": "problem formulation",
    "data_engineering": "data engineering",
    "modelling": "modelling",
    "deployment": "deployment",
}
FULL_STACK = "FS"
NO_MODELS, FIRST_MODELS, SEVERAL_MODELS = "none", "first", "several"
PARTS = {"A": "owns", "R": "backs", "C": "helps"}


@dataclass(frozen=True)
class Person:
    """`shares` maps a step to A, R, C or I, as the person's role has it."""

    name: str
    role: str
    level: str
    shares: dict[str, str] = field(hash=False)
    reports_to: str = ""

    def part_in(self, step):
        """ "owns", "backs", "learning", "helps", or "" for no part."""
        part = PARTS.get(self.shares.get(step, ""), "")
        return "learning" if self.level == "entry" and part in ("owns", "backs") else part


@dataclass(frozen=True)
class Cover:
    """Who takes part in one step, by name."""

    step: str
    owns: tuple[str, ...] = ()
    backs: tuple[str, ...] = ()
    learning: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()

    @property
    def has_nobody(self):
        return not self.owns

    @property
    def hangs_on_one(self):
        return len(self.owns) == 1 and not self.backs


def coverage(people):
    """A Cover for each step, in lifecycle order."""
    return tuple(
        Cover(step, **{part: tuple(p.name for p in people if p.part_in(step) == part) for part in ("owns", "backs", "learning", "helps")})
        for step in STEPS
    )


def finding(team, people):
    """The sentence that the page leads with."""
    if not people:
        return f"{team} has no members yet"
    cover = coverage(people)
    nobody = [STEPS[c.step] for c in cover if c.has_nobody]
    one = [STEPS[c.step] for c in cover if c.hangs_on_one]
    if nobody and one:
        return f"{team} has no one for {listed(nobody)}, and one person for {listed(one)}"
    if nobody:
        return f"{team} has no one for {listed(nobody)}"
    if one:
        return f"{team} covers all four steps, with one person for {listed(one)}"
    return f"{team} covers all four steps, each with a second person"


def leaders_of(people, role):
    """Distinct leaders of a role's people as first written; spelling in capitals or with spaces around does not count."""
    found = {}
    for person in people:
        if person.role == role and person.reports_to.strip():
            found.setdefault(person.reports_to.strip().casefold(), person.reports_to.strip())
    return tuple(found.values())


def reports_apart(people):
    """Whether data scientists and ML engineers of one team have different leaders: then they speak less and use tickets more."""
    scientists, engineers = ({name.casefold() for name in leaders_of(people, role)} for role in ("DS", "MLE"))
    return bool(scientists and engineers and len(scientists | engineers) > 1)


@dataclass(frozen=True)
class Plan:
    """One way to go on: hires in order as (role code, level), why, what they add and what they leave open."""

    hires: tuple[tuple[str, str], ...]
    why: str
    adds: str
    leaves_open: str


def next_hires(people, maturity, roles):
    """Plans, the recommended one first; empty if every step has an owner and a second person.

    `roles` maps a code to its shares. A team that carries nothing yet, or almost nothing with few people, first needs
    one person for all four steps; later each step without an owner gets its specialist. With models live, deployment
    comes first, because only a model in production is worth anything; before that the steps come in their own order.
    """
    cover = coverage(people)
    gaps = [c.step for c in cover if c.has_nobody]
    if gaps and _needs_one_for_all(people, gaps, maturity):
        first = Plan(((FULL_STACK, "senior"),), _why_one_for_all(people), *_effect(people, [(FULL_STACK, "senior")], roles))
        return [first, *(_plan(people, [(code, "senior")], roles) for code in _specialists(gaps, maturity, roles)[:2])]
    if gaps:
        return _for_gaps(people, gaps, maturity, roles)
    thin = [c.step for c in cover if c.hangs_on_one]
    return [_plan(people, [(code, _level(people))], roles) for code in _specialists(thin, maturity, roles)[:3]]


def _needs_one_for_all(people, gaps, maturity):
    return maturity != SEVERAL_MODELS and len(gaps) >= 3 and len(people) <= 2


def _why_one_for_all(people):
    if people:
        return "A team this small needs one person who can carry all four steps before it needs specialists."
    return "A first hire does all four steps: a full-stack data scientist, senior because there is nobody to learn from yet."


def _for_gaps(people, gaps, maturity, roles):
    codes, level = _specialists(gaps, maturity, roles), _level(people)
    plans = [_plan(people, [(code, level) for code in codes[:2]], roles)]
    if len(codes) > 1:
        plans += [_plan(people, [(code, "senior")], roles) for code in codes[:2]]
    elif level != "senior":
        plans.append(_plan(people, [(codes[0], "senior")], roles))
    return plans


def _specialists(steps, maturity, roles):
    """Role codes that own the steps, each once, in the order in which they are needed."""
    if maturity != NO_MODELS:
        steps = sorted(steps, key=lambda step: step != "deployment")
    owners = [next(code for code, shares in roles.items() if code != FULL_STACK and shares.get(step) == "A") for step in steps]
    return list(dict.fromkeys(owners))


def _level(people):
    return "mid" if any(person.level in ("senior", "lead") for person in people) else "senior"


def _plan(people, hires, roles):
    why = "" if _level(people) == "mid" else "Senior, because nobody in the team could guide a mid-level hire."
    return Plan(tuple(hires), why, *_effect(people, hires, roles))


def _effect(people, hires, roles):
    """What becomes better and what stays open, in words."""
    new = [Person(f"hire {number}", code, level, roles[code]) for number, (code, level) in enumerate(hires)]
    before, after = coverage(people), coverage([*people, *new])
    owned = [STEPS[b.step] for b, a in zip(before, after, strict=True) if b.has_nobody and not a.has_nobody]
    second = [STEPS[b.step] for b, a in zip(before, after, strict=True) if b.hangs_on_one and not a.hangs_on_one]
    still = [STEPS[a.step] for a in after if a.has_nobody]
    thin = [STEPS[a.step] for a in after if a.hangs_on_one]
    return (
        _sentence([("an owner for", owned), ("a second person for", second)], "More hands, no new step."),
        _sentence([("no owner for", still), ("one person alone for", thin)], "Nothing: every step has a second person."),
    )


def _sentence(parts, otherwise):
    text = "; ".join(f"{words} {listed(steps)}" for words, steps in parts if steps)
    return f"{text[0].upper()}{text[1:]}." if text else otherwise


def listed(words):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
