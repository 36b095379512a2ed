"""The company's list of reasons for a decision. No Django."""

from collections.abc import Collection
from dataclasses import dataclass

OFFER, REJECT, HOLD, FURTHER = "offer", "reject", "hold", "further"


@dataclass(frozen=True)
class Ground:
    """`names_skills`: a decision on this ground must name at least one skill of the rubric."""

    key: str
    outcome: str
    words: str
    names_skills: bool = False


GROUNDS = (
    Ground("meets-all", OFFER, "Meets every must-have and what the level asks for"),
    Ground("strongest", OFFER, "Strongest evidence of those in the running"),
    Ground("will-learn", OFFER, "Meets the must-haves; what is missing is taught here", names_skills=True),
    Ground("must-have", REJECT, "A must-have is not met", names_skills=True),
    Ground("level", REJECT, "Below what the level asks for", names_skills=True),
    Ground("others-ahead", REJECT, "Others show more of what the role weighs most", names_skills=True),
    Ground("terms", REJECT, "Pay, place or hours could not be agreed"),
    Ground("closed", REJECT, "The position is filled or was closed"),
    Ground("wait-evidence", HOLD, "Cards or a work sample are still to come"),
    Ground("wait-others", HOLD, "Others are still in their interviews"),
    Ground("wait-budget", HOLD, "The position itself is not settled"),
    Ground("unclear", FURTHER, "A must-have is unclear or was not assessed", names_skills=True),
    Ground("disagree", FURTHER, "Interviewers saw opposite things", names_skills=True),
)
OTHER = "other"
BY_KEY = {ground.key: ground for ground in GROUNDS}


def words_of(key: str) -> str:
    """
    >>> words_of("must-have"), words_of("other"), words_of("")
    ('A must-have is not met', 'Another reason', '')
    """
    return "Another reason" if key == OTHER else BY_KEY[key].words if key in BY_KEY else ""


def faults(key: str, outcome: str, skills: Collection[str], conditions: str = "") -> dict[str, str]:
    """What is wrong, by field. A rejection for another reason names skills as well: only terms and a closed position say nothing of the person.

    >>> faults("must-have", "reject", [])
    {'skills': 'Name at least one skill of the rubric that this rests on.'}
    >>> faults("must-have", "offer", ["sql"])
    {'ground': 'This reason is not one for “offer”. Choose another.'}
    """
    found = {}
    ground = BY_KEY.get(key)
    if key not in ("", OTHER) and (ground is None or ground.outcome != outcome):
        found["ground"] = f"This reason is not one for “{outcome}”. Choose another."
    elif (ground.names_skills if ground else key == OTHER and outcome == REJECT) and not skills:
        found["skills"] = "Name at least one skill of the rubric that this rests on."
    if conditions.strip() and outcome != OFFER:
        found["conditions"] = "Only an offer has conditions. Write this into the reason."
    return found
