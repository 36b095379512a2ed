"""How a domain writes down who may open which door; tests/test_permission_matrix.py reads the rows of all."""

from collections.abc import Callable
from dataclasses import dataclass, field

KINDS = ("anonymous", "outsider", "removed", "colleague", "interviewer", "manager", "recruiter", "admin")


@dataclass(frozen=True)
class Row:
    """One route, one method, and the status that each kind of account gets.

    `args` makes the route's arguments from the World. Statuses are named by kind; `others` is for every signed-in kind
    that is not named, and `anonymous` is sent to sign in (302), or for the API answered 401, unless stated.
    The `interviewer` owes a card for `world.application`; the `colleague` has submitted one; `removed` had one and
    lost the membership; the `outsider` manages other openings.
    """

    name: str
    args: Callable = lambda world: []
    method: str = "get"
    data: dict = field(default_factory=dict)
    query: str = ""
    others: int = 404
    anonymous: int | None = None
    outsider: int | None = None
    removed: int | None = None
    colleague: int | None = None
    interviewer: int | None = None
    manager: int | None = None
    recruiter: int | None = None
    admin: int | None = None

    def expected(self, kind):
        stated = getattr(self, kind)
        if stated is not None:
            return stated
        if kind == "anonymous":
            return 401 if self.name.startswith("api:") else 302
        return self.others


def managed(name, args=lambda world: [], **changes):
    """A row open to those who manage the world's opening, and to admins."""
    status = changes.pop("status", 200)
    return Row(name, args, **{"manager": status, "recruiter": status, "admin": status, **changes})


def everyone(name, args=lambda world: [], **changes):
    """A row open to whoever is signed in."""
    return Row(name, args, **{"others": changes.pop("status", 200), **changes})
