"""From the bytes of a CSV to rows, or to one sentence about what is wrong with the file."""

import pytest

from hiring.candidates.csv_reading import MAX_ROWS, Unreadable, read_csv

AMARA = {"row": 2, "name": "Amara Okafor", "email": "amara@example.org"}


@pytest.mark.parametrize(
    "content",
    [
        "name,email\nAmara Okafor,amara@example.org\n",
        "\ufeffname,email\r\nAmara Okafor,amara@example.org",
        "NAME;E-Mail\nAmara Okafor;amara@example.org\n",
        'Name;"Email"\r"Amara Okafor";amara@example.org\r',
        "name\temail\nAmara Okafor\tamara@example.org\n",
        "name,email,,\nAmara Okafor,amara@example.org,,\n,,,\n\n",
    ],
)
def test_the_ways_a_spreadsheet_writes_it(content):
    assert read_csv(content.encode()) == {"rows": [AMARA], "left_out": [], "faults": []}


def test_the_separator_is_the_one_that_names_columns():
    assert read_csv(b"name;email;notes, ratings, and more, all in one\nA;a@example.org;x")["rows"][0]["email"] == "a@example.org"


def test_columns_in_any_order_and_those_left_out():
    found = read_csv(b"Score,Applied On,email,name\n5,2026-11-03,a@example.org,A\n")
    assert found["rows"] == [{"row": 2, "name": "A", "email": "a@example.org", "applied_on": "2026-11-03"}]
    assert found["left_out"] == ["Score"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    found = read_csv(b'name,email\n"A\nB",a@example.org\n,\nC,c@example.org\n')
    assert [(row["row"], row["name"]) for row in found["rows"]] == [(2, "A\nB"), (4, "C")]


def test_what_an_export_made_safe_comes_back_as_it_was():
    found = read_csv(b"name,email,phone\n'=A,a@example.org,'+44 20\n'Abd al-Rahman,b@example.org,\n")
    assert [(row["name"], row["phone"]) for row in found["rows"]] == [("=A", "+44 20"), ("'Abd al-Rahman", "")]


def test_a_row_that_is_too_wide_is_named():
    found = read_csv(b"name,email\nOkafor, Amara,a@example.org\nB,b@example.org")
    assert [fault["row"] for fault in found["faults"]] == [2]
    assert "3 cells, but the first row names 2 columns" in found["faults"][0]["text"]
    assert [row["row"] for row in found["rows"]] == [3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        ("name,email\nZoë,z@example.org".encode("latin-1"), "not in UTF-8: line 2"),
        ("name,email\nA,a@example.org".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04", "a workbook"),
        (b"name,email\nA\0,a@example.org", "no text file"),
        (b"name,mail\nA,a@example.org", "Missing: email"),
        (b"Amara,amara@example.org\n", "Missing: name and email"),
        (b"name,email,E-Mail\nA,a@example.org,b", "email more than once"),
        (b"name,email" + b"," * 300 + b"\n", "has 302 columns"),
        (b"name,email\n", "nothing below"),
        (b'name,email\n"A,a@example.org\n', "Row 2 has a quotation mark"),
        (b'name,email\n"A" B,a@example.org\n', "Row 2 has a quotation mark"),
        (b"name,email\n" + b"x" * 200_000 + b",a@example.org", "Row 2 holds a cell"),
        (b"name,email\n" + b"A,a@example.org\n" * (MAX_ROWS + 1), "more than 10,000 rows"),
    ],
)
def test_files_that_cannot_be_taken(content, said):
    with pytest.raises(Unreadable, match=said):
        read_csv(content)


def test_ten_thousand_rows_are_taken():
    assert len(read_csv(b"name,email\n" + b"A,a@example.org\n" * MAX_ROWS)["rows"]) == MAX_ROWS
