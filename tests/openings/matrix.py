from tests.matrix import Row, everyone, managed


def _pk(world):
    return [world.opening.pk]


def _version(world):
    return [world.opening.pk, world.description.number]


ROWS = [
    everyone("openings:list"),
    Row("openings:new", others=403, outsider=200, manager=200, recruiter=200, admin=200),
    Row("openings:pay_preview", others=403, outsider=200, manager=200, recruiter=200, admin=200),
    Row("openings:detail", _pk, interviewer=302, colleague=302, manager=302, recruiter=302, admin=302),
    managed("openings:edit", _pk),
    managed("openings:close", _pk, method="post", status=302),
    managed("openings:reopen", _pk, method="post", status=302),
    managed("openings:pay", _pk),
    managed("openings:weights", _pk),
    managed("openings:people", _pk),
    managed("openings:member_remove", lambda w: [w.opening.pk, w.membership.pk], method="post", status=302),
    Row("openings:description", _pk, interviewer=200, colleague=200, manager=200, recruiter=200, admin=200),
    managed("openings:section_edit", lambda w: [w.opening.pk, "goals"]),
    managed("openings:words_swap", _pk, method="post", status=302),
    managed("openings:description_send", _pk),
    managed("openings:description_versions", _pk),
    managed("openings:description_version", _version),
    managed("openings:description_approve", _version),
    managed("openings:description_pdf", _version, method="post", status=302),
    managed("openings:description_markdown", _version),
    managed("openings:description_html", _version),
    everyone("api:opening-list"),
    Row("api:opening-list", method="post", others=403, outsider=400, manager=400, recruiter=400, admin=400),
    Row("api:opening-detail", _pk, interviewer=200, colleague=200, manager=200, recruiter=200, admin=200),
    managed("api:opening-detail", _pk, method="patch", data={"area": "Leeds", "version": 1}),
    managed("api:opening-people", _pk),
    managed("api:opening-descriptions", _pk),
    managed("api:opening-section", _pk, method="post", data={"section": "goals", "texts": {"goal": "x"}, "base": 1}, status=201),
    managed("api:opening-approve", _version, method="post", data={"exception": "Our own offers say so."}),
    managed("api:opening-pdf", _version, method="post", status=202),
]
