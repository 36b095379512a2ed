"""Public figures are open to everyone who is signed in; deciding about one is for admins and recruiters."""

from hiring.salaries.models import Figure
from tests.matrix import Row, everyone


def _chile(world):
    return Figure.objects.article().get(geo="Chile")


def _flag(world):
    return [_chile(world).flags.get().pk]


DECIDERS = {"others": 403, "admin": 200, "recruiter": 200}

ROWS = [
    everyone("salaries:table"),
    everyone("salaries:export", query="?format=csv"),
    everyone("salaries:figure", lambda world: [_chile(world).pk]),
    Row("salaries:decide", _flag, **DECIDERS),
    Row("salaries:decide", _flag, method="post", data={"status": "kept"}, others=403, admin=302, recruiter=302),
    everyone("salaries:official"),
    everyone("salaries:place", lambda world: ["GB"]),
    everyone("salaries:offer"),
    everyone("api:pay-figure-list"),
    everyone("api:pay-figure-detail", lambda world: [_chile(world).pk]),
    everyone("api:pay-proposal-list", query="?role=MLE&level=senior&country=GB"),
]
