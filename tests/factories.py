"""Plain makers of rows; each takes what a test cares about and fills in the rest."""

from hiring.accounts.models import User

PASSWORD = "correct horse battery"


def make_user(name="Ines Interviewer", **changes):
    email = changes.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    return User.objects.create_user(email, name, PASSWORD, **changes)
