"""Rules between entries and between files: duplicates, unknown names, weights, enough questions."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .reading import Sheet
from .shapes import KINDS, LEVELS

QUESTIONS_PER_SKILL = 5
MAIN_QUESTIONS_PER_SKILL = 2
KINDS_PER_SKILL = 2
MUST_HAVES_PER_PROFILE = 4
WAYS_TO_TEST_A_MUST_HAVE = 2


@dataclass(frozen=True)
class Entry:
    """One skill, question or role with the place where it stands."""

    file: str
    path: tuple
    line: int
    value: dict

    def at(self, *keys) -> "Place":
        return self.file, (*self.path, *keys)


Place = tuple[str, tuple]
Broken = Iterator[tuple[Place, str]]


def broken_rules(sheets: dict[str, Sheet], *, partial: bool) -> Broken:
    """Every rule that well-formed entries break. `partial` leaves out what needs files still to come."""
    skills = _entries(sheets, "skills", "skills")
    questions = _entries(sheets, "questions", "questions")
    samples = _entries(sheets, "practice", "samples")
    roles = [
        Entry(file, (), 1, sheet.value) for file, sheet in sheets.items() if file.startswith("roles/") and isinstance(sheet.value, dict)
    ]
    yield from _duplicates(skills, "slug")
    yield from _duplicates(skills, "name")
    yield from _duplicates(questions, "slug")
    yield from _duplicates(questions, "prompt")
    for key in ("slug", "code", "name"):
        yield from _duplicates(roles, key)
    yield from _duplicates(samples, "question")
    yield from _file_names(sheets, roles)
    yield from _repeated_anchors(skills)
    for role in roles:
        yield from profile_faults(role)
    for question in questions:
        yield from _repeated_names(question.value.get("skills"), question.at("skills"))
    for sample in samples:
        yield from mark_faults(sample)
    if not partial:
        known = {entry.value.get("slug") for entry in skills}
        yield from _unknown_skills(known, questions, samples, roles)
        yield from _unknown_groups(sheets)
        yield from _unknown_questions({q.value.get("slug") for q in questions}, samples)
        yield from _enough_questions(skills, questions)
        yield from _kinds_in_each_file(sheets, questions)
        yield from _testable_must_haves(roles, questions)


def _entries(sheets, folder, key) -> list[Entry]:
    found = []
    for file, sheet in sheets.items():
        rows = sheet.value.get(key) if isinstance(sheet.value, dict) else None
        if Path(file).parts[0] == folder and isinstance(rows, list):
            found += [Entry(file, (key, i), sheet.line((key, i)), row) for i, row in enumerate(rows) if isinstance(row, dict)]
    return found


def _duplicates(entries, key) -> Broken:
    first = {}
    for entry in entries:
        value = entry.value.get(key)
        if not isinstance(value, str):
            continue
        folded = " ".join(value.lower().split())
        if folded in first:
            other = first[folded]
            yield entry.at(key), f"{value[:60]!r} already stands in {other.file}:{other.line}"
        else:
            first[folded] = entry


def _file_names(sheets, roles) -> Broken:
    for file, sheet in sheets.items():
        group = sheet.value.get("group") if isinstance(sheet.value, dict) else None
        if file.startswith("skills/") and isinstance(group, dict) and group.get("slug") != Path(file).stem:
            yield (file, ("group", "slug")), f"must be the file's name, {Path(file).stem}"
    for role in roles:
        if role.value.get("slug") != Path(role.file).stem:
            yield role.at("slug"), f"must be the file's name, {Path(role.file).stem}"


def _repeated_anchors(skills) -> Broken:
    """The same sentence must not anchor two marks, in one skill or in two."""
    first = {}
    for skill in skills:
        for kind in ("anchors", "senior_anchors"):
            anchors = skill.value.get(kind)
            for mark, text in anchors.items() if isinstance(anchors, dict) else ():
                where = skill.at(kind, mark)
                folded = " ".join(str(text).lower().split())
                owner = (skill.value.get("slug"), mark)
                if first.setdefault(folded, owner) != owner:
                    yield where, f"the same text anchors {first[folded][0]} at {first[folded][1]}"


def profile_faults(role) -> Broken:
    levels = role.value.get("levels")
    for level in LEVELS:
        body = levels.get(level) if isinstance(levels, dict) else None
        rows = body.get("profile") if isinstance(body, dict) else None
        if isinstance(rows, list):
            rows = [row for row in rows if isinstance(row, dict)]
            yield from _profile(rows, role.at("levels", level, "profile"))


def _profile(rows, where) -> Broken:
    weights = [row.get("weight") for row in rows]
    if all(type(weight) is int for weight in weights) and sum(weights) != 100:
        yield where, f"weights add up to {sum(weights)}, must be 100"
    musts = sum(row.get("must") is True for row in rows)
    if musts > MUST_HAVES_PER_PROFILE:
        yield where, f"{musts} must-haves, at most {MUST_HAVES_PER_PROFILE}"
    yield from _repeated_names([row.get("skill") for row in rows], where)


def _repeated_names(names, where) -> Broken:
    names = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    for name, count in Counter(names).items():
        if count > 1:
            yield where, f"{name} stands here {count} times"


def mark_faults(sample) -> Broken:
    answers = sample.value.get("answers")
    answers = [each for each in answers if isinstance(each, dict)] if isinstance(answers, list) else []
    marks, texts = [each.get("mark") for each in answers], [str(each.get("text")).strip() for each in answers]
    if len(texts) > len(set(texts)):
        yield sample.at("answers"), "the same text stands here twice"
    if len(marks) > 1 and all(mark == marks[0] for mark in marks):
        yield sample.at("answers"), "all answers have the same mark; practice needs a difference"


def _unknown_skills(known, questions, samples, roles) -> Broken:
    for question in questions:
        for i, skill in enumerate(_listed(question)):
            if skill not in known:
                yield question.at("skills", i), f"no such skill: {skill}"
    for sample in samples:
        if sample.value.get("skill") not in known:
            yield sample.at("skill"), f"no such skill: {sample.value.get('skill')}"
    for role, level, i, row in _profile_rows(roles):
        if row.get("skill") not in known:
            yield role.at("levels", level, "profile", i, "skill"), f"no such skill: {row.get('skill')}"


def _unknown_groups(sheets) -> Broken:
    for file in sheets:
        if file.startswith("questions/") and file.replace("questions/", "skills/", 1) not in sheets:
            yield (file, ()), f"no skill group {Path(file).stem}: name the file after a file in skills/"


def _unknown_questions(known, samples) -> Broken:
    for sample in samples:
        if sample.value.get("question") not in known:
            yield sample.at("question"), f"no such question: {sample.value.get('question')}"


def _enough_questions(skills, questions) -> Broken:
    informs, leads = defaultdict(list), Counter()
    for question in questions:
        listed = _listed(question)
        leads.update(listed[:1])
        for skill in set(listed):
            informs[skill].append(question.value.get("kind"))
    for skill in skills:
        slug = skill.value.get("slug")
        count, kinds = len(informs[slug]), len(set(informs[slug]))
        if count < QUESTIONS_PER_SKILL:
            yield skill.at("slug"), f"{slug} has {count} questions, at least {QUESTIONS_PER_SKILL}"
        if kinds < KINDS_PER_SKILL:
            yield skill.at("slug"), f"{slug} has {kinds} kinds of question, at least {KINDS_PER_SKILL}"
        if leads[slug] < MAIN_QUESTIONS_PER_SKILL:
            yield (
                skill.at("slug"),
                f"{slug} is the main skill of {leads[slug]} questions, at least {MAIN_QUESTIONS_PER_SKILL}",
            )


def _kinds_in_each_file(sheets, questions) -> Broken:
    kinds = defaultdict(set)
    for question in questions:
        kinds[question.file].add(question.value.get("kind"))
    for file in sheets:
        missing = [kind for kind in KINDS if kind not in kinds[file]]
        if file.startswith("questions/") and missing:
            yield (file, ("questions",)), f"no question of kind {', '.join(missing)}"


def _testable_must_haves(roles, questions) -> Broken:
    """Two questions of different kinds at that level, so that a must-have never hangs on one."""
    kinds = defaultdict(set)
    for question in questions:
        for level in _levels(question):
            for skill in _listed(question):
                kinds[skill, level].add(question.value.get("kind"))
    for role, level, i, row in _profile_rows(roles):
        found = len(kinds[row.get("skill"), level])
        if row.get("must") is True and found < WAYS_TO_TEST_A_MUST_HAVE:
            yield (
                role.at("levels", level, "profile", i),
                f"must-have {row.get('skill')} has {found} kinds of question at {level} level, at least {WAYS_TO_TEST_A_MUST_HAVE}",
            )


def _listed(question) -> list[str]:
    names = question.value.get("skills")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _levels(question) -> tuple[str, ...]:
    ends = question.value.get("levels")
    if isinstance(ends, list) and len(ends) == 2 and all(end in LEVELS for end in ends):
        return LEVELS[LEVELS.index(ends[0]) : LEVELS.index(ends[1]) + 1]
    return ()


def _profile_rows(roles):
    for role in roles:
        levels = role.value.get("levels")
        for level in LEVELS:
            body = levels.get(level) if isinstance(levels, dict) else None
            rows = body.get("profile") if isinstance(body, dict) else None
            for i, row in enumerate(rows if isinstance(rows, list) else ()):
                if isinstance(row, dict) and isinstance(row.get("skill"), str):
                    yield role, level, i, row
