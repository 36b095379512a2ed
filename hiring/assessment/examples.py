"""The worked example that the docstrings share: four candidates, three interviewers, two skills."""

from .panel import Panel, Rating

MARKS = """
A I1 s1 4; A I1 s2 3; A I2 s1 5; A I3 s2 4; B I1 s1 2; B I1 s2 2; B I2 s2 4; B I3 s1 3;
C I2 s1 5; C I2 s2 5; C I3 s1 4; C I3 s2 4; D I1 s1 3; D I1 s2 4
"""
WEIGHTS = {"s1": 0.6, "s2": 0.4}


def four_candidates() -> Panel:
    """I1 is severe and I2 lenient; C met only the lenient two, which flatters C's plain mean.

    >>> len(four_candidates().value)
    14
    """
    rows = (mark.split() for mark in MARKS.replace("\n", " ").split(";"))
    return Panel.of(Rating(candidate, interviewer, skill, int(value)) for candidate, interviewer, skill, value in rows)
