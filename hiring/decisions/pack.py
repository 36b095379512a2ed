"""The decision pack as a sealed text: canonical JSON, a SHA-256 for each part and one over all, and what still matches. No Django."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from hiring.assessment.calibration import METHOD, METHOD_VERSION, calibrate
from hiring.assessment.panel import BadInput, Panel, Rating

FORMAT, FORMAT_VERSION = "Rolecall decision pack", 1
GROWING = ("marks", "votes", "decisions", "history", "trail", "views")
TOLERANCE = 1e-3


class NoPack(ValueError):
    """The text is no decision pack; the message says what is wrong with it."""


@dataclass(frozen=True)
class Line:
    """One thing that was compared. `kind`: "ok", "differs" or "note"."""

    kind: str
    what: str
    words: str

    @property
    def differs(self):
        return self.kind == "differs"


def canonical(value) -> bytes:
    """Equal values give equal bytes.

    >>> canonical({"b": 1, "a": "é"})
    b'{"a":"\\xc3\\xa9","b":1}'
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest(value) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def seal(about: Mapping, parts: Mapping) -> dict:
    """The pack: `about` and `parts`, the SHA-256 of each part, and one over `about` and all of those."""
    hashes = {name: digest(part) for name, part in parts.items()}
    made = {"format": FORMAT, "format_version": FORMAT_VERSION, "about": dict(about), "parts": dict(parts), "hashes": hashes}
    return made | {"sha256": _over_all(made)}


def readable(made: Mapping) -> bytes:
    """The file: the same values in an order and with breaks that people can read."""
    return (json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read(content: bytes) -> dict:
    """The pack in a file. Raises NoPack."""
    try:
        made = json.loads(content)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        raise NoPack(f"not a JSON text ({str(fault)[:80]})") from fault
    if not isinstance(made, dict) or made.get("format") != FORMAT:
        raise NoPack(f"a JSON text, but no {FORMAT}: its “format” is missing or another")
    if made.get("format_version") != FORMAT_VERSION:
        raise NoPack(f"format version {made.get('format_version')!r}; this program reads {FORMAT_VERSION}")
    if not all(isinstance(made.get(name), dict) for name in ("about", "parts", "hashes")) or not isinstance(made.get("sha256"), str):
        raise NoPack("“about”, “parts”, “hashes” or “sha256” is missing")
    return made


def check_hashes(made: Mapping) -> list[Line]:
    """Whether each part is what its hash says, whether parts and hashes are the same set, and the hash over all."""
    parts, hashes = made["parts"], made["hashes"]
    lines = []
    for name in sorted({*parts, *hashes}):
        if name not in parts or name not in hashes:
            missing = "part" if name not in parts else "hash"
            lines.append(Line("differs", name, f"the {missing} is missing"))
        elif digest(parts[name]) != hashes[name]:
            lines.append(Line("differs", name, "the part is not what its hash was made from"))
        else:
            lines.append(Line("ok", name, hashes[name]))
    whole = _over_all(made)
    lines.append(
        Line("ok", "the whole pack", whole)
        if whole == made["sha256"]
        else Line("differs", "the whole pack", "the hash over all is another")
    )
    return lines


def check_scores(made: Mapping) -> list[Line]:
    """Whether the scores in the pack come out of the marks in the pack, worked out anew."""
    try:
        scores, panel = made["parts"]["scores"], made["parts"]["panel"]
        stated, fitted = scores["now"], _fitted(panel)
        if stated is None or fitted is None:
            return [Line("note", "the arithmetic", "no score is stated, so nothing was worked out")]
        if scores["method"] != f"{METHOD} {METHOD_VERSION}":
            return [Line("note", "the arithmetic", f"stated by “{scores['method']}”; this program works by “{METHOD} {METHOD_VERSION}”")]
        found = fitted.scores[fitted.index(panel["this_application"])]
        gaps = {
            name: abs(stated[key] - getattr(found, name))
            for name, key in (("score", "score"), ("raw", "mean"), ("low", "low"), ("high", "high"))
        }
    except (KeyError, TypeError, IndexError, BadInput) as fault:
        return [Line("differs", "the arithmetic", f"the marks cannot be worked through ({type(fault).__name__}: {str(fault)[:80]})")]
    wrong = [name for name, gap in gaps.items() if gap > TOLERANCE]
    if wrong:
        return [Line("differs", "the arithmetic", f"{', '.join(wrong)} do not come out of the marks in the pack")]
    return [
        Line(
            "ok",
            "the arithmetic",
            f"adjusted {found.score:.2f} and mean {found.raw:.2f} come out of the {len(panel['marks'])} marks in the pack",
        )
    ]


def check_live(made: Mapping, live: Mapping) -> list[Line]:
    """Each part beside the same part as the database has it now. Records may have grown since; what the pack holds must still be there.

    Scores are left out: they follow from the marks, and later marks of others move them.
    """
    lines = []
    for name, part in made["parts"].items():
        if name not in live or name == "scores":
            continue
        if name in GROWING:
            lines.append(_grown(name, part, live[name]))
        elif name == "panel":
            lines.append(_grown("panel", part.get("marks", []), live["panel"]["marks"]))
        elif digest(part) == digest(live[name]):
            lines.append(Line("ok", name, "as in the database"))
        else:
            lines.append(Line("differs", name, f"the database says otherwise about: {', '.join(_differing(part, live[name]))}"))
    return lines


def _grown(name, then, now):
    left = [canonical(row) for row in now]
    gone = 0
    for row in then:
        text = canonical(row)
        if text in left:
            left.remove(text)
        else:
            gone += 1
    if gone:
        return Line("differs", name, f"{gone} of {len(then)} records are no longer in the database as they stand in the pack")
    since = f"; {len(left)} more since" if left else ""
    return Line("ok", name, f"all {len(then)} records as in the database{since}")


def _differing(then, now):
    if not isinstance(then, Mapping) or not isinstance(now, Mapping):
        return ["the whole part"]
    return [str(key) for key in sorted({*then, *now}) if then.get(key) != now.get(key)]


def _over_all(made):
    return digest({name: made[name] for name in ("format", "format_version", "about", "hashes")})


def _fitted(panel):
    weights = {skill: float(weight) for skill, weight in panel["weights"].items()}
    marks = [Rating(*row) for row in panel["marks"]]
    return calibrate(Panel.of(marks), weights) if any(weights.get(mark.skill) for mark in marks) else None
