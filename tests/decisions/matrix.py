from django.core import signing

from tests.matrix import Row, everyone, managed


def _opening(world):
    return [world.opening.pk]


def _application(world):
    return [world.application.pk]


def _decision(world):
    return [world.decision.pk]


def _decided(world):
    return [world.decided.pk]


def _pack(world):
    return [world.pack.pk]


def _report_csv(world):
    return [world.opening.pk, "funnel"]


def _token(world):
    return [signing.dumps(world.application.pk, salt="decisions.voluntary-answer")]


def reporting(name, args=lambda world: [], **changes):
    """A row open to whoever manages openings, or may open one: the outsider sees a report of their own."""
    return Row(name, args, **{"others": 403, "manager": 200, "recruiter": 200, "outsider": 200, "admin": 200, **changes})


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
    managed("decisions:opening_report", _opening),
    managed("decisions:opening_csv", _report_csv),
    reporting("decisions:company_report"),
    reporting("decisions:company_csv", lambda world: ["signals"]),
    Row("decisions:fairness", others=403),
    Row("decisions:fairness_csv", lambda world: ["selection"], others=403),
    Row("decisions:fairness_readers", others=403, admin=200),
    Row("decisions:fairness_readers", method="post", others=403, admin=302),
    managed("decisions:answers_link", _application),
    everyone("decisions:voluntary", _token, anonymous=200),
    everyone("decisions:voluntary", lambda world: [f"{_token(world)[0]}x"], anonymous=404, status=404),
    everyone("decisions:voluntary", _token, method="post", data={"sex": "unsaid", "ethnicity": "unsaid"}, anonymous=200),
    everyone("decisions:marking"),
    Row("decisions:marking_list", others=403, admin=200),
    Row("decisions:marking_of", lambda world: [world.colleague.pk], others=403, admin=200),
    managed("decisions:what_if", _opening),
    managed("decisions:vote", _application, colleague=200, interviewer=403),
    managed("decisions:vote", _application, method="post", data={"choice": "hold"}, status=302, colleague=302, interviewer=403),
    managed("decisions:votes_open", _application, method="post", status=302),
    managed("decisions:round_start", _application, method="post", status=302),
    managed("decisions:pack_ask", _decided, method="post", status=302),
    managed("decisions:pack_file", lambda world: [*_pack(world), "json"]),
    managed("api:debrief-detail", _opening),
    everyone("api:decision-list"),
    Row("api:decision-list", method="post", others=400),
    managed("api:decision-detail", _decision),
    managed("api:decision-reverse", _decision, method="post", data={"reason": "A second thought."}, status=201),
    everyone("api:vote-list"),
    managed("api:vote-detail", _application, colleague=200, interviewer=403),
    managed("api:vote-detail", _application, method="put", data={"choice": "hold"}, colleague=200, interviewer=403),
    managed("api:vote-open", _application, method="post", status=400),
    managed("api:vote-again", _application, method="post", status=400),
    everyone("api:pack-list"),
    Row("api:pack-list", method="post", others=400),
    managed("api:pack-detail", _pack),
    managed("api:pack-as-json", _pack),
    managed("api:pack-as-pdf", _pack),
    managed("api:report-detail", _opening),
    reporting("api:report-company"),
    Row("api:report-fairness", others=403),
]
