import doctest
import importlib
import pkgutil

import pytest

import hiring.assessment

MODULES = sorted(module.name for module in pkgutil.iter_modules(hiring.assessment.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_every_docstring_example_comes_out(name):
    assert doctest.testmod(importlib.import_module(f"hiring.assessment.{name}")).failed == 0
