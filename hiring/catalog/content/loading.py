"""A folder of files in, a checked catalogue out; or every fault, each with file, key and line."""

from dataclasses import dataclass
from pathlib import Path

from . import files
from .reading import Sheet, read_file
from .rules import broken_rules
from .shapes import (
    Catalogue,
    Group,
    PracticeAnswer,
    PracticeSample,
    ProfileRow,
    Question,
    Role,
    RoleLevel,
    Skill,
)

SCHEMAS = {
    "skills": files.SKILLS,
    "questions": files.QUESTIONS,
    "roles": files.ROLE,
    "practice": files.PRACTICE,
}


@dataclass(frozen=True, order=True)
class Fault:
    file: str
    line: int
    key: str
    message: str

    def __str__(self):
        return f"{self.file}:{self.line} {self.key}: {self.message}" if self.key else f"{self.file}:{self.line} {self.message}"


class CatalogueRefused(ValueError):
    """The catalogue is refused as a whole; `faults` lists all that is wrong."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__(f"{len(faults)} faults, the first: {faults[0]}")


def check(folder: Path | str, *, partial: bool = False) -> list[Fault]:
    """Every fault in file and line order. `partial`: do not count what other files still have to bring."""
    return faults_in(read_folder(Path(folder)), partial=partial)


def load_catalogue(folder: Path | str) -> Catalogue:
    sheets = read_folder(Path(folder))
    faults = faults_in(sheets)
    if faults:
        raise CatalogueRefused(faults)
    return catalogue_from(sheets)


def read_folder(folder: Path) -> dict[str, Sheet]:
    """Sheets by path relative to the folder, in the order of the names."""
    return {path.relative_to(folder).as_posix(): read_file(path) for path in sorted(folder.rglob("*.yaml"))}


def faults_in(sheets: dict[str, Sheet], *, partial: bool = False) -> list[Fault]:
    faults = []
    for file, sheet in sheets.items():
        faults += [Fault(file, p.line, key_in_words(sheet, p.path), p.message) for p in sheet.problems]
        faults += _shape_faults(file, sheet)
    for (file, path), message in broken_rules(sheets, partial=partial):
        faults.append(Fault(file, sheets[file].line(path), key_in_words(sheets[file], path), message))
    if "catalogue.yaml" not in sheets and not partial:
        faults.append(Fault("catalogue.yaml", 1, "", "missing: it names the version and its date"))
    return sorted(set(faults))


def _shape_faults(file: str, sheet: Sheet) -> list[Fault]:
    schema = files.CATALOGUE if file == "catalogue.yaml" else SCHEMAS.get(file.split("/")[0])
    if schema is None:
        return [Fault(file, 1, "", f"unexpected file; folders are {', '.join(SCHEMAS)}")]
    if sheet.value is None:
        return []
    return [
        Fault(file, sheet.line(path), key_in_words(sheet, path), message)
        for path, message in schema.faults(sheet.value, ())
        if not any(problem.path == path for problem in sheet.problems)
    ]


def key_in_words(sheet: Sheet, path: tuple) -> str:
    """The path in words: a list entry is named by its slug or skill, else by its place from 1."""
    parts, value = [], sheet.value
    for step in path:
        inner = None
        if isinstance(value, dict):
            inner = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            inner = value[step]
        name = (inner.get("slug") or inner.get("skill")) if isinstance(inner, dict) else None
        is_place = isinstance(value, list)
        parts.append(name if is_place and isinstance(name, str) else str(step + 1 if is_place else step))
        value = inner
    return ".".join(parts)


def catalogue_from(sheets: dict[str, Sheet]) -> Catalogue:
    """Only for sheets without faults."""
    by_folder = {
        folder: [(Path(file).stem, sheet.value) for file, sheet in sheets.items() if file.startswith(f"{folder}/")] for folder in SCHEMAS
    }
    about = sheets["catalogue.yaml"].value
    return Catalogue(
        version=about["version"],
        released=about["released"].isoformat(),
        groups=tuple(Group(**body["group"]) for _, body in by_folder["skills"]),
        skills=tuple(skill_from(row, group) for group, body in by_folder["skills"] for row in body["skills"]),
        questions=tuple(question_from(row, group) for group, body in by_folder["questions"] for row in body["questions"]),
        roles=tuple(role_from(body) for _, body in by_folder["roles"]),
        practice=tuple(sample_from(row) for _, body in by_folder["practice"] for row in body["samples"]),
    )


def skill_from(row: dict, group: str) -> Skill:
    return Skill(**row | {"group": group, "behaviours": tuple(row["behaviours"])})


def question_from(row: dict, group: str) -> Question:
    first, last = row["levels"]
    rest = {key: value for key, value in row.items() if key != "levels"}
    lists = {key: tuple(row[key]) for key in ("skills", "follow_ups")}
    return Question(**rest | lists | {"group": group, "level_from": first, "level_to": last})


def role_from(body: dict) -> Role:
    lists = {key: tuple(body[key]) for key in ("does_not_do", "comes_from", "goes_to")}
    levels = tuple(_role_level(level, row) for level, row in body["levels"].items())
    return Role(**body | lists | {"levels": levels})


def _role_level(level: str, row: dict) -> RoleLevel:
    names = ("decisions_owned", "mis_hires", "backgrounds", "success_90_days", "success_year")
    profile = tuple(ProfileRow(**each) for each in row["profile"])
    return RoleLevel(**row | {name: tuple(row[name]) for name in names} | {"level": level, "profile": profile})


def sample_from(row: dict) -> PracticeSample:
    return PracticeSample(row["skill"], row["question"], tuple(PracticeAnswer(**each) for each in row["answers"]))
