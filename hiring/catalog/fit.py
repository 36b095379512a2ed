"""Which role the work asks for: eight answers in, a ranking with reasons out.

The work has four areas. Each answer adds points to some of them, or takes some away where people
are already there; an area's points become the depth that is needed, 0 (none) to 3 (deep): 1-2
points ask for 1, 3-5 for 2, 6 or more for 3. Who wants "a bit of each" asks for no more than 2.
Each role brings a depth of 0 to 3 to each area (`DEPTHS`). A role's fit is the share of the
needed depth that it brings, 0 to 1, with deep needs weighing more:
sum of needed x min(brought, needed) over sum of needed squared.

The alarm "these are two jobs in one" is raised when the best single role leaves an area that
is needed deeply (3) at least one step short or any area two steps short, and a pair of roles
covers more. The pair that brings the most is named with the areas that each would take.
"""

from dataclasses import dataclass
from itertools import combinations

AREAS = ("direction", "data", "modelling", "production")
AREA_NAMES = {
    "direction": "finding the problem and its worth",
    "data": "building the data",
    "modelling": "modelling and evidence",
    "production": "running models in production",
}
DEPTHS = {
    "DS": {"direction": 2, "data": 1, "modelling": 3, "production": 1},
    "MLE": {"direction": 1, "data": 1, "modelling": 2, "production": 3},
    "DE": {"direction": 1, "data": 3, "modelling": 0, "production": 1},
    "PM": {"direction": 3, "data": 0, "modelling": 0, "production": 0},
    "FS": {"direction": 2, "data": 2, "modelling": 2, "production": 2},
}
SPECIALISTS = ("DS", "MLE", "DE", "PM")


@dataclass(frozen=True)
class Option:
    """`because` ends the sentence "You said that …"; points go to areas; `cap` is the deepest that can be asked."""

    value: str
    label: str
    because: str
    points: dict[str, int]
    cap: int = 3


@dataclass(frozen=True)
class Ask:
    name: str
    text: str
    options: tuple[Option, ...]


ASKS = (
    Ask(
        "problem",
        "Whose problem is it, and how clear is it?",
        (
            Option(
                "open",
                "Nobody has named it yet; someone must find out what is worth doing",
                "nobody has named the problem yet",
                {"direction": 5},
            ),
            Option(
                "rough",
                "A department has a problem, but not a question that data can answer",
                "the problem is not yet a question that data can answer",
                {"direction": 3, "modelling": 1},
            ),
            Option("clear", "The question and its measure of success are written down", "the question is already clear", {"modelling": 1}),
            Option(
                "built", "It is solved on paper or in a notebook; it has to run", "the solution exists and has to run", {"production": 3}
            ),
        ),
    ),
    Ask(
        "data",
        "In what state is the data?",
        (
            Option("scattered", "Scattered over systems; nobody trusts the numbers", "the data is scattered and not trusted", {"data": 5}),
            Option("collected", "Collected in one place, with gaps and no tests", "the data is in one place but has gaps", {"data": 3}),
            Option("ready", "Ready: documented tables that people use daily", "the data is ready", {}),
            Option(
                "streams", "Must arrive within seconds, all the time", "the data must arrive within seconds", {"data": 4, "production": 1}
            ),
        ),
    ),
    Ask(
        "models",
        "How many models are in production now?",
        (
            Option("none", "None, and none is planned within a year", "no model will run within a year", {"direction": 1}),
            Option(
                "first",
                "None yet; the first should run within a year",
                "the first model should run within a year",
                {"modelling": 1, "production": 1},
            ),
            Option("few", "One to three, kept alive by hand", "a few models are kept alive by hand", {"production": 3}),
            Option(
                "many",
                "More than three, or more than one team depends on them",
                "several models or teams depend on production",
                {"production": 5},
            ),
        ),
    ),
    Ask(
        "latency",
        "How soon must an answer be there?",
        (
            Option("report", "In a report or a decision paper", "answers go into reports", {"modelling": 1, "direction": 1}),
            Option("daily", "Overnight, in a table or a list", "answers are needed overnight", {"data": 1, "production": 1}),
            Option("seconds", "Within a second or two, in a product", "answers are needed within seconds", {"production": 2}),
            Option(
                "instant",
                "Within a tenth of a second, or on a small device",
                "answers are needed within a tenth of a second",
                {"production": 4},
            ),
        ),
    ),
    Ask(
        "method",
        "What would most improve the result?",
        (
            Option(
                "evidence",
                "Knowing what causes what: experiments and analysis",
                "experiments and analysis would help most",
                {"modelling": 4, "direction": 1},
            ),
            Option("model", "A better model, or a model at all", "a better model would help most", {"modelling": 4}),
            Option("supply", "Better or more data", "better data would help most", {"data": 3}),
            Option("delivery", "Shipping what exists, faster and safer", "shipping what exists would help most", {"production": 3}),
            Option(
                "choice",
                "Choosing the right thing and getting people to use it",
                "choosing well and adoption would help most",
                {"direction": 4},
            ),
        ),
    ),
    Ask(
        "risk",
        "What would hurt most if it went wrong?",
        (
            Option("useless", "We build something nobody uses", "building something unused would hurt most", {"direction": 3}),
            Option("wrong", "We decide on a wrong conclusion", "a wrong conclusion would hurt most", {"modelling": 3}),
            Option("numbers", "The numbers are late or disagree", "late or contradictory numbers would hurt most", {"data": 3}),
            Option("down", "The service fails or drifts unseen", "an outage or unseen drift would hurt most", {"production": 3}),
        ),
    ),
    Ask(
        "day",
        "What should the person do on most days?",
        (
            Option("talk", "Talk with users and leaders, decide what comes next", "most days go to users and priorities", {"direction": 4}),
            Option("analyse", "Analyse, try models, explain findings", "most days go to analysis and models", {"modelling": 4}),
            Option("pipe", "Build and mend pipelines and tables", "most days go to pipelines", {"data": 4}),
            Option("engineer", "Write, test and run services", "most days go to services", {"production": 4}),
            Option(
                "all",
                "A bit of each, week by week",
                "the person does a bit of each",
                {"direction": 1, "data": 1, "modelling": 1, "production": 1},
                cap=2,
            ),
        ),
    ),
    Ask(
        "team",
        "Who already works on this?",
        (
            Option(
                "nobody",
                "Nobody: this is the first hire",
                "this is the first hire",
                {"direction": 1, "data": 1, "modelling": 1, "production": 1},
            ),
            Option(
                "engineers",
                "Software engineers, but nobody for data or models",
                "there are engineers, but nobody for models",
                {"modelling": 2, "direction": 1, "production": -2},
            ),
            Option(
                "scientists",
                "Data scientists, but nobody who runs models",
                "there are data scientists, but nobody runs the models",
                {"production": 3, "modelling": -3},
            ),
            Option(
                "analysts",
                "Analysts, but nobody who builds the data",
                "there are analysts, but nobody builds the data",
                {"data": 3, "direction": -2},
            ),
            Option(
                "full",
                "A team that lacks only direction",
                "the team lacks direction",
                {"direction": 4, "data": -3, "modelling": -3, "production": -3},
            ),
            Option(
                "rounded",
                "A rounded team that needs one more pair of hands",
                "the team is rounded",
                {"direction": -1, "data": -1, "modelling": -1, "production": -1},
            ),
        ),
    ),
)


@dataclass(frozen=True)
class RoleFit:
    """`value` 0 to 1. `short` names the areas where the work asks for more than the role brings."""

    code: str
    value: float
    reasons: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True)
class TwoJobs:
    """The pair that covers most, with the areas that each would take."""

    first: str
    second: str
    first_areas: tuple[str, ...]
    second_areas: tuple[str, ...]
    value: float


@dataclass(frozen=True)
class Fit:
    """`ranking` is empty and `reason` says why when the answers ask for nothing."""

    needs: dict[str, int]
    ranking: tuple[RoleFit, ...]
    two_jobs: TwoJobs | None = None
    reason: str = ""


def needed_role(answers: dict[str, str]) -> Fit:
    """Answers by the name of the question; what is missing or unknown adds nothing."""
    chosen = _chosen(answers)
    needs = _needs(chosen)
    if not any(needs.values()):
        return Fit(needs, (), reason="These answers name no work that is missing.")
    ranking = sorted((_role_fit(code, needs, chosen) for code in DEPTHS), key=lambda fit: (-fit.value, len(fit.short), fit.code == "FS"))
    return Fit(needs, tuple(ranking), _two_jobs(ranking[0], needs))


def _chosen(answers) -> list[Option]:
    return [option for ask in ASKS for option in ask.options if answers.get(ask.name) == option.value]


def _needs(chosen) -> dict[str, int]:
    points = {area: sum(option.points.get(area, 0) for option in chosen) for area in AREAS}
    cap = min((option.cap for option in chosen), default=3)
    return {area: min(_depth(total), cap) for area, total in points.items()}


def _depth(points: int) -> int:
    return sum(points >= threshold for threshold in (1, 3, 6))


def _role_fit(code, needs, chosen) -> RoleFit:
    depths = DEPTHS[code]
    short = tuple(area for area in AREAS if needs[area] > depths[area])
    return RoleFit(code, _covered(depths, needs), _reasons(depths, needs, chosen), short)


def _covered(depths, needs) -> float:
    brought = sum(needs[area] * min(depths[area], needs[area]) for area in AREAS)
    return brought / sum(need**2 for need in needs.values())


def _reasons(depths, needs, chosen) -> tuple[str, ...]:
    """The answers that weigh most in areas which the role covers in full, at most four."""
    strength = [
        (max((points for area, points in option.points.items() if depths[area] >= needs[area] > 1), default=0), option.because)
        for option in chosen
    ]
    strongest = sorted((entry for entry in strength if entry[0] > 1), key=lambda entry: -entry[0])
    return tuple(because for _, because in strongest[:4])


def _two_jobs(best, needs) -> TwoJobs | None:
    lack = {area: needs[area] - DEPTHS[best.code][area] for area in AREAS}
    if not any(gap >= 2 or (gap >= 1 and needs[area] == 3) for area, gap in lack.items()):
        return None
    pairs = [_pair(first, second, needs) for first, second in combinations(SPECIALISTS, 2)]
    pair = max(pairs, key=lambda pair: pair.value)
    return pair if pair.value > best.value else None


def _pair(first, second, needs) -> TwoJobs:
    both = {area: max(DEPTHS[first][area], DEPTHS[second][area]) for area in AREAS}
    wanted = [area for area in AREAS if needs[area]]
    takes_first = tuple(area for area in wanted if DEPTHS[first][area] >= DEPTHS[second][area])
    takes_second = tuple(area for area in wanted if area not in takes_first)
    return TwoJobs(first, second, takes_first, takes_second, _covered(both, needs))
