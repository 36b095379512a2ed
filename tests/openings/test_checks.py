from datetime import date

import pytest

from hiring.openings.checks import review
from hiring.openings.comparison import word_runs
from hiring.openings.pay_law import broken, pay_law
from hiring.openings.sections import entries, missing_parts
from hiring.openings.writing import Brief, team_sentence

WHOLE = {
    "purpose": {"text": "We exist so that parcels arrive."},
    "goals": {"goal": "Nine of ten on time.", "contribution": "You keep the models right."},
    "duties": {"daily": "Watch the models", "weekly": "Review a release", "monthly": "Tune the platform"},
    "reporting": {"reports_to": "Head of ML", "supervises": "no one"},
}


def with_text(section, field, text):
    return {**WHOLE, section: {**WHOLE.get(section, {}), field: text}}


def test_nothing_blocks_a_whole_description():
    assert review(WHOLE, pay_low=80_000, pay_high=100_000).blocking == []


def test_each_part_that_is_missing_is_named_with_its_field():
    assert missing_parts({}) == [
        ("purpose", "text", "purpose and mission is not written yet (the organisation’s purpose and mission)"),
        ("goals", "goal", "the organisation’s goal is not written yet (the organisation’s goals and how this role contributes to them)"),
        (
            "goals",
            "contribution",
            "how this role contributes is not written yet (the organisation’s goals and how this role contributes to them)",
        ),
        ("duties", "daily", "every day is not written yet (daily, weekly and monthly duties)"),
        ("duties", "weekly", "every week is not written yet (daily, weekly and monthly duties)"),
        ("duties", "monthly", "every month is not written yet (daily, weekly and monthly duties)"),
        (
            "reporting",
            "reports_to",
            "reports to is not written yet (the reporting line: whom the hire reports to, and whom they supervise)",
        ),
        (
            "reporting",
            "supervises",
            "supervises is not written yet (the reporting line: whom the hire reports to, and whom they supervise)",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "quote", "blocks"),
    [
        ("You speak native English.", "native English", False),
        ("Join a young team of builders.", "young team", False),
        ("Five or more years of Python.", "Five or more years", False),
        ("At most 3 years out of university.", "At most 3 years", False),
        ("He reports weekly.", "He", False),
        ("A rockstar of data.", "rockstar", False),
        ("Tell us your current salary.", "current salary", True),
        ("Send a CV with a photo.", "Send a CV with a photo", True),
        ("Ideally unmarried.", "unmarried", True),
        ("A good culture fit.", "culture fit", False),
    ],
)
def test_words_that_close_doors_are_quoted_with_a_reason(text, quote, blocks):
    found = [c for c in review(with_text("needs", "must", text)).checks if c.quote]
    assert [(c.quote, c.blocks) for c in found] == [(quote, blocks)]
    assert found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Analyse decision trees, active learning and lead time; logistic regression; the objective function.",
        "The team keeps git commits small; response times matter; support vectors; dependency graphs; independent variables.",
        "She or he may work from home: he or she decides. Yield and deterministic builds. The history of a model.",
    ],
)
def test_words_of_the_trade_are_left_alone(text):
    assert [c.quote for c in review(with_text("needs", "must", text)).checks if c.quote and c.quote.lower() != "he"] == []


def test_pay_needs_both_ends_and_is_measured():
    assert [c.claim for c in review(WHOLE).checks if c.section == "pay"] == ["No pay range"]
    assert [c.claim for c in review(WHOLE, pay_low=50_000, pay_high=90_000).checks if c.section == "pay"] == ["A wide pay range"]
    assert "Pay has both ends (1.25 times)" in review(WHOLE, pay_low=80_000, pay_high=100_000).fine


def of_colorado(texts, **facts):
    told = {"country_code": "US", "state": "US-CO", "area": "Denver", "remote": "hybrid", "pay_low": 90_000, "pay_high": 120_000, **facts}
    law = pay_law(texts, told, employees=40, today=date(2026, 11, 24))
    return law, [check for check in review(texts, pay_low=told["pay_low"], pay_high=told["pay_high"], law=law).checks if check.is_excusable]


def test_what_the_law_of_the_place_demands_blocks_once_and_can_be_excused():
    texts = {**WHOLE, "pay": {"text": "Thirty days of leave."}}
    law, checks = of_colorado(texts, pay_high=None)
    assert [(c.claim, c.section, c.field, c.blocks) for c in checks] == [
        ("The pay range is not whole", "pay", "", True),
        ("No day to apply by", "facts", "", True),
        ("Nothing on other pay", "pay", "other", False),
    ]
    assert broken(law) == [
        "Colorado asks for both ends of the pay range, in the advert (Equal Pay for Equal Work Act, C.R.S. 8-5-201). The upper end is missing.",
        "Colorado asks for the day to apply by, in the advert (Equal Pay for Equal Work Act, C.R.S. 8-5-201). No day is given.",
    ]


def test_a_whole_advert_meets_the_law_and_many_places_make_one_check():
    texts = {**WHOLE, "pay": {"text": "Thirty days of leave.", "other": "No bonus."}}
    assert of_colorado(texts, apply_by="2026-12-18")[1] == []
    checks = of_colorado(texts, pay_low=None, pay_high=None, remote="remote_country")[1]
    assert [c.claim for c in checks] == ["The pay range is not whole", "No day to apply by"]
    assert "Colorado asks for it (Equal Pay for Equal Work Act, C.R.S. 8-5-201). 10 more places may too." in checks[0].reason


def test_bullets_that_people_type_are_taken_off():
    assert entries("- Watch\n\n  • Build \n* Mend\nrun") == ["Watch", "Build", "Mend", "run"]


def test_team_sentence_counts_in_words():
    brief = Brief("", "", "", [], [], [], "", "", "Forecasting", "Ana Pop", {"data scientists": 2, "data engineer": 1})
    assert team_sentence(brief) == "You join Forecasting: two data scientists and one data engineer, led by Ana Pop."


def test_word_runs_put_what_went_before_what_came():
    assert word_runs("a young team of builders", "a team of careful builders") == [
        ("same", "a "),
        ("gone", "young "),
        ("same", "team of "),
        ("new", "careful "),
        ("same", "builders"),
    ]
