"""A checked file as rows of the database that count for nothing until the import is accepted, and the cells they make."""

from collections import defaultdict

import numpy as np

from .cells import QUANTILES
from .disclosure import FEWEST, carried, total_is_safe
from .models import OwnCell, OwnDoubt, OwnGroup, OwnImport, OwnPay
from .reading import Batch, Reader

PACKED = np.dtype([("row", "<u4"), ("group", "<u4"), ("doubt", "<i4"), ("low", "<f8"), ("high", "<f8"), ("usd", "<f8")])
BATCH = 500


def clear(source: OwnImport):
    """Remove every trace of the file's rows."""
    OwnPay.objects.filter(source=source).delete()
    OwnDoubt.objects.filter(group__source=source).delete()
    OwnGroup.objects.filter(source=source).delete()
    OwnCell.objects.filter(source=source).delete()


class Stage:
    """Writes batches as they come, and what they share as it is met."""

    def __init__(self, source: OwnImport, reader: Reader):
        self._source, self._reader = source, reader
        self.groups: list[OwnGroup] = []
        self.doubts: list[OwnDoubt] = []

    def write(self, batch: Batch):
        self._write_groups()
        self._write_doubts()
        packed = np.empty(len(batch.row), PACKED)
        for name in PACKED.names:
            packed[name] = getattr(batch, name)
        OwnPay.objects.create(source=self._source, rows=len(packed), packed=packed.tobytes())

    def finish(self):
        """The counts of doubts, and the cells."""
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
                steps=[{"label": step.label, "text": step.text, "likeliest": step.likeliest} for step in found.doubt.steps],
                reading=found.doubt.reading, factor=found.factor, rows=found.rows, first_row=found.first_row,
            )
            for place, found in enumerate(self._reader.doubts[start:], start)
        ]  # fmt: skip
        self.doubts += OwnDoubt.objects.bulk_create(new, batch_size=BATCH)


def write_cells(source: OwnImport):
    """Cells in place of those before, from the rows that count now: a doubted row counts as was decided, or not yet."""
    OwnCell.objects.filter(source=source).delete()
    groups = list(source.groups.select_related("country").order_by("place"))
    factors = np.array([*(_factor(doubt) for doubt in OwnDoubt.objects.filter(group__source=source).order_by("place")), 1.0])
    blocks = [_counted(data, factors) for data in source.pays.values_list("packed", flat=True).iterator(4)]
    group, low, usd, high = (np.concatenate(column) for column in zip(_counted(b"", factors), *blocks, strict=True))
    made = _people_cells(source, groups, group, usd) if source.counts_people else _bands(source, groups, group, low, usd, high)
    OwnCell.objects.bulk_create(made, batch_size=BATCH)


def _counted(data, factors):
    """Of packed rows that count: the group, and yearly dollars of the low end, the middle and the high end."""
    rows = np.frombuffer(data, PACKED)
    factor = factors[rows["doubt"]]
    counts = ~np.isnan(factor)
    rows, factor = rows[counts], factor[counts]
    usd, high = rows["usd"] * factor, np.where(np.isnan(rows["high"]), rows["low"], rows["high"])
    middle = (rows["low"] + high) / 2
    return rows["group"].astype(np.uint16), usd * rows["low"] / middle, usd, usd * high / middle


def _people_cells(source, groups, group, usd):
    """Cells and region totals, as far as they tell of nobody."""
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(len(groups) + 1))
    rates = np.array([each.rate for each in groups] or [1.0])
    cells, regions = [], defaultdict(list)
    for (role, level, country), wanted in _by_cell(groups).items():
        at, places = np.concatenate([order[starts[place] : starts[place + 1]] for place in wanted]), [groups[place] for place in wanted]
        regions[role, level, places[0].country.region].append((at, places))
        if len(at) >= FEWEST:
            currency = _single({place.currency for place in places})
            local = usd[at] * rates[group[at]] if currency else None
            cells.append(_cell(source, role, level, places, usd[at], local, country_id=country, currency=currency))
    for (role, level, region), parts in regions.items():
        if len(parts) > 1 and total_is_safe(len(at) for at, _ in parts):
            places = [place for _, found in parts for place in found]
            cells.append(_cell(source, role, level, places, usd[np.concatenate([at for at, _ in parts])], None, region=region))
    return cells


def _bands(source, groups, group, low, middle, high):
    """Bands are policies: nobody stands behind one, so each is shown, from its low end to its high end."""
    cells = []
    for (role, level, country), wanted in _by_cell(groups).items():
        at, places = np.isin(group, wanted), [groups[place] for place in wanted]
        if not at.any():
            continue
        dollars = {name: float(np.median(end[at])) for name, end in (("p25", low), ("p50", middle), ("p75", high))}
        local = {name: value * places[0].rate for name, value in dollars.items()} if _single({place.currency for place in places}) else {}
        cells.append(OwnCell(
            source=source, role=role, level=level, country_id=country, region=places[0].country.region, people=int(at.sum()),
            currency=places[0].currency if local else "", year_from=min(p.year for p in places), year_to=max(p.year for p in places),
            **{f"usd_{name}": value for name, value in dollars.items()}, **{f"local_{name}": value for name, value in local.items()},
        ))  # fmt: skip
    return cells


def _by_cell(groups):
    found = defaultdict(list)
    for group in groups:
        found[group.role, group.level, group.country_id].append(group.place)
    return found


def _cell(source, role, level, places, usd, local, country_id=None, region="", currency=""):
    show = carried(len(usd))
    years = [place.year for place in places]
    return OwnCell(
        source=source, role=role, level=level, country_id=country_id, region=region or places[0].country.region, people=len(usd),
        currency=currency, year_from=min(years), year_to=max(years), **_quantiles("usd", usd, show), **_quantiles("local", local, show),
    )  # fmt: skip


def _quantiles(prefix, values, show):
    if values is None:
        return {}
    names = ("p10", "p25", "p50", "p75", "p90")
    return {f"{prefix}_{n}": float(q) if s else None for n, q, s in zip(names, np.quantile(values, QUANTILES), show, strict=True)}


def _factor(doubt):
    """What a doubted row's dollars are multiplied with; not a number while nobody has decided."""
    if doubt.status == OwnDoubt.Status.KEPT:
        return 1.0
    return doubt.factor if doubt.status == OwnDoubt.Status.CORRECTED else np.nan


def _single(values):
    return values.pop() if len(values) == 1 else ""
