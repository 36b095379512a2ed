"""Reads settings from the environment; a wrong or missing one stops the start by name."""

import os
import secrets
import tempfile
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name, default=None, *, example=""):
    """The variable as written; without a default it must be set."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is not None:
        return default
    raise ImproperlyConfigured(f"Set the environment variable {name}. For example: {name}={example}")


def flag(name, default=False):
    value = os.environ.get(name, "").strip().lower()
    if name not in os.environ:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}. For example: {name}=1")


def number(name, default):
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.isdigit():
        return int(value)
    raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}. For example: {name}={default}")


def words(name, default="", *, example=""):
    """A list separated by commas."""
    return [word.strip() for word in text(name, default or None, example=example).split(",") if word.strip()]


def url(name, schemes, *, example):
    """A URL of one of `schemes`, or "" when unset."""
    value = os.environ.get(name, "").strip()
    if value and value.split("://")[0] not in schemes:
        raise ImproperlyConfigured(f"{name} must begin with {' or '.join(s + '://' for s in schemes)}. For example: {name}={example}")
    return value


def local_secret(path):
    """SECRET_KEY if set, else a key made once for this machine and kept in `path`, readable by its owner alone."""
    if "SECRET_KEY" in os.environ:
        return text("SECRET_KEY", example="a-long-random-text")
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)  # whole or not at all, on a full disk and when two processes start at once
    return path.read_text()
