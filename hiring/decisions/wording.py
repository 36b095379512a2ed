"""What a standing says in sentences. No Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .standing import Band, Place, Standing

COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
PROBABLY, CLEARLY = 0.80, 0.95


@dataclass(frozen=True)
class Finding:
    claim: str
    text: str


def counted(number: int, *, capital: bool = True) -> str:
    """
    >>> counted(3), counted(3, capital=False), counted(12)
    ('Three', 'three', '12')
    """
    word = COUNTS[number] if number < len(COUNTS) else str(number)
    return word if capital else word.lower()


def listed(words: Sequence[str]) -> str:
    """
    >>> listed(["Amara", "Leila", "Tomasz"])
    'Amara, Leila and Tomasz'
    """
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def hundredths(chance: float) -> str:
    """A chance as `64 in 100`; neither certainty is ever claimed.

    >>> hundredths(0.641), hundredths(0.9999)
    ('64 in 100', 'over 99 in 100')
    """
    whole = round(chance * 100)
    return "under 1 in 100" if whole < 1 else "over 99 in 100" if whole > 99 else f"{whole} in 100"


def surely(chance: float) -> str:
    """
    >>> surely(0.97), surely(0.8), surely(0.6)
    ('clearly', 'probably', '')
    """
    return "clearly" if chance >= CLEARLY else "probably" if chance >= PROBABLY else ""


def finding(standing: Standing, names: Mapping[int, str], skills: Mapping[str, str]) -> Finding:
    """The ranking in one sentence, and why in a few more. `names` and `skills` by their keys."""
    if not standing.bands:
        return Finding(
            "No candidate has enough evidence for a place in the order yet.",
            "A place needs at least 60% of the rubric’s weight assessed. What is known so far stands below.",
        )
    top = standing.bands[0]
    parts = [_gates(top, names, skills), _against_the_mean(standing, names), _doubts(standing)]
    return Finding(_claim(standing, names, skills), " ".join(part for part in parts if part))


def _claim(standing, names, skills):
    top, ordered = standing.bands[0], standing.ordered
    first = names[ordered[0].candidate]
    if len(ordered) == 1 and ordered[0].is_one_opinion:
        return f"{first} was rated by one interviewer: one opinion, and nobody to compare with."
    if len(ordered) == 1:
        return f"{first} is the only candidate with enough evidence so far."
    if len(top.places) == len(ordered):
        return f"The ratings cannot tell the {counted(len(ordered), capital=False)} candidates apart."
    if len(top.places) > 1:
        return f"{counted(len(top.places))} candidates lead, and the ratings cannot tell them apart."
    failed = top.places[0].gates_in("not met")
    if failed:
        return f"{first} comes first, but does not meet {listed([skills[gate.skill] for gate in failed])}."
    return f"{first} is {surely(standing.bands[1].ahead)} ahead."


def _gates(band: Band, names, skills):
    if not band.places[0].gates:
        return ""
    failed = [place for place in band.places if place.gates_in("not met")]
    unclear = [place for place in band.places if place.gates_in("unclear") and place not in failed]
    if not failed and not unclear:
        return _all_meet(band, names)
    parts = [f"{names[place.candidate]} does not meet {listed([skills[g.skill] for g in place.gates_in('not met')])}." for place in failed]
    if unclear:
        parts.append(f"Must-haves are still unclear for {listed([names[place.candidate] for place in unclear])}.")
    return " ".join(parts)


def _all_meet(band, names):
    if len(band.places) == 1:
        return f"{names[band.places[0].candidate]} meets every must-have."
    return f"{'Both' if len(band.places) == 2 else f'All {counted(len(band.places), capital=False)}'} meet every must-have."


def _against_the_mean(standing, names):
    if len(standing.ordered) < 2:
        return ""
    first, by_mean = standing.first, standing.by_mean[0]
    if first == by_mean:
        return f"The plain mean would put {names[first.candidate]} first as well."
    closely = by_mean in standing.bands[0].places
    told = f"The plain mean would put {names[by_mean.candidate]} first; allowing for who interviewed whom"
    return f"{told}, the lead goes to {names[first.candidate]}, by less than the noise." if closely else f"{told}, it is not so."


def _doubts(standing):
    parts = []
    if not standing.is_adjusted:
        parts.append("Nothing is adjusted for strict or lenient interviewers: too few of them met the same candidates.")
    if standing.unlinked:
        parts.append("Some candidates share no chain of interviewers with the others, so their comparison is unsure.")
    return " ".join(parts)


def band_title(band: Band) -> str:
    return "Too close to call" if len(band.places) > 1 else "Alone in its band"


def band_note(band: Band) -> str:
    """What holds the band together, or what a candidate alone must not be read as."""
    if band.closest:
        low, high = (hundredths(chance) for chance in band.closest)
        span = low if low == high else f"{low.removesuffix(' in 100')} to {high}"
        return f"The better of two neighbours is ahead with a chance of only {span}."
    return failed_note(band.places[0])


def failed_note(place: Place) -> str:
    failed = len(place.gates_in("not met"))
    if not failed:
        return ""
    total = len(place.gates)
    if failed == total:
        which = "The must-have is" if total == 1 else f"{'Both' if total == 2 else f'All {counted(total, capital=False)}'} must-haves"
        return f"{which} not met. Only a person can turn this into a decision."
    return f"{counted(failed)} must-have{'s' if failed > 1 else ''} not met. Only a person can turn this into a decision."


def above_note(band: Band, above: Band | None, names) -> str:
    """How surely the band above is ahead of this one; an edge that is close is not glossed over."""
    if above is None:
        return ""
    if band.edge >= PROBABLY:
        return f"band above is {surely(band.edge)} ahead, {hundredths(band.edge)}"
    first, last, here = (names[place.candidate] for place in (above.places[0], above.places[-1], band.places[0]))
    told = f"{first} is {surely(band.ahead)} ahead of {here}, {hundredths(band.ahead)}"
    return told if first == last else f"{told}; {last} only {hundredths(band.edge)}"
