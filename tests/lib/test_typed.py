import doctest

from hiring.lib import typed


def test_the_examples_hold():
    assert doctest.testmod(typed) == (0, 1)
