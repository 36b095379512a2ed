"""Cells of a company's own pay from the rows that count now: what may be shown, and what is held back because it looks wrong."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from .benchmarks import rounded
from .cells import QUANTILE_NAMES, QUANTILES
from .disclosure import FEWEST, carried, total_is_safe
from .models import OwnCell, OwnCellDoubt, OwnDoubt, OwnGroup, OwnImport
from .observations import LEVELS
from .packing import counted
from .plausibility import median_doubt
from .rates import DOLLAR
from .shipped import shipped_benchmark

BATCH = 500
MOST_BANDS = 4  # of one title, country and year: a policy has one, or a few by city; more are people
Key = tuple[str, str, str]  # role, level, country


class NoPolicy(ValueError):
    """The file is called pay bands and looks like people's pay; the text says why and what to do."""


@dataclass(frozen=True)
class Part:
    """The rows of one role, level and country: where they stand among all rows, and their groups with the number of rows of each."""

    at: np.ndarray
    groups: list[OwnGroup]
    rows: list[int]

    @property
    def rates(self) -> np.ndarray:
        """Of the exchange of each row."""
        return np.repeat([group.rate for group in self.groups], self.rows)

    @property
    def years(self) -> tuple[int, int]:
        years = [group.year for group in self.groups]
        return min(years), max(years)

    @property
    def currency(self) -> str:
        """Empty where they differ."""
        found = {group.currency for group in self.groups}
        return found.pop() if len(found) == 1 else ""


def write_cells(source: OwnImport):
    """Cells in place of those before: a doubted row or cell counts as was decided, or not yet. Raises NoPolicy."""
    OwnCell.objects.filter(source=source).delete()
    groups = list(source.groups.select_related("country").order_by("place"))
    factors = np.array([*(_factor(doubt) for doubt in OwnDoubt.objects.filter(group__source=source).order_by("place")), 1.0])
    packed = source.pays.values_list("packed", flat=True).iterator(4)
    blocks = [counted(data, factors, ends=not source.counts_people) for data in chain([b""], packed)]
    group, usd, *ends = (np.concatenate(column) for column in zip(*blocks, strict=True))
    parts = _parts(groups, group)
    if not source.counts_people:
        _check_policy(parts.values())
    held = _held_back(source, parts, usd)
    free = {key: part for key, part in parts.items() if key not in held}
    made = _people_cells(source, free, usd) if source.counts_people else _bands(source, free, usd, *ends)
    OwnCell.objects.bulk_create(made, batch_size=BATCH)


def _factor(doubt):
    """What a doubted row's dollars are multiplied with; not a number while nobody has decided."""
    if doubt.status == OwnDoubt.Status.KEPT:
        return 1.0
    return doubt.factor if doubt.status == OwnDoubt.Status.CORRECTED else np.nan


def _parts(groups, group) -> dict[Key, Part]:
    narrow = group.astype(np.min_scalar_type(len(groups)))  # of two bytes they are sorted several times as fast
    order = np.argsort(narrow, kind="stable")
    starts = np.searchsorted(narrow[order], np.arange(len(groups) + 1)).tolist()
    wanted = defaultdict(list)
    for each in groups:
        wanted[each.role, each.level, each.country_id].append(each)
    parts = {
        key: Part(
            np.concatenate([order[starts[each.place] : starts[each.place + 1]] for each in found]),
            found,
            [starts[each.place + 1] - starts[each.place] for each in found],
        )
        for key, found in wanted.items()
    }
    return {key: part for key, part in parts.items() if len(part.at)}


def _check_policy(parts):
    for each, rows in ((each, rows) for part in parts for each, rows in zip(part.groups, part.rows, strict=True)):
        if rows > MOST_BANDS:
            raise NoPolicy(
                f"“{each.title}” in {each.country} has {rows:,} rows. A policy has one band for it, or up to {MOST_BANDS} by city. "
                "If the rows are people, discard this file and bring it in as payroll."
            )


# --- Cells that look wrong as a whole ----------------------------------------------------


def _held_back(source, parts, usd) -> set[Key]:
    """Cells whose median lies far from its model, unless a person keeps them. A decision stands as long as its reason does."""
    before = {(doubt.role, doubt.level, doubt.country_id): doubt for doubt in source.cell_doubts.all()}
    found = {}
    for key, part in parts.items():
        if not source.counts_people or len(part.at) >= FEWEST:
            doubt = _doubt(key, part, usd)
            if doubt:
                found[key] = doubt
    kept = {
        key: doubt for key, doubt in before.items() if key in found and (doubt.kind, doubt.reading) == (found[key].kind, found[key].reading)
    }
    OwnCellDoubt.objects.filter(pk__in=[doubt.pk for key, doubt in before.items() if key not in kept]).delete()
    OwnCellDoubt.objects.bulk_create(_new_doubt(source, key, doubt) for key, doubt in found.items() if key not in kept)
    return {key for key in found if key not in kept or kept[key].status != OwnCellDoubt.Status.KEPT}


def _doubt(key, part, usd):
    """By rounded amounts: the exact median of five people is the pay of one."""
    role, level, country = key
    benchmark, year, median = shipped_benchmark(), part.years[1], np.median(usd[part.at])
    local = np.median(usd[part.at] * part.rates) if part.currency else median
    estimates = {each: benchmark.estimate(role, each, country, year) for each in LEVELS}
    return median_doubt(rounded(local), part.currency or DOLLAR, rounded(median), estimates, level, benchmark.rates)


def _new_doubt(source, key, doubt):
    role, level, country = key
    return OwnCellDoubt(
        source=source, role=role, level=level, country_id=country, kind=doubt.kind, message=doubt.message, reading=doubt.reading,
        steps=[step.as_data() for step in doubt.steps],
    )  # fmt: skip


# --- Cells that may be shown -------------------------------------------------------------


def _people_cells(source, parts: dict[Key, Part], usd):
    """Cells and region totals, as far as they tell of nobody."""
    cells, regions = [], defaultdict(list)
    for (role, level, country), part in parts.items():
        regions[role, level, part.groups[0].country.region].append(part)
        if len(part.at) >= FEWEST:
            local = usd[part.at] * part.rates if part.currency else None
            cells.append(_cell(source, role, level, [part], usd[part.at], local, country_id=country, currency=part.currency))
    for (role, level, region), found in regions.items():
        if len(found) > 1 and total_is_safe(len(part.at) for part in found):
            cells.append(_cell(source, role, level, found, usd[np.concatenate([part.at for part in found])], None, region=region))
    return cells


def _cell(source, role, level, parts: Iterable[Part], usd, local, country_id=None, region="", currency=""):
    show = carried(len(usd))
    first, last = zip(*(part.years for part in parts), strict=True)
    return OwnCell(
        source=source, role=role, level=level, country_id=country_id, region=region or parts[0].groups[0].country.region, people=len(usd),
        currency=currency, year_from=min(first), year_to=max(last), **_quantiles("usd", usd, show), **_quantiles("local", local, show),
    )  # fmt: skip


def _quantiles(prefix, values, show):
    if values is None:
        return {}
    return {
        f"{prefix}_{name}": float(q) if s else None for name, q, s in zip(QUANTILE_NAMES, np.quantile(values, QUANTILES), show, strict=True)
    }


def _bands(source, parts: dict[Key, Part], middle, low, high):
    """Bands are policies: nobody stands behind one, so each is shown, from its low end to its high end."""
    cells = []
    for (role, level, country), part in parts.items():
        dollars = {name: float(np.median(end[part.at])) for name, end in (("p25", low), ("p50", middle), ("p75", high))}
        local = {name: value * part.groups[0].rate for name, value in dollars.items()} if part.currency else {}
        first, last = part.years
        cells.append(OwnCell(
            source=source, role=role, level=level, country_id=country, region=part.groups[0].country.region, people=len(part.at),
            currency=part.currency, year_from=first, year_to=last,
            **{f"usd_{name}": value for name, value in dollars.items()}, **{f"local_{name}": value for name, value in local.items()},
        ))  # fmt: skip
    return cells
