from tests.matrix import Row, everyone, managed


def _opening(world):
    return [world.opening.pk]


def _stage(world):
    return [world.stage.pk]


def _interview(world):
    return [world.interview.pk]


def _application(world):
    return [world.application.pk]


def _theirs(world):
    return [world.colleague_interview.pk]


_WHO_MEETS = {"interviewer": 200, "colleague": 200, "manager": 200, "recruiter": 200, "admin": 200}

ROWS = [
    managed("interviews:plan", _opening),
    managed("interviews:plan_suggest", _opening, method="post", status=302),
    managed("interviews:stage_add", _opening),
    managed("interviews:kits_pdf", _opening, method="post", status=302),
    managed("interviews:stage_edit", _stage),
    managed("interviews:stage_move", _stage, method="post", status=302),
    managed("interviews:stage_remove", _stage, method="post", status=302),
    managed("interviews:stage_kit", _stage),
    managed("interviews:question_add", _stage),
    managed("interviews:question_remove", lambda w: [w.stage_question.pk], method="post", status=302),
    everyone("interviews:mine"),
    Row("interviews:question_health", others=403, outsider=200, manager=200, recruiter=200, admin=200),
    managed("interviews:kit", _interview, interviewer=200),
    managed("interviews:kit", _theirs, colleague=200),
    managed("interviews:kit_pdf", _interview, method="post", status=302, interviewer=302),
    managed("interviews:interview_edit", _interview),
    managed("interviews:interview_cancel", _interview),
    Row("interviews:of_application", _application, **_WHO_MEETS),
    managed("interviews:interview_add", _application),
    Row("interviews:scorecard", _interview, interviewer=200),
    Row("interviews:scorecard", _theirs, colleague=302),
    Row("interviews:scorecard_save", _interview, method="post", interviewer=400),
    Row("interviews:scorecard_save", _theirs, method="post", data={"summary": "More", "revision": 0}, colleague=400),
    Row("interviews:scorecard_review", _interview, interviewer=302),
    Row("interviews:scorecard_submit", _interview, method="post", interviewer=302),
    Row("interviews:scorecard_amend", _interview, interviewer=302),
    Row("interviews:scorecard_amend", _theirs, colleague=200),
    managed("interviews:scorecard_view", lambda w: [w.colleague_card.pk], colleague=200),
    Row("interviews:panel", _application, **_WHO_MEETS),
    everyone("api:interview-list"),
    managed("api:interview-detail", _interview, interviewer=200),
    Row("api:interview-open-scorecard", _interview, method="post", interviewer=200),
    everyone("api:scorecard-list"),
    managed("api:scorecard-detail", lambda w: [w.colleague_card.pk], colleague=200),
    Row(
        "api:scorecard-save",
        lambda w: [w.colleague_card.pk],
        method="patch",
        data={"revision": 0, "fields": {"summary": "x"}},
        colleague=400,
    ),
    Row("api:scorecard-submit", lambda w: [w.colleague_card.pk], method="post", colleague=200),
    managed("api:plan-detail", _opening),
    Row("api:question-health-list", others=403, outsider=200, manager=200, recruiter=200, admin=200),
]
