from hiring.assessment.coverage import OFTEN
from hiring.interviews.coverage import PlannedQuestion, PlannedStage, WantedSkill, coverage, finding
from hiring.interviews.rules import Gap, RatedSkill, card_gaps
from hiring.interviews.suggestion import BankQuestion, OpenStage, smallest_change, suggested

SQL = RatedSkill("sql", "SQL", is_asked=True)


def changed(**changes):
    return RatedSkill(**{**SQL.__dict__, **changes})


def fields_of(ratings, recommendation="yes"):
    return [(gap.slug, gap.field) for gap in card_gaps(ratings, recommendation)]


def test_marks_of_one_two_and_five_need_evidence():
    assert [mark for mark in range(1, 6) if fields_of([changed(value=mark)])] == [1, 2, 5]
    assert fields_of([changed(value=1, evidence=" \n ")]) == [("sql", "evidence")]
    assert fields_of([changed(value=1, evidence="Said so.")]) == []


def test_an_asked_skill_needs_a_mark_or_a_reason():
    assert fields_of([SQL, changed(slug="b", value=3)]) == [("sql", "mark")]
    assert fields_of([changed(not_assessed="time"), changed(slug="b", value=3)]) == []


def test_a_skill_that_the_stage_does_not_ask_about_may_stay_empty():
    assert fields_of([changed(is_asked=False), changed(slug="b", value=3)]) == []


def test_a_card_needs_a_recommendation():
    assert card_gaps([changed(value=3)], "") == [Gap("", "recommendation", "Choose a recommendation.")]


def test_a_recommendation_for_or_against_needs_something_assessed():
    nothing = [changed(not_assessed="time")]
    assert fields_of(nothing, "no") == [("", "recommendation")]
    assert fields_of(nothing, "not_enough") == []


A, B, C = WantedSkill("a", "Alpha", 50, True), WantedSkill("b", "Beta", 30, False), WantedSkill("c", "Gamma", 20, False)


def stage(*questions, minutes=60, raters=1):
    return PlannedStage(minutes, raters, tuple(PlannedQuestion(length, tuple(skills)) for length, skills in questions))


def words(rows):
    return [(row.skill.slug, row.kind, row.word, row.note) for row in rows]


def test_coverage_says_what_is_untested_thin_repeated_and_not_asked_for():
    stages = [stage((10, "b"), (10, "d")), stage((10, "b"), (8, "c")), stage((5, "b"))]
    found = coverage([A, B, C], stages, {"d": "Delta"})
    assert words(found.rows) == [
        ("a", "bad", "0 of 2 signals", "Must-have, tested by no one"),
        ("b", "warn", "3 signals", "Asked three times"),
        ("c", "warn", "1 of 2 signals", "One person’s word only"),
    ]
    assert words(found.others) == [("d", "warn", "Not asked for", "The role does not weigh it")]
    assert found.others[0].skill.name == "Delta"
    assert OFTEN == 3


def test_a_nice_to_have_that_nobody_asks_about_is_no_fault():
    assert words(coverage([B], [stage()]).rows) == [("b", "unknown", "0 of 2 signals", "Asked by no one")]


def test_minutes_are_shared_among_the_skills_of_the_role_that_a_question_informs():
    (row_a, row_b, _) = coverage([A, B, C], [stage((15, "abd"))]).rows
    assert [cell.minutes for cell in row_a.cells + row_b.cells] == [8, 7]
    assert coverage([A, B, C], [stage((15, "abd"))]).others == ()


def test_two_questions_of_one_stage_are_one_signal_and_two_discs():
    (row,) = coverage([A], [stage((10, "a"), (10, "a"))]).rows
    assert (row.signals, row.cells[0].questions, row.cells[0].minutes) == (1, 2, 20)


def test_one_conversation_of_two_people_is_not_one_persons_word():
    (row,) = coverage([A], [stage((10, "a"), raters=2)]).rows
    assert row.note == "One conversation only"


def test_a_stage_keeps_ten_minutes_for_the_welcome():
    assert stage((30, "a"), minutes=45).free_minutes == 5


def test_the_finding_leads_with_an_untested_must_have():
    found = finding(coverage([A, B], [stage((10, "b"))]))
    assert (found.blocks, found.claim) == (True, "No interview tests alpha, and it is a must-have.")
    assert found.text.endswith("Beta rests on one person’s word.")


def test_the_finding_of_a_whole_plan_and_of_an_empty_one():
    assert finding(coverage([A], [stage((10, "a")), stage((10, "a"))])).claim == "Every skill gets two signals."
    assert finding(coverage([A], [stage()])).claim == "Nothing is asked yet."


QUESTIONS = [BankQuestion("short", "technical", 10, ("a",)), BankQuestion("long", "technical", 20, ("a",))]


def open_stage(key, free, *asked):
    return OpenStage(key, "technical", free, asked)


def test_the_smallest_change_is_the_shortest_question_that_fits():
    change = smallest_change(coverage([A], [stage()]), [open_stage(1, 15)], QUESTIONS)
    assert (change.key, change.question.slug, change.replaces) == (1, "short", None)


def test_without_free_minutes_it_takes_the_place_of_what_the_role_does_not_weigh():
    other = BankQuestion("other", "technical", 10, ("d",))
    change = smallest_change(coverage([A], [stage((10, "d"))]), [open_stage(1, 0, other)], QUESTIONS)
    assert (change.question.slug, change.replaces) == ("short", other)


def test_where_nothing_fits_it_says_how_many_minutes_are_missing():
    change = smallest_change(coverage([A], [stage()]), [open_stage(1, 2), open_stage(2, 5)], QUESTIONS)
    assert (change.key, change.question.slug, change.minutes) == (2, "short", 5)
    assert smallest_change(coverage([A], [stage()]), [open_stage(1, 5)], []) is None


def test_a_longer_stage_for_a_must_have_comes_before_a_free_question_for_another_skill():
    bank = [QUESTIONS[1], BankQuestion("free", "technical", 5, ("b",))]
    assert smallest_change(coverage([A, B], [stage()]), [open_stage(1, 15)], bank).skill == "a"


def test_no_plan_rests_twice_on_one_idea():
    ideas = {"forty-runs": "The best of many tries flatters", "best-of-fifty": "the best of many tries flatters"}
    cousins = [BankQuestion(slug, "technical", 10, ("a",), idea) for slug, idea in ideas.items()]
    other = BankQuestion("other", "technical", 25, ("a",))
    added, plan = suggested([open_stage(1, 30), open_stage(2, 30)], [*cousins, other], {"a": 100})
    assert plan.signals["a"] == 2
    assert sum(question.slug in added[1] + added[2] for question in cousins) == 1
    asked = open_stage(1, 30, cousins[0])
    assert smallest_change(coverage([A], [stage()]), [asked, open_stage(2, 30)], cousins) is None


def test_a_suggestion_gives_a_case_a_piece_of_work_and_keeps_what_is_asked():
    kept = BankQuestion("kept", "technical", 10, ("a",))
    bank = [*QUESTIONS, BankQuestion("work", "work-sample", 30, ("a", "b"))]
    added, plan = suggested([open_stage(1, 20, kept), OpenStage(2, "case", 40, ())], bank, {"a": 60, "b": 40})
    assert "work" in added[2]
    assert "kept" not in added[1] + added[2]
    assert plan.signals["a"] == 2
