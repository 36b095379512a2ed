"""Rules of places held against adverts: worked cases, and the file of rules that ships."""

from datetime import date

import pytest

from hiring.catalog.content import read_text
from hiring.salaries.pay_rule_checks import BROKEN, MET, UNKNOWN, Workplace, report
from hiring.salaries.pay_rule_files import RulesRefused, rules_from, shipped_rules
from hiring.salaries.pay_rule_judges import Advert

TODAY = date(2026, 11, 24)
WHOLE = Advert(
    low=100_000, high=130_000, currency="CAD", benefits="Leave", other_pay="None", closes="2026-12-18", notices="A vacancy. No AI."
)


def found(advert, country, state="", **workplace):
    return report(advert, Workplace(country, state, **{"today": TODAY, **workplace}), shipped_rules())


def of(law, place):
    """Status by thing asked, at a place."""
    return {finding.what: finding.status for check in law.checks if check.place == place for finding in check.findings}


@pytest.mark.parametrize(
    ("advert", "place", "workplace", "statuses"),
    [
        # Both ends, and no question about earlier pay: California, 15 or more.
        (WHOLE, "California", {"employees": 40}, {"range": MET, "history": MET}),
        (Advert(low=100_000), "California", {"employees": 40}, {"range": BROKEN, "history": MET}),
        (Advert(low=100_000), "California", {}, {"range": UNKNOWN, "history": MET}),
        (Advert(asks_history=True), "California", {"employees": 40}, {"range": BROKEN, "history": BROKEN}),
        (Advert(), "California", {"employees": 14}, {}),
        # Everything: Colorado, any size. Other pay is due only where there is any.
        (
            Advert(low=1, high=2, benefits="Leave"),
            "Colorado",
            {},
            {"range": MET, "benefits": MET, "other_pay": UNKNOWN, "deadline": BROKEN, "history": MET},
        ),
        (
            Advert(low=1, high=2, benefits=" ", notices="We take applications all the time."),
            "Colorado",
            {},
            {"range": MET, "benefits": BROKEN, "other_pay": UNKNOWN, "deadline": MET, "history": MET},
        ),
        # Only those at the place count, and nobody knows how many they are: Minnesota, 30 there.
        (Advert(), "Minnesota", {"employees": 400}, {"range": UNKNOWN, "benefits": UNKNOWN, "other_pay": UNKNOWN, "history": MET}),
        (Advert(), "Minnesota", {"employees": 29}, {}),
        # A width, a vacancy and AI: Ontario.
        (WHOLE, "Ontario", {"employees": 40}, {"range": MET, "ai": MET, "vacancy": MET, "spread": MET}),
        (
            Advert(low=100_000, high=160_000, currency="CAD"),
            "Ontario",
            {"employees": 40},
            {"range": MET, "ai": UNKNOWN, "vacancy": BROKEN, "spread": BROKEN},
        ),
        (Advert(low=100_000, high=210_000, currency="CAD"), "Ontario", {"employees": 40}, {"range": MET, "ai": UNKNOWN, "vacancy": BROKEN, "spread": MET}),
        (Advert(low=100_000, high=120_000, currency="USD"), "Ontario", {"employees": 40}, {"range": MET, "ai": UNKNOWN, "vacancy": BROKEN, "spread": UNKNOWN}),
        # What may be told later is never broken by an advert: Nevada.
        (Advert(), "Nevada", {}, {"range": UNKNOWN, "history": MET}),
        # A rule that nobody checked is never called broken: Oregon.
        (Advert(asks_history=True), "Oregon", {}, {"history": UNKNOWN}),
    ],
)  # fmt: skip
def test_worked_cases(advert, place, workplace, statuses):
    codes = {"California": "US-CA", "Colorado": "US-CO", "Minnesota": "US-MN", "Ontario": "CA-ON", "Nevada": "US-NV", "Oregon": "US-OR"}
    state = codes[place]
    assert of(found(advert, state[:2], state, **workplace), place) == statuses


def test_a_city_has_its_own_rule_and_its_state_may_have_none():
    assert {check.place for check in found(Advert(), "US", "US-OH", area="Greater Cleveland").checks} == {
        "Cleveland, Ohio",
        "United States",
    }
    assert {check.place for check in found(Advert(), "US", "US-OH", area="Dayton").checks} == {"United States"}


def test_a_post_that_could_be_done_from_elsewhere_asks_who_works_there():
    remote = found(Advert(), "US", "US-TX", is_remote=True, employees=500)
    assert {"California", "Colorado", "Washington"} < {check.place for check in remote.checks}
    assert {"New York", "Illinois", "Nevada"}.isdisjoint({check.place for check in remote.checks})
    assert of(remote, "Washington")["range"] == UNKNOWN
    assert of(found(Advert(), "CA", "CA-AB", is_remote=True), "British Columbia")["range"] == BROKEN


def test_a_law_to_come_is_shown_and_not_counted():
    early, later = (
        found(Advert(low=1, high=2), "US", "US-OH", area="Columbus", employees=40, today=day) for day in (TODAY, date(2027, 1, 1))
    )
    assert ([finding.what for _, finding in early.counting], [finding.what for _, finding in later.counting]) == (
        ["history"],
        ["range", "history"],
    )
    assert found(Advert(), "NL").headline == "none in force yet"


def test_nothing_asked_nothing_known_and_a_state_not_given_are_three_things():
    assert (found(Advert(), "GB").headline, found(Advert(), "GB").worst) == ("none asked", "")
    assert (found(Advert(), "IN").headline, found(Advert(), "IN").worst) == ("not known for this place", UNKNOWN)
    assert found(Advert(), "US").questions == ("The state or province is not given, so its rules cannot be looked up.",)


def test_every_shipped_rule_says_when_it_was_read_and_none_is_there_twice():
    rules = shipped_rules()
    assert all(rule.checked <= TODAY for rule in rules)
    assert len({(rule.places, rule.city, rule.law) for rule in rules}) == len(rules)
    assert all(rule.unsure or rule.source or not rule.asks or dict(rule.asks) == {"history": "never"} for rule in rules)


def test_a_fault_in_the_file_names_line_and_key():
    text = "rules:\n  - places: [XX]\n    law: A law\n    asks: {range: someday}\n    checked: soon\n    size: 3\n"
    with pytest.raises(RulesRefused) as refused:
        rules_from(read_text(text), "rules.yaml")
    assert [line.split(": ")[0] for line in str(refused.value).splitlines()] == [
        "rules.yaml, line 6, rules.0.size",
        "rules.yaml, line 2, rules.0.places.0",
        "rules.yaml, line 4, rules.0.asks.range",
        "rules.yaml, line 5, rules.0.checked",
    ]
