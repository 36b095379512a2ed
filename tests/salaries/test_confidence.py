import doctest

import pytest

from hiring.salaries import benchmarks, columns, confidence, currencies, disclosure, offers, titles


@pytest.mark.parametrize("module", [benchmarks, columns, confidence, currencies, disclosure, offers, titles])
def test_worked_examples_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("n", "word"), [(0, "insufficient"), (4, "insufficient"), (5, "low"), (9, "low"), (10, "medium"), (29, "medium"), (30, "high")]
)
def test_word_by_count(n, word):
    assert confidence.confidence(n).word == word


@pytest.mark.parametrize(("low", "high", "word"), [(86, 114, "medium"), (75, 120, "low"), (60, 150, "insufficient")])
def test_word_by_how_well_the_median_is_known(low, high, word):
    assert confidence.confidence(0, (low, 100, high)).word == word
