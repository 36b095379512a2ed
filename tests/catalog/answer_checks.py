"""Runs the check of each technical question: python -m tests.catalog.answer_checks FOLDER [SLUG ...]

Only for the built-in catalogue, whose checks we wrote ourselves; the app never runs a check.
"""

import contextlib
import io
import sys
import traceback
from pathlib import Path

from hiring.catalog.answers import code_blocks
from hiring.catalog.content.loading import read_folder


def wrong_answer(question: dict) -> str:
    """What the check found wrong with the worked answer; empty when it stands."""
    answer = question["answer"]
    room = {"answer": answer, "code_blocks": code_blocks(answer), "__name__": "check"}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(question["check"], question["slug"], "exec"), room)  # noqa: S102 our own files
    except Exception:
        return traceback.format_exc(limit=-2).strip()
    shown = room.get("shown", [])
    missing = [text for text in shown if text not in answer]
    if missing:
        return f"computed but not in the answer: {', '.join(missing)}"
    if not shown and not ("assert" in question["check"] and room["code_blocks"]):
        return "the check sets no `shown` and asserts nothing about the answer's code"
    return ""


def main(folder: str, *slugs: str) -> int:
    wrong = 0
    for file, sheet in read_folder(Path(folder)).items():
        rows = sheet.value.get("questions", []) if isinstance(sheet.value, dict) else []
        for row in rows:
            if "check" in row and (not slugs or row["slug"] in slugs):
                fault = wrong_answer(row)
                wrong += bool(fault)
                print(f"{file} {row['slug']}: {fault or 'right'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
