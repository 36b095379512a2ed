import pytest

from hiring.openings.approval import exceptions_needed, pay_doubts

FRESH = {"source": "aijobs.net", "as_of": "2026-10-31", "is_stale": False, "confidence": "high", "confidence_reason": "33 ranges"}


@pytest.mark.parametrize(
    ("passport", "doubts"),
    [
        (FRESH, []),
        ({**FRESH, "is_stale": True}, ["The pay figures end on 2026-10-31, more than a year ago."]),
        ({**FRESH, "confidence": "low", "confidence_reason": "6 ranges"}, ["The pay range rests on few figures (6 ranges)."]),
        ({"reason": "none"}, ["The pay range has no figures on file behind it."]),
    ],
)
def test_old_thin_and_missing_figures_are_doubted(passport, doubts):
    assert pay_doubts(passport, has_range=True) == doubts
    assert pay_doubts(passport, has_range=False) == []


def test_its_author_and_every_doubt_need_a_reason():
    assert exceptions_needed(is_author=False, doubts=[]) == []
    assert exceptions_needed(is_author=True, doubts=["Old."]) == ["You wrote this version yourself.", "Old."]
