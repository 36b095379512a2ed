"""Rows of own pay as a block of numbers, and back."""

import numpy as np

from .reading import Batch

ROW = np.dtype([("row", "<u4"), ("group", "<u4"), ("doubt", "<i4"), ("low", "<f8"), ("high", "<f8"), ("usd", "<f8")])


def packed(batch: Batch) -> bytes:
    rows = np.empty(len(batch.row), ROW)
    for name in ROW.names:
        rows[name] = getattr(batch, name)
    return rows.tobytes()


def counted(data: bytes, factors: np.ndarray, *, ends: bool) -> tuple[np.ndarray, ...]:
    """Of packed rows that count: the group and yearly dollars of the middle; with `ends` also those of the low and the high end.

    `factors` are what the dollars of a doubted row are multiplied with, by its doubt; nan leaves the row out; the last is for all others.
    """
    rows = np.frombuffer(data, ROW)
    factor = factors[rows["doubt"]]
    counts = ~np.isnan(factor)
    rows, factor = rows[counts], factor[counts]
    group, usd = rows["group"].copy(), rows["usd"] * factor  # a view would keep all of the block alive
    if not ends:
        return group, usd
    high = np.where(np.isnan(rows["high"]), rows["low"], rows["high"])
    middle = (rows["low"] + high) / 2
    return group, usd, usd * rows["low"] / middle, usd * high / middle
