"""The order of an opening's candidates, from plain marks."""

from hiring.decisions import wording
from hiring.decisions.standing import Mark, Marks, Skill, explained, standing
from hiring.decisions.sums import adding_up, mean_sum, score_sum

SQL = Skill("sql", "SQL", 60, 4, must_have=True)
ML = Skill("ml", "Modelling", 40, 3, must_have=False)
NAMES = {1: "Amara", 2: "Leila", 3: "Tomasz", 4: "Priya"}
WORDS = {"sql": "SQL", "ml": "Modelling"}
STRICT, LENIENT, THIRD = 7, 8, 9
PANEL = "1 7 3 3; 1 8 5 5; 1 9 4 4; 2 7 2 2; 2 8 4 4; 2 9 3 3; 3 7 1 1; 3 8 3 3; 3 9 2 2; 4 8 5 4"


def given(text=PANEL, *, running=None, skills=(SQL, ML)):
    """Marks written as `candidate interviewer sql ml; …`, a dot for not assessed."""
    marks = []
    for row in text.split(";"):
        candidate, interviewer, *values = row.split()
        marks += [Mark(int(candidate), int(interviewer), slug, int(v)) for slug, v in zip(("sql", "ml"), values, strict=True) if v != "."]
    return Marks(skills, tuple(sorted(marks)), frozenset(running or {mark.candidate for mark in marks}))


def order(found):
    return [[place.candidate for place in band.places] for band in found.bands]


def test_whoever_met_only_the_lenient_one_leads_by_mean_but_not_by_score():
    found = standing(given())
    assert [place.candidate for place in found.by_mean] == [4, 1, 2, 3]
    assert [place.candidate for place in found.ordered][0] == 1
    assert found.places[4].why.startswith("drawn to the mean") or "more lenient" in found.places[4].why
    assert found.places[4].is_one_opinion


def test_a_missing_mark_is_no_low_mark():
    with_gap = standing(given("1 7 4 .; 1 8 4 .; 2 7 4 4; 2 8 4 4; 3 7 2 2; 3 8 2 2"))
    place = with_gap.places[1]
    assert (place.score.raw, place.score.coverage, place.score.ratings) == (4.0, 0.6, 2)


def test_under_sixty_percent_of_the_weight_there_is_no_place_in_the_order():
    found = standing(given("1 7 . 5; 1 8 . 5; 2 7 4 4; 2 8 4 4; 3 7 2 2; 3 8 2 2"))
    assert [place.candidate for place in found.incomplete] == [1]
    assert 1 not in [place.candidate for place in found.ordered]


def test_a_must_have_that_nobody_assessed_is_unclear():
    found = standing(given("1 7 . 5; 2 7 4 4; 3 7 2 2"))
    assert [(gate.state, gate.p_met) for gate in found.places[1].gates] == [("unclear", None)]


def test_a_gate_is_no_higher_than_the_mark_that_the_level_asks_for():
    assert (SQL.threshold, Skill("sql", "SQL", 60, 2, must_have=True).threshold) == (3.0, 2.0)


def test_those_no_longer_running_leave_the_order_and_still_inform_it():
    everyone, without = standing(given()), standing(given(running={2, 3, 4}))
    assert [place.candidate for place in without.ended] == [1]
    assert 1 not in [place.candidate for place in without.ordered]
    assert without.places[2].score.score == everyone.places[2].score.score


def test_two_candidates_are_not_adjusted_and_it_is_said():
    found = standing(given("1 7 4 4; 1 8 5 5; 2 7 2 2; 2 8 3 3"))
    assert found.is_adjusted is False
    assert "too few of them met the same candidates" in wording.finding(found, NAMES, WORDS).text


def test_no_marks_make_an_empty_standing():
    assert standing(given("1 7 . .", running={1})).bands == ()
    assert wording.finding(standing(given("1 7 . .", running={1})), NAMES, WORDS).claim.startswith("No candidate has enough evidence")


def test_marks_on_a_skill_that_the_rubric_dropped_have_no_weight():
    found = standing(given(skills=(Skill("sql", "SQL", 100, 4, must_have=True),)))
    assert found.places[1].score.raw == 4.0
    assert found.places[1].score.coverage == 1.0


def test_someone_who_met_a_candidate_twice_is_one_person():
    marks = (*given().marks, Mark(1, STRICT, "sql", 5))
    assert standing(Marks((SQL, ML), tuple(sorted(marks)), frozenset(NAMES))).places[1].score.interviews == 3


def test_the_same_marks_in_another_order_give_the_same_standing():
    marks = given()
    assert standing(Marks(marks.skills, marks.marks[::-1], marks.running)) == standing(marks)


def test_the_finding_says_who_is_ahead_and_how_surely():
    clear = standing(given("1 7 5 5; 1 8 5 5; 1 9 5 5; 2 7 2 2; 2 8 2 2; 2 9 2 1; 3 7 1 1; 3 8 1 2; 3 9 1 1"))
    found = wording.finding(clear, NAMES, WORDS)
    assert found.claim == "Amara is clearly ahead."
    assert found.text == "Amara meets every must-have. The plain mean would put Amara first as well."


def test_a_band_is_called_too_close_and_counts_its_candidates():
    close = standing(given("1 7 4 4; 1 8 4 4; 2 7 4 4; 2 8 4 4; 3 7 4 4; 3 8 4 4"))
    assert wording.finding(close, NAMES, WORDS).claim == "The ratings cannot tell the three candidates apart."
    assert wording.band_title(close.bands[0]) == "Too close to call"
    assert wording.band_note(close.bands[0]) == "The better of two neighbours is ahead with a chance of only 50 in 100."


def test_the_printed_lines_add_up_to_the_printed_score():
    for candidate in NAMES:
        lines, place = explained(given(), candidate)
        shown = score_sum(lines, WORDS, {STRICT: "S", LENIENT: "L", THIRD: "T"})
        printed = [part.contribution for part in (*shown.marks, *shown.averages)] + [shown.remainder]
        assert round(sum(printed), 2) == shown.total == round(lines.total, 2)
        assert round(place.score.score, 2) == shown.total


def test_strictness_stands_beside_a_letter_but_for_those_who_may_be_named():
    lines, _ = explained(given(), 1)
    shown = score_sum(lines, WORDS, {LENIENT: "Lea"})
    assert sorted({part.interviewer for part in shown.marks}) == ["Lea", "interviewer A", "interviewer B"]


def test_the_plain_mean_adds_up_as_printed():
    found = mean_sum(given("1 7 4 .; 1 8 5 .; 2 7 4 3; 3 7 2 2"), 1)
    assert (found.total, found.coverage, [part.contribution for part in found.parts]) == (4.5, 0.6, [4.5, 0.0])
    assert [part.mean for part in found.parts] == [4.5, None]


def test_rounding_gives_what_is_left_to_those_it_hurt_most():
    assert adding_up([0.334, 0.333, 0.333], 1.0) == [0.34, 0.33, 0.33]
    assert adding_up([-0.006, 1.006], 1.0) == [-0.01, 1.01]
