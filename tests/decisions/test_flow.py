"""Funnel and times, from plain steps."""

from datetime import datetime, timedelta

from hiring.decisions.flow import Journey, funnel, times

START = datetime(2026, 3, 1)


def journey(*stages):
    """Stages with the day on which each was entered: "applied", 0, "screen", 3, …"""
    return Journey(tuple((stage, START + timedelta(days=day)) for stage, day in zip(stages[::2], stages[1::2], strict=True)))


def row(rows, stage):
    return next(each for each in rows if each.stage == stage)


def test_every_row_adds_up():
    ways = [
        journey("applied", 0, "screen", 1, "interview", 2, "rejected", 3),
        journey("applied", 0, "withdrawn", 1),
        journey("applied", 0, "debrief", 4, "offer", 5, "hired", 9),
        journey("applied", 0, "screen", 2),
    ]
    for each in funnel(ways):
        assert each.reached == each.went_on + each.rejected + each.withdrawn + each.under_way
    assert [each.reached for each in funnel(ways)] == [4, 3, 2, 1, 1, 1]


def test_who_skips_a_stage_is_not_lost_in_it():
    assert row(funnel([journey("applied", 0, "debrief", 1)]), "interview").went_on == 1


def test_who_was_moved_back_counts_where_they_had_come_to():
    back = journey("applied", 0, "debrief", 1, "interview", 2)
    assert (row(funnel([back]), "debrief").under_way, row(funnel([back]), "interview").went_on) == (1, 1)


def test_pass_through_is_of_those_whose_way_is_over():
    ways = [journey("applied", 0, "screen", 1), journey("applied", 0, "rejected", 1), journey("applied", 0)]
    found = row(funnel(ways), "applied")
    assert (found.share, found.under_way) == (0.5, 1)
    assert 0 < found.low < 0.5 < found.high < 1


def test_nobody_makes_no_share():
    assert {each.share for each in funnel([])} == {None}


def test_time_counts_visits_that_are_over_and_tells_the_waiting_apart():
    ways = [journey("applied", 0, "screen", 2), journey("applied", 0, "screen", 4, "rejected", 5)]
    found = times(ways, START + timedelta(days=12))
    assert (row(found, "applied").visits, row(found, "applied").days) == (2, 3.0)
    assert (row(found, "screen").visits, row(found, "screen").waiting, row(found, "screen").waiting_days) == (1, 1, 10.0)


def test_quartiles_wait_for_five_visits():
    four = [journey("applied", 0, "screen", day) for day in range(1, 5)]
    five = [*four, journey("applied", 0, "screen", 5)]
    assert row(times(four, START), "applied").quarter is None
    assert (row(times(five, START), "applied").quarter, row(times(five, START), "applied").three_quarters) == (2.0, 4.0)
