"""The command as anyone would run it; no test here has a database."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from hiring.assessment.examples import MARKS

RATINGS = "candidate,interviewer,skill,rating\n" + "\n".join(",".join(mark.split()) for mark in MARKS.replace("\n", " ").split(";"))
WEIGHTS = "skill,weight\ns1,0.6\ns2,0.4\n"
SDS = "0.5,0.3,0.4,0.3,0.6"


@pytest.fixture
def run(tmp_path):
    """Run on these ratings; gives scores and pairs by name, what was printed, and the remarks."""

    def run(ratings=RATINGS, weights=None, **options):
        (tmp_path / "ratings.csv").write_text(ratings, encoding="utf-8")
        if weights:
            (tmp_path / "weights.csv").write_text(weights, encoding="utf-8")
            options["weights"] = tmp_path / "weights.csv"
        printed, remarks = io.StringIO(), io.StringIO()
        files = {"output": tmp_path / "scores.csv", "pairs": tmp_path / "pairs.csv"}
        call_command("score_panel", tmp_path / "ratings.csv", **(files | options), stdout=printed, stderr=remarks)
        scores = table((tmp_path / "scores.csv").read_text(encoding="utf-8")) if "output" not in options else None
        return scores, table((tmp_path / "pairs.csv").read_text(encoding="utf-8")), printed.getvalue(), remarks.getvalue()

    return run


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_worked_example_e(run):
    scores, pairs, _, remarks = run(weights=WEIGHTS, sds=SDS)
    assert list(scores[0]) == ["candidate", "raw", "score", "sd", "lo80", "hi80", "n", "band", "note"]
    assert [(row["candidate"], row["n"], row["band"]) for row in scores] == [
        ("C", "4", "1"),
        ("A", "4", "1"),
        ("D", "2", "1"),
        ("B", "4", "2"),
    ]
    assert [round(float(row["score"]), 4) for row in scores] == [4.1270, 4.0516, 3.8506, 3.1544]
    assert [round(float(row["sd"]), 4) for row in scores] == [0.4038, 0.3915, 0.4898, 0.3915]
    assert [round(float(row["raw"]), 4) for row in scores] == [4.5, 4.1, 3.4, 2.7]
    assert (round(float(scores[1]["lo80"]), 4), round(float(scores[1]["hi80"]), 4)) == (3.5499, 4.5533)
    assert list(pairs[0]) == ["a", "b", "p_a_better"]
    found = {row["a"] + row["b"]: round(float(row["p_a_better"]), 4) for row in pairs}
    assert {pair: found[pair] for pair in ("AB", "AC", "AD", "CD")} == {"AB": 0.9838, "AC": 0.4318, "AD": 0.6583, "CD": 0.7}
    assert len(found) == 6
    assert "given: a 0.5, u 0.3, b 0.4, c 0.3, e 0.6" in remarks


def test_scores_go_to_standard_output_without_a_file(run):
    _, _, printed, _ = run(output=None)
    assert [row["candidate"] for row in table(printed)] == ["C", "A", "D", "B"]


def test_a_candidate_without_ratings_is_listed_last_without_numbers(run):
    scores, pairs, _, _ = run(RATINGS + "\nE,I1,s1,\n")
    assert scores[-1] == dict.fromkeys(scores[-1], "") | {"candidate": "E", "n": "0", "note": "no rating: no score"}
    assert all("E" not in (row["a"], row["b"]) for row in pairs)


def test_nothing_assessed_at_all_is_an_answer(run):
    scores, pairs, printed, _ = run("candidate,interviewer,skill,rating\nA,I,s,\nB,I,s,\n", agreement=True)
    assert [row["note"] for row in scores] == ["no rating: no score"] * 2
    assert pairs == []
    assert {row["note"] for row in table(printed)} == {"no unit has two ratings"}


def test_one_candidate_is_an_answer(run):
    scores, pairs, _, _ = run("candidate,interviewer,skill,rating\nA,I,s,4\nA,J,s,3\n")
    assert (scores[0]["score"], scores[0]["band"], pairs) == ("3.500000", "1", [])
    assert scores[0]["note"] == "not adjusted for interviewer severity: too little overlap"


def test_an_incomplete_candidate_has_a_score_and_no_band(run):
    scores, _, _, _ = run(RATINGS + "\nE,I1,s2,5\nE,I2,s2,5\n", weights=WEIGHTS)
    assert (scores[-1]["candidate"], scores[-1]["band"]) == ("E", "")
    assert scores[-1]["note"] == "incomplete: only 40% of the weight was assessed; left out of the order"


def test_weights_that_do_not_add_up_are_scaled_and_said(run):
    scores, _, _, remarks = run(weights="skill,weight\ns1,3\ns2,2\n", sds=SDS)
    note = "weights add up to 5, not to 1 or 100; each was divided by 5"
    assert note in scores[0]["note"] and note in remarks
    assert round(float(scores[0]["score"]), 4) == 4.1270


def test_a_weighted_skill_that_nobody_was_rated_on_is_named(run):
    _, _, _, remarks = run(weights="skill,weight\ns1,0.4\ns2,0.4\ns3,0.2\n")
    assert "nobody was rated on 's3'" in remarks


def test_ten_thousand_interviewers_with_one_rating_each(run):
    rows = "".join(f"c{k % 50},i{k},s{k % 3},{1 + k % 5}\n" for k in range(10_000))
    scores, pairs, _, _ = run("candidate,interviewer,skill,rating\n" + rows)
    assert len(scores) == 50 and len(pairs) == 50 * 49 / 2
    assert "not adjusted for interviewer severity: too little overlap" in scores[0]["note"]


def test_an_interviewer_who_gives_everybody_five_moves_nobody_ahead(run):
    rows = [(f"c{i}", j, 1 + (i * k) % 4) for i in range(8) for k, j in ((1, "I"), (1, "J"), (3, "K"))]
    text = "candidate,interviewer,skill,rating\n" + "".join(f"{c},{j},s,{v}\n" for c, j, v in rows)
    before, _, _, _ = run(text, sds=SDS)
    after, _, printed, _ = run(text + "".join(f"c{i},Five,s,5\n" for i in range(8)), sds=SDS, agreement=True)
    gaps = [[float(row["score"]) - float(scores[-1]["score"]) for row in scores] for scores in (before, after)]
    assert [row["candidate"] for row in before] == [row["candidate"] for row in after]
    assert max(gaps[1]) < max(gaps[0])
    assert any(row["of"] == "Five" and row["measure"] == "severity" and float(row["value"]) < 0 for row in table(printed))


def test_agreement_prints_the_coefficients(run):
    _, _, printed, _ = run(agreement=True)
    rows = table(printed)
    measures = {row["measure"] for row in rows}
    assert {"alpha, nominal", "alpha, ordinal", "alpha, interval", "alpha, ratio", "ICC(2,1)", "r_wg", "severity", "halo"} <= measures
    assert [row["value"] for row in rows if row["measure"] == "alpha, ordinal"][0] == "0.333654"


def test_names_that_a_spreadsheet_would_run_are_quoted(run):
    scores, pairs, _, _ = run("candidate,interviewer,skill,rating\n=1+1,I,s,4\n=1+1,J,s,4\nB,I,s,3\nB,J,s,3\n")
    assert scores[0]["candidate"] == pairs[0]["a"] == "'=1+1"


@pytest.mark.parametrize(
    ("ratings", "weights", "message"),
    [
        ("candidate,interviewer,skill,rating\nA,I,s,6\n", None, "row 2, rating: 6.0 is not a number from 1 to 5"),
        ("candidate,interviewer,skill,rating\nA,I,s,0\n", None, "row 2, rating"),
        ("candidate,interviewer,skill,rating\nA,I,s,nan\n", None, "row 2, rating: 'nan' is not a number"),
        ("candidate,interviewer,skill,rating\nA,I,s,3\nA,I,s,4\n", None, "row 3, interviewer: 'I' rated 'A' on 's' already in row 2"),
        ("candidate,interviewer,skill,rating\nA,,s,3\n", None, "row 2, interviewer: the interviewer is missing"),
        (RATINGS, "skill,weight\ns1,1\n", "row 3, skill: unknown skill 's2'; known skills: s1"),
        (RATINGS, "skill,weight\ns1,0\ns2,0\n", "the weights add up to 0"),
        ("", None, "the ratings file is empty"),
    ],
)
def test_what_cannot_be_used_is_refused_with_row_and_column(run, ratings, weights, message):
    with pytest.raises(CommandError) as refused:
        run(ratings, weights)
    assert message in str(refused.value)


@pytest.mark.parametrize("sds", ["0.5,0.3", "a,b,c,d,e", "0.5,0.3,0.4,0.3,0", "0.5,0.3,0.4,nan,0.6", "0.5,-0.3,0.4,0.3,0.6", ""])
def test_sds_that_cannot_be_are_refused(run, sds):
    with pytest.raises(CommandError, match="--sds"):
        run(sds=sds)


def test_files_that_cannot_be_opened_are_named(run, tmp_path):
    with pytest.raises(CommandError, match="cannot read the ratings file .*missing.csv: No such file"):
        call_command("score_panel", tmp_path / "missing.csv")
    with pytest.raises(CommandError, match="cannot write .*No such file"):
        run(output=tmp_path / "nowhere" / "scores.csv")
