import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.assessment.calibration import Calibration, calibrate, checked_sds
from hiring.assessment.comparison import bands, order, pairs
from hiring.assessment.files import read_ratings, read_weights
from hiring.assessment.panel import BadInput, Panel
from hiring.assessment.summary import SummaryRow, agreement_rows
from hiring.lib.csv_cells import safe_cell

COLUMNS = ("candidate", "raw", "score", "sd", "lo80", "hi80", "n", "band", "note")
PAIR_COLUMNS = ("a", "b", "p_a_better")


class Command(BaseCommand):
    help = (
        "Score the candidates of a panel from a CSV of ratings (candidate,interviewer,skill,rating; an empty rating means "
        "not assessed). Writes candidate,raw,score,sd,lo80,hi80,n,band,note: n counts ratings, an equal band means too close to "
        "call. Needs no database. The method: docs/scoring.md."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("ratings", type=Path, metavar="RATINGS.csv")
        parser.add_argument("--weights", type=Path, metavar="WEIGHTS.csv", help="skill,weight; equal weights if left out")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where the scores go; standard output if left out")
        parser.add_argument("--pairs", type=Path, metavar="FILE", help="write every pair as a,b,p_a_better")
        parser.add_argument("--sds", metavar="A,U,B,C,E", help="fix the five standard deviations, in points, instead of estimating them")
        parser.add_argument("--agreement", action="store_true", help="print the coefficients of agreement")

    def handle(self, *args, ratings, weights, output, pairs, sds, agreement, **options):
        try:
            table = read_weights(_content(weights, "weights")) if weights else None
            panel = Panel.of(read_ratings(_content(ratings, "ratings")), skills=table)
            fitted = calibrate(panel, table, sds=_sds(sds))
        except BadInput as error:
            raise CommandError(str(error)) from None
        self._write(output, COLUMNS, score_rows(fitted))
        if pairs:
            self._write(pairs, PAIR_COLUMNS, pair_rows(fitted))
        if agreement:
            if not output:
                self.stdout.write("")
            self._write(None, SummaryRow._fields, ([_cell(value) for value in row] for row in agreement_rows(fitted)))
        for line in remarks(fitted, table):
            self.stderr.write(line)

    def _write(self, path, header, rows):
        if path is None:
            return _write_csv(_Unended(self.stdout), header, rows)
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                return _write_csv(file, header, rows)
        except OSError as error:
            raise CommandError(f"cannot write {path}: {error.strerror}") from None


def score_rows(fitted: Calibration):
    """The ranked candidates with their bands, then the incomplete ones by score, then those without a score."""
    ranked = order(fitted)
    band = dict(zip(ranked.tolist(), bands(fitted, ranked).tolist(), strict=True))
    rest = [i for i in range(len(fitted.scores)) if i not in band]
    rest.sort(key=lambda i: -(fitted.scores[i].score or 0.0))
    for i in [*ranked.tolist(), *rest]:
        own = fitted.scores[i]
        notes = [*own.notes, *([fitted.weights.note] if fitted.weights.note else [])]
        numbers = [_cell(value) for value in (own.raw, own.score, own.sd, own.low, own.high)]
        yield [safe_cell(own.candidate), *numbers, own.ratings, band.get(i, ""), "; ".join(notes)]


def pair_rows(fitted: Calibration):
    for first, second, p in pairs(fitted):
        yield [safe_cell(first), safe_cell(second), _cell(p)]


def remarks(fitted: Calibration, table):
    """What a reader of the scores should know of how they came about."""
    named = ", ".join(f"{name} {value:.4g}" for name, value in zip(fitted.sds._fields, fitted.sds, strict=True))
    yield f"Standard deviations in points, {fitted.sds_are}: {named}."
    if fitted.weights.note:
        yield f"Note: {fitted.weights.note}."
    rated = {fitted.panel.skills[k] for k in fitted.panel.skill}
    for skill in table or ():
        if skill not in rated and table[skill]:
            yield f"Note: nobody was rated on {skill!r}; the scores leave it out, the share of the weight assessed does not."
    for guard in fitted.guards:
        if guard.candidates:
            count = len(guard.candidates)
            yield f"Note: {guard.note} ({count} candidate{'' if count == 1 else 's'})."


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read the {name} file {path}: {error.strerror}") from None


def _sds(text):
    if text is None:
        return None
    try:
        return checked_sds(text.split(","))
    except ValueError as error:
        raise CommandError(f"--sds: {error}; give five numbers as A,U,B,C,E, for example 0.5,0.3,0.35,0.3,0.6") from None


def _write_csv(file, header, rows):
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


class _Unended:
    """Standard output for csv, whose lines end by themselves."""

    def __init__(self, output):
        self.output = output

    def write(self, text):
        self.output.write(text, ending="")


def _cell(value) -> str:
    if value is None:
        return ""
    return f"{value:.6f}" if isinstance(value, float) else safe_cell(value)
