"""Builds the invented company of fixtures/demo through the same actions that users call."""

from .build import build_demo, other_data

__all__ = ["build_demo", "other_data"]
