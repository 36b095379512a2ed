import doctest
from decimal import Decimal

import pytest

from hiring.salaries import numbers
from hiring.salaries.numbers import NumberError, read_amount


def test_worked_examples_hold():
    assert doctest.testmod(numbers).failed == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("184.990", "184990"),
        ("$39.752.87", "39752.87"),
        ("1 234,5", "1234.5"),
        ("12,34,567", "1234567"),
        ("93 million", "93000000"),
        ("45k", "45000"),
        ("12 lakh", "1200000"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1'234'567.50", "1234567.50"),
        ("1\u202f234\u202f567,80 zł", "1234567.80"),
        ("4,421,526 Chilean Pesos", "4421526"),
        ("1.25 million", "1250000"),
        ("2 crore", "20000000"),
        ("45000", "45000"),
        ("0.125", "0.125"),
    ],
)
def test_formats_of_many_places(text, value):
    assert read_amount(text).value == Decimal(value)


@pytest.mark.parametrize(("text", "otherwise"), [("184.990", "184.990"), ("$39.752.87", "3975287"), ("12,34,567", None), ("45k", None)])
def test_second_reading_is_offered_where_text_cannot_decide(text, otherwise):
    assert read_amount(text).otherwise == (Decimal(otherwise) if otherwise else None)


def test_rule_is_told():
    assert read_amount("1.234,56").rule == "the last mark, used once, is the decimal mark"


@pytest.mark.parametrize("text", ["", "abc", "-5", "−5", "0", "1,2.3,4", "12.34.567", "5-6", "1e5", "1" * 61])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NumberError):
        read_amount(text)
