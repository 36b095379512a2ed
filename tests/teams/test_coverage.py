"""Worked cases of what a team covers and whom to hire next."""

from hiring.teams.coverage import Cover, Person, coverage, finding, next_hires, reports_apart

ROLES = {
    "DS": {"problem_formulation": "A", "data_engineering": "C", "modelling": "A", "deployment": "C"},
    "MLE": {"problem_formulation": "C", "data_engineering": "C", "modelling": "R", "deployment": "A"},
    "DE": {"problem_formulation": "C", "data_engineering": "A", "modelling": "C", "deployment": "R"},
    "PM": {"problem_formulation": "R", "data_engineering": "I", "modelling": "C", "deployment": "C"},
    "FS": {"problem_formulation": "A", "data_engineering": "A", "modelling": "A", "deployment": "A"},
}


def person(name, role, level="senior", reports_to=""):
    return Person(name, role, level, ROLES[role], reports_to)


ARJUN, LUCA, DAN = person("Arjun", "DS"), person("Luca", "MLE", "mid"), person("Dan", "DE", "mid")
HELEN, FAY = person("Helen", "PM"), person("Fay", "FS")


def hires(people, maturity="first"):
    return [plan.hires for plan in next_hires(people, maturity, ROLES)]


def test_a_part_follows_from_the_role():
    assert coverage([ARJUN, LUCA, HELEN]) == (
        Cover("problem_formulation", owns=("Arjun",), backs=("Helen",), helps=("Luca",)),
        Cover("data_engineering", helps=("Arjun", "Luca")),
        Cover("modelling", owns=("Arjun",), backs=("Luca",), helps=("Helen",)),
        Cover("deployment", owns=("Luca",), helps=("Arjun", "Helen")),
    )


def test_entry_level_people_learn_what_their_role_carries():
    steps = coverage([person("Nia", "MLE", "entry")])
    assert (steps[3].owns, steps[3].learning, steps[2].learning, steps[0].helps) == ((), ("Nia",), ("Nia",), ("Nia",))


def test_the_finding_names_what_nobody_owns_and_what_hangs_on_one():
    assert finding("Pricing", [ARJUN, LUCA, HELEN]) == "Pricing has no one for data engineering, and one person for deployment"
    assert finding("Pricing", []) == "Pricing has no members yet"
    assert finding("Pricing", [FAY]) == (
        "Pricing covers all four steps, with one person for problem formulation, data engineering, modelling and deployment"
    )
    assert finding("Pricing", [FAY, person("Gil", "FS")]) == "Pricing covers all four steps, each with a second person"


def test_an_empty_team_begins_with_one_person_for_all_four_steps():
    first = next_hires([], "none", ROLES)[0]
    assert first.hires == (("FS", "senior"),)
    assert first.adds == "An owner for problem formulation, data engineering, modelling and deployment."


def test_a_product_manager_alone_still_needs_one_person_for_all():
    assert hires([HELEN])[0] == (("FS", "senior"),)


def test_a_grown_organisation_hires_specialists_even_for_an_empty_team():
    assert hires([], "several")[0] == (("MLE", "senior"), ("DS", "senior"))


def test_each_gap_gets_its_specialist():
    plans = next_hires([ARJUN, LUCA, HELEN], "first", ROLES)
    assert [plan.hires for plan in plans] == [(("DE", "mid"),), (("DE", "senior"),)]
    assert plans[0].adds == "An owner for data engineering; a second person for deployment."
    assert plans[0].leaves_open == "One person alone for data engineering."


def test_two_gaps_are_closed_in_order_or_one_at_a_time():
    assert hires([ARJUN, HELEN, person("Sofia", "DS", "mid")], "none") == [
        (("DE", "mid"), ("MLE", "mid")),
        (("DE", "senior"),),
        (("MLE", "senior"),),
    ]


def test_with_models_live_deployment_comes_first():
    assert hires([ARJUN, HELEN, person("Sofia", "DS", "mid")], "first")[0] == (("MLE", "mid"), ("DE", "mid"))


def test_without_anyone_senior_the_hire_is_senior():
    assert hires([LUCA, person("Sofia", "DS", "mid"), person("Tim", "DS", "mid")]) == [(("DE", "senior"),)]


def test_full_cover_by_single_people_asks_for_a_second_one():
    assert hires([ARJUN, LUCA, DAN, HELEN]) == [(("DE", "mid"),)]


def test_full_cover_with_second_people_needs_nobody():
    assert hires([FAY, person("Gil", "FS")]) == []


def test_scientists_and_engineers_under_different_leaders_report_apart():
    head, lead = "Head of ML", "Head of Analytics"
    assert reports_apart([person("A", "DS", reports_to=head), person("B", "MLE", reports_to=lead)])
    assert not reports_apart([person("A", "DS", reports_to=head), person("B", "MLE", reports_to=" head of ML ")])
    assert not reports_apart([person("A", "DS", reports_to=head), person("B", "MLE")])
    assert not reports_apart([person("A", "DS", reports_to=head), person("B", "PM", reports_to=lead)])
