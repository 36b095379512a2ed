"""Public figures are open to everyone who is signed in; deciding about one is for admins and recruiters."""

from hiring.salaries.models import Figure
from tests.matrix import Row, everyone


def _chile(world):
    return Figure.objects.article().get(geo="Chile")


def _flag(world):
    return [_chile(world).flags.get().pk]


def _any(world):
    return [1]


DECIDERS = {"others": 403, "admin": 200, "recruiter": 200}

ROWS = [
    everyone("salaries:table"),
    everyone("salaries:export", query="?format=csv"),
    everyone("salaries:pdf", method="post", status=302),
    everyone("salaries:compare", query="?place=GB&place=PL"),
    everyone("salaries:overview"),
    everyone("salaries:figure", lambda world: [_chile(world).pk]),
    Row("salaries:decide", _flag, **DECIDERS),
    Row("salaries:decide", _flag, method="post", data={"status": "kept"}, others=403, admin=302, recruiter=302),
    everyone("salaries:official"),
    everyone("salaries:place", lambda world: ["GB"]),
    everyone("salaries:offer"),
    everyone("salaries:rules"),
    # Our own pay: nobody by their part alone, an admin included; who was given sight is tested in test_own_pay.py.
    everyone("salaries:own", status=403),
    everyone("salaries:own_export", status=403),
    everyone("salaries:imports", status=403),
    everyone("salaries:imports", method="post", status=403),
    everyone("salaries:import", _any, status=403),
    everyone("salaries:import_columns", _any, status=403),
    everyone("salaries:import_titles", _any, method="post", status=403),
    everyone("salaries:import_accept", _any, method="post", status=403),
    everyone("salaries:import_discard", _any, status=403),
    everyone("salaries:import_discard", _any, method="post", status=403),
    everyone("salaries:own_doubt", _any, method="post", data={"status": "kept"}, status=403),
    everyone("salaries:cell_doubt", _any, method="post", data={"status": "kept"}, status=403),
    Row("salaries:sight", others=403, admin=200),
    Row("salaries:sight", method="post", data={"user": "0"}, others=403, admin=404),
    everyone("api:own-pay-list", status=403),
    everyone("api:pay-rule-list"),
    everyone("api:pay-figure-list"),
    everyone("api:pay-figure-detail", lambda world: [_chile(world).pk]),
    everyone("api:pay-proposal-list", query="?role=MLE&level=senior&country=GB"),
]
