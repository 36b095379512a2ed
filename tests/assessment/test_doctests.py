import doctest
import importlib
import pkgutil

import pytest

import hiring.assessment
import hiring.decisions

MODULES = sorted(
    module.name
    for package in (hiring.assessment, hiring.decisions)
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    if not module.ispkg
)


@pytest.mark.parametrize("name", MODULES)
def test_every_docstring_example_comes_out(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
