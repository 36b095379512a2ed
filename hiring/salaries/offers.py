"""Where an offer stands in a band of adverts."""

import math

from .benchmarks import Band
from .cells import QUANTILES


def share_below(pay: float, band: Band) -> str:
    """The share of adverts that offer less, in words: between two quantiles the log of pay is taken as linear.

    >>> share_below(100, (50.0, 75.0, 100.0, 150.0, 200.0)), share_below(40, (50.0, 75.0, 100.0, 150.0, 200.0))
    ('50 in 100', 'under 10 in 100')
    """
    if pay < band[0]:
        return "under 10 in 100"
    if pay > band[4]:
        return "over 90 in 100"
    logs = [math.log(value) for value in band]
    position = next(i for i in range(4) if pay <= band[i + 1])
    width = logs[position + 1] - logs[position]
    part = (math.log(pay) - logs[position]) / width if width else 1.0
    share = QUANTILES[position] + part * (QUANTILES[position + 1] - QUANTILES[position])
    return f"{share * 100:.0f} in 100"
