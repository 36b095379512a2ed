from tests.matrix import Row, managed


def _opening(world):
    return [world.opening.pk]


def _application(world):
    return [world.application.pk]


def _document(world):
    return [world.document.pk]


def _draft(world):
    return [world.opening.pk, world.import_draft.pk]


def _panel(name, args, **changes):
    """A row open to those who manage the opening and to those who interview this candidate."""
    return Row(name, args, **{"interviewer": 200, "colleague": 200, "manager": 200, "recruiter": 200, "admin": 200, **changes})


ROWS = [
    managed("candidates:list", _opening),
    managed("candidates:add", _opening),
    managed("candidates:export", _opening),
    managed("candidates:import", _opening),
    managed("candidates:import_template", _opening),
    Row("candidates:import_preview", _draft, recruiter=200),
    Row("candidates:import_preview", _draft, method="post", recruiter=302),
    _panel("candidates:application_detail", _application),
    managed("candidates:application_edit", _application),
    Row("candidates:erase", _application, others=403, admin=200),
    Row("candidates:erase", _application, method="post", others=403, admin=200),
    managed("candidates:move", _application, method="post"),
    managed("candidates:document_add", _application),
    _panel("candidates:document", _document),
    managed("candidates:document_remove", _document),
    Row("api:application-list", others=200),
    Row("api:application-list", method="post", others=400),
    _panel("api:application-detail", _application),
    managed("api:application-move", _application, method="post", status=400),
    _panel("api:candidate-detail", lambda w: [w.application.candidate_id]),
    Row("api:document-list", others=200),
    Row("api:document-list", method="post", others=415),
    _panel("api:document-detail", _document),
    _panel("api:document-download", _document),
]
