import pytest

from hiring.openings.approval import exceptions_needed, pay_doubts, pay_slip

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


@pytest.mark.parametrize(
    ("low", "high", "currency", "said"),
    [
        (87_000, 118_000, "EUR", ""),
        (60_000, 70_000, "EUR", ""),
        (40_000, 45_000, "EUR", "The range is 40,000 to 45,000 EUR a year; the figures gave 87,000 to 118,000."),
        (870_000, 1_180_000, "EUR", "The range is 870,000 to 1,180,000 EUR a year; the figures gave 87,000 to 118,000."),
        (87, 118, "USD", ""),
        (None, None, "EUR", ""),
    ],
)
def test_pay_far_from_the_figures_is_taken_for_a_slip(low, high, currency, said):
    proposed = {"low": 87_000, "high": 118_000, "midpoint": 103_000, "pay_currency": "EUR"}
    assert pay_slip(proposed, low=low, high=high, currency=currency) == said
    assert pay_slip({"reason": "none"}, low=low, high=high, currency=currency) == ""


def test_its_author_and_every_doubt_need_a_reason():
    assert exceptions_needed(is_author=False, doubts=[]) == []
    assert exceptions_needed(is_author=True, doubts=["Old."]) == ["You wrote this version yourself.", "Old."]
