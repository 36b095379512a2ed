from tests.matrix import Row, everyone, managed


def _opening(world):
    return [world.opening.pk]


def _application(world):
    return [world.application.pk]


def _decision(world):
    return [world.decision.pk]


def _decided(world):
    return [world.decided.pk]


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
    managed("decisions:what_if", _opening),
    managed("decisions:vote", _application, colleague=200, interviewer=403),
    managed("decisions:vote", _application, method="post", data={"choice": "hold"}, status=302, colleague=302, interviewer=403),
    managed("decisions:votes_open", _application, method="post", status=302),
    managed("decisions:round_start", _application, method="post", status=302),
    managed("decisions:pack_ask", _decided, method="post", status=302),
    managed("decisions:pack_file", lambda world: [world.pack.pk, "json"]),
    managed("api:debrief-detail", _opening),
    everyone("api:decision-list"),
    Row("api:decision-list", method="post", others=400),
    managed("api:decision-detail", _decision),
    managed("api:decision-reverse", _decision, method="post", data={"reason": "A second thought."}, status=201),
]
