"""A checked file as rows of the database that count for nothing until the import is accepted."""

from .models import OwnCell, OwnCellDoubt, OwnDoubt, OwnGroup, OwnImport, OwnPay
from .own_cells import write_cells
from .packing import packed
from .reading import Batch, Reader

BATCH = 500


def clear(source: OwnImport):
    """Remove every trace of the file's rows."""
    OwnPay.objects.filter(source=source).delete()
    OwnDoubt.objects.filter(group__source=source).delete()
    OwnGroup.objects.filter(source=source).delete()
    OwnCell.objects.filter(source=source).delete()
    OwnCellDoubt.objects.filter(source=source).delete()


class Stage:
    """Writes batches as they come, and what they share as it is met."""

    def __init__(self, source: OwnImport, reader: Reader):
        self._source, self._reader = source, reader
        self.groups: list[OwnGroup] = []
        self.doubts: list[OwnDoubt] = []

    def write(self, batch: Batch):
        self._write_groups()
        self._write_doubts()
        OwnPay.objects.create(source=self._source, rows=len(batch.row), packed=packed(batch))

    def finish(self):
        """The counts of doubts, and the cells. Raises own_cells.NoPolicy."""
        for kept, found in zip(self.doubts, self._reader.doubts, strict=True):
            kept.rows = found.rows
        OwnDoubt.objects.bulk_update(self.doubts, ["rows"], batch_size=BATCH)
        write_cells(self._source)

    def _write_groups(self):
        start = len(self.groups)
        new = [
            OwnGroup(
                source=self._source, place=place, title=g.title, role=g.role, level=g.level, country_id=g.country, currency=g.currency,
                period=g.period, a_year=g.a_year, year=g.year, rate=g.rate, rate_year=g.rate_year,
            )
            for place, g in enumerate(self._reader.groups[start:], start)
        ]  # fmt: skip
        self.groups += OwnGroup.objects.bulk_create(new, batch_size=BATCH)

    def _write_doubts(self):
        start = len(self.doubts)
        new = [
            OwnDoubt(
                group=self.groups[found.group], place=place, kind=found.doubt.kind, severity=found.doubt.severity, message=found.doubt.message,
                steps=[step.as_data() for step in found.doubt.steps], reading=found.doubt.reading, factor=found.factor, rows=found.rows,
                first_row=found.first_row,
            )
            for place, found in enumerate(self._reader.doubts[start:], start)
        ]  # fmt: skip
        self.doubts += OwnDoubt.objects.bulk_create(new, batch_size=BATCH)
