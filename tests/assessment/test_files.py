import pytest

from hiring.assessment.files import read_ratings, read_weights
from hiring.assessment.panel import BadInput

HEADER = b"candidate,interviewer,skill,rating\n"


def marks(data):
    return [tuple(rating)[:4] for rating in read_ratings(data)]


def test_rows_become_ratings_and_an_empty_one_is_not_assessed():
    assert marks(HEADER + b"Ada,Kim,SQL,4\nAda,Kim,Python,\n") == [("Ada", "Kim", "SQL", 4.0), ("Ada", "Kim", "Python", None)]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfcandidate,interviewer,skill,rating\nAda,Kim,SQL,4\n",
        b"Candidate;INTERVIEWER;Skill;Rating\r\nAda;Kim;SQL;4\r\n",
        b"candidate\tinterviewer\tskill\trating\nAda\tKim\tSQL\t4",
        b"rating, skill, interviewer, candidate, remark\n4, SQL, Kim, Ada, fine\n",
        b'\n"candidate","interviewer","skill","rating"\n\n"Ada","Kim","SQL","4"\n,,,\n',
        b"candidate,interviewer,skill,rating\nAda,Kim,SQL,4,,\n",
    ],
)
def test_common_shapes_of_csv_are_read(data):
    assert marks(data) == [("Ada", "Kim", "SQL", 4.0)]


def test_a_comma_is_a_decimal_sign_between_semicolons():
    assert marks(b"candidate;interviewer;skill;rating\nAda;Kim;SQL;3,5\n") == [("Ada", "Kim", "SQL", 3.5)]


def test_names_may_hold_separators_quotes_and_any_script():
    data = HEADER + 'Å\u2028d\x85å,"Kim, ""K.""",データ,4\n'.encode()
    assert marks(data) == [("Å\u2028d\x85å", 'Kim, "K."', "データ", 4.0)]


def test_rows_are_numbered_by_line():
    assert [rating.row for rating in read_ratings(HEADER + b"\nAda,Kim,SQL,4\n\nBen,Kim,SQL,3\n")] == [3, 5]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the ratings file is empty"),
        (b" \n\n", "the ratings file is empty"),
        (HEADER, "has a header but no ratings"),
        (b"candidate,interviewer,rating\nAda,Kim,4\n", "row 1, skill: the ratings file has no column 'skill'"),
        (b"Ada,Kim,SQL,4\n", "row 1, candidate: the ratings file has no column 'candidate'"),
        (b"candidate,skill,interviewer,skill,rating\n", "more than one column 'skill'"),
        (HEADER + b"Ada,Kim,SQL,four\n", "row 2, rating: 'four' is not a number"),
        (HEADER + b"Ada,Kim,SQL,4\nAda,Kim,ML,NaN\n", "row 3, rating: 'NaN' is not a number; leave it empty"),
        (HEADER + b"Ada,Kim,SQL,inf\n", "row 2, rating: 'inf' is not a number"),
        (HEADER + b"Ada,Kim,SQL,1e999\n", "row 2, rating"),
        (HEADER + b"Ada,Kim,SQL,1_0\n", "row 2, rating"),
        (HEADER + b'Ada,Kim,SQL,"4,5"\n', "row 2, rating"),
        (HEADER + b"Ada,Kim,SQL\n", "row 2: 3 cells where the header has 4"),
        (HEADER + b"Ada,Kim,SQL,4,5\n", "row 2: 5 cells where the header has 4"),
        (HEADER + b'Ada,"Kim,SQL,4\n', "row 2: the ratings file is not readable as CSV here"),
        (HEADER + b"Ada,Kim,SQL,\xff\n", "row 2: the ratings file is not in UTF-8"),
        ("candidate,interviewer,skill,rating\nAda,Kim,SQL,4\n".encode("utf-16"), "not plain text"),
        (b"PK\x03\x04\0\0", "not plain text; save it as CSV in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data, message):
    with pytest.raises(BadInput) as refused:
        read_ratings(data)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (b"SQL,0.5\nSQL,0.5\n", "row 3, skill: skill 'SQL' has a weight already"),
        (b"SQL,-1\n", "row 2, weight: '-1' is negative"),
        (b"SQL,\n", "row 2, weight: '' is not a number"),
        (b"SQL,inf\n", "row 2, weight: 'inf' is not a number"),
        (b",0.5\n", "row 2, skill: the skill is missing"),
        (b"", "has a header but no weights"),
    ],
)
def test_weights_are_refused_with_their_row(rows, message):
    with pytest.raises(BadInput) as refused:
        read_weights(b"skill,weight\n" + rows)
    assert message in str(refused.value)
