"""What every operation of the API may answer besides its own: said once, added to each in the OpenAPI schema."""

REFUSED, FAULTS = "Refusal", "Faults"
EVERYWHERE = {
    "401": "No token, or one that is wrong or has ended",
    "403": "Not for this account, or the token may only read",
    "404": "Not here, or not for you",
    "429": "More calls than one account may make in a minute; Retry-After says when to go on",
    "503": "Away for a moment; Retry-After says when to try again",
}
WITH_INPUT = {"400": "A fault in what was sent, under the field's name or as detail"}
WITH_BODY = {"413": "More than may be sent at a time", "415": "Neither JSON nor, where files are sent, a multipart form"}


def add_refusals(result, generator, request, public):
    """A hook of drf-spectacular."""
    detail = {"detail": {"type": "string"}}
    result["components"]["schemas"][REFUSED] = {"type": "object", "properties": detail, "required": ["detail"]}
    result["components"]["schemas"][FAULTS] = {"type": "object", "additionalProperties": {}}
    for item in result["paths"].values():
        for operation in (each for each in item.values() if isinstance(each, dict)):
            _add_to(operation)
    return result


def is_common(answer):
    """Whether an answer is one of those that all operations may give."""
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return schema in (_reference(REFUSED), _reference(FAULTS))


def _add_to(operation):
    answers = {code: (words, REFUSED) for code, words in EVERYWHERE.items()}
    if operation.get("parameters") or "requestBody" in operation:
        answers |= {code: (words, FAULTS) for code, words in WITH_INPUT.items()}
    if "requestBody" in operation:
        answers |= {code: (words, REFUSED) for code, words in WITH_BODY.items()}
    for code, (words, component) in answers.items():
        content = {"application/json": {"schema": _reference(component)}}
        operation["responses"].setdefault(code, {"description": words, "content": content})


def _reference(component):
    return {"$ref": f"#/components/schemas/{component}"}
