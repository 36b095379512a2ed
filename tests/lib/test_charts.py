"""Drawings are well-formed, safe under a strict Content-Security-Policy, and say only what the data carry."""

import re
from xml.etree import ElementTree

import pytest

from hiring.lib import charts
from hiring.lib.charts import MARKS, PRINT, SCORES, SCREEN, Scale, pay_scale

PAY = pay_scale(250_000)
EVERY_MARK = {
    "estimate": lambda **more: charts.estimate_interval(SCORES, 4, 3.7, 4.4, raw=4.1, zone=(3.5, 4.4), **more),
    "opinion": lambda **more: charts.one_opinion(SCORES, 4, **more),
    "pay": lambda **more: charts.pay_band(PAY, n=12, median=90_000, p25=80_000, p75=100_000, p10=60_000, p90=120_000, **more),
    "panel": lambda **more: charts.panel_ratings([("HL", 3), ("JW", 5), ("DR", 5)], **more),
    "gap": lambda **more: charts.role_gap(2, 5, **more),
    "axis": lambda **more: charts.axis(SCORES, words_at={1: "far below", 5: "well above"}, **more),
    "passport": lambda **more: charts.passport(
        PAY, as_written=(5_415, "as written"), reading=(64_980, "× 12"), estimate=(42_300, 26_500, 67_600, "model"), **more
    ),
    "ownership": lambda **more: charts.ownership("A", **more),
    "discs": lambda **more: charts.coverage_discs(2, **more),
    "weight": lambda **more: charts.weight_bars(0.2, 0.25, 0.25, **more),
    "minutes": lambda **more: charts.minute_bar(46, 10, 60, 60, **more),
    "steps": lambda **more: charts.steps(3, 5, **more),
    "progress": lambda **more: charts.progress(9, 16, **more),
    "glyph": lambda **more: charts.glyph("empty", **more),
}


def parsed(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def elements(svg, name):
    return parsed(svg).iter(f"{{http://www.w3.org/2000/svg}}{name}")


def texts(svg):
    return [node.text for node in elements(svg, "text")]


@pytest.mark.parametrize("mark", EVERY_MARK.values(), ids=EVERY_MARK)
@pytest.mark.parametrize(("palette", "colour"), [(SCREEN, r"var\(--rc-[a-z0-9-]+\)"), (PRINT, "#[0-9A-F]{6}")], ids=["screen", "print"])
def test_marks_use_presentation_attributes_and_one_palette(mark, palette, colour):
    for node in parsed(mark(palette=palette)).iter():
        assert "style" not in node.attrib
        for attribute in ("fill", "stroke"):
            assert re.fullmatch(f"none|{colour}", node.get(attribute, "none"))


@pytest.mark.parametrize("mark", EVERY_MARK.values(), ids=EVERY_MARK)
def test_a_label_makes_an_image_and_its_absence_hides_the_drawing(mark):
    told = parsed(mark(label='Amara "A" <Okafor> & 4.0')).attrib
    assert (told["role"], told["aria-label"]) == ("img", 'Amara "A" <Okafor> & 4.0')
    assert parsed(mark()).get("aria-hidden") == "true"


def test_people_cannot_write_markup_into_a_drawing():
    assert texts(charts.panel_ratings([("<b>", 3)])) == ["<b>"]


@pytest.mark.parametrize(
    ("n", "shapes"),
    [
        (1, {"dotted": 1}),
        (2, {"dotted": 1}),
        (3, {"ring": 1}),
        (4, {"ring": 1}),
        (5, {"box": 1, "median": 1}),
        (9, {"box": 1, "median": 1}),
        (10, {"box": 1, "median": 1, "tails": 1}),
    ],
)
def test_a_pay_band_shows_no_more_than_its_ranges_carry(n, shapes):
    svg = charts.pay_band(Scale(0, 200_000), n=n, median=90_000, p25=80_000, p75=100_000, p10=60_000, p90=120_000)
    lines = list(elements(svg, "line"))
    drawn = {
        "dotted": len([line for line in lines if line.get("stroke-dasharray")]),
        "ring": len(list(elements(svg, "circle"))),
        "box": len(list(elements(svg, "rect"))),
        "median": len([line for line in lines if line.get("stroke-width") == "3"]),
        "tails": len([line for line in lines if line.get("stroke-width") == "2"]),
    }
    assert {name: count for name, count in drawn.items() if count} == shapes


def test_a_band_without_quartiles_falls_back_to_its_median():
    svg = charts.pay_band(Scale(0, 200_000), n=40, median=90_000)
    assert len(list(elements(svg, "circle"))) == 1
    assert not list(elements(svg, "rect"))


@pytest.mark.parametrize(("value", "percent"), [(1, 5), (3, 50), (5, 95), (0, 0), (9, 100)])
def test_values_beyond_a_scale_stop_at_the_edge_of_the_column(value, percent):
    assert SCORES.at(value) == percent


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (267_000, (0, 50_000, 100_000, 150_000, 200_000, 250_000)),
        (140_000, (0, 25_000, 50_000, 75_000, 100_000, 125_000)),
        (90_000, (0, 20_000, 40_000, 60_000, 80_000)),
        (0, (0, 200, 400, 600, 800, 1000)),
    ],
)
def test_pay_axes_begin_at_nothing_and_count_in_round_steps(highest, ticks):
    assert pay_scale(highest).ticks == ticks


def test_interviewers_who_agree_stand_side_by_side_inside_the_scale():
    svg = charts.panel_ratings([("HL", 5), ("JW", 5)])
    rings = [float(node.get("cx")) for node in elements(svg, "circle")]
    assert rings == [-22, 0]
    assert not [line for line in elements(svg, "line") if line.get("stroke-width") == "2"]


def test_roles_that_expect_the_same_are_nested():
    circles = list(elements(charts.role_gap(4, 4), "circle"))
    assert [circle.get("cx") for circle in circles] == [f"{MARKS.at(4):g}%"] * 2


def test_a_role_that_expects_nothing_leaves_its_mark_out():
    assert len(list(elements(charts.role_gap(None, 4), "circle"))) == 1


def test_steps_show_done_current_and_to_come():
    fills = [node.get("fill") for node in elements(charts.steps(1, 3, palette=PRINT), "rect")]
    assert fills == [PRINT.accent, PRINT.accent_mid, PRINT.rule_2]
    assert not list(elements(charts.steps(3, 3), "circle"))


def test_progress_without_a_total_claims_no_share():
    assert not list(elements(charts.progress(3, None), "circle"))


def test_minutes_beyond_the_stage_are_marked():
    overrun = [node for node in elements(charts.minute_bar(50, 20, 60, 60, palette=PRINT), "rect") if node.get("fill") == PRINT.bad]
    assert len(overrun) == 1


def test_zones_get_an_outline_on_paper():
    on_screen = charts.estimate_interval(SCORES, 4, 3.7, 4.4, zone=(3.5, 4.4))
    on_paper = charts.estimate_interval(SCORES, 4, 3.7, 4.4, zone=(3.5, 4.4), palette=PRINT)
    assert len(list(elements(on_paper, "line"))) == len(list(elements(on_screen, "line"))) + 2


def test_axis_prints_the_level_that_is_met_stronger():
    svg = charts.axis(SCORES)
    assert [(node.text, node.get("font-weight")) for node in elements(svg, "text")] == [
        ("1", "500"),
        ("2", "500"),
        ("3", "650"),
        ("4", "500"),
        ("5", "500"),
    ]


def test_axis_below_zero_has_a_true_minus():
    svg = charts.axis(Scale(-1, 1, (-1, 0, 1)))
    assert [node.text for node in elements(svg, "text")] == ["−1", "0", "1"]
