from tests.matrix import Row, everyone, managed


def _opening(world):
    return [world.opening.pk]


def _application(world):
    return [world.application.pk]


def _decision(world):
    return [world.decision.pk]


ROWS = [
    managed("decisions:ranking", _opening),
    managed("decisions:debrief", _opening),
    managed("decisions:decisions", _opening),
    managed("decisions:application", _application),
    managed("decisions:decide", _application),
    managed("decisions:decide", _application, method="post", data={"outcome": "hold"}),
    managed("decisions:decision_detail", _decision),
    managed("decisions:reverse", _decision),
    managed("decisions:reverse", _decision, method="post", data={"reason": "A second thought."}, status=302),
    everyone("decisions:how_scores_work"),
    managed("api:debrief-detail", _opening),
    everyone("api:decision-list"),
    Row("api:decision-list", method="post", others=400),
    managed("api:decision-detail", _decision),
    managed("api:decision-reverse", _decision, method="post", data={"reason": "A second thought."}, status=201),
]
