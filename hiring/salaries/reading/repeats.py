"""Which rows came before."""

import numpy as np


class Seen:
    """In eight bytes a row: sorted runs, merged as they grow."""

    def __init__(self):
        self._runs: list[np.ndarray] = []

    def repeated(self, marks: np.ndarray) -> np.ndarray:
        """For each row, whether one with its mark came before it."""
        order = np.argsort(marks, kind="stable")
        ordered = marks[order]  # looked up in order, which is several times as fast
        again = np.zeros(len(marks), bool)
        again[1:] = ordered[1:] == ordered[:-1]
        for run in self._runs:
            again |= run[np.minimum(np.searchsorted(run, ordered), len(run) - 1)] == ordered
        self._runs.append(ordered)
        while len(self._runs) > 1 and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            self._runs.append(np.sort(np.concatenate([self._runs.pop(), self._runs.pop()]), kind="stable"))
        answer = np.empty(len(marks), bool)
        answer[order] = again
        return answer
