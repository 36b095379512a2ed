"""Small counts hidden from a table with totals, so that subtraction does not bring them back."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

SMALLEST = 5


def hidden_cells(table: Sequence[Sequence[int]], smallest: int = SMALLEST) -> np.ndarray:
    """Which counts of people to hide, as bool (rows+1, columns+1) with the totals last; a single row has no column totals, (1, columns+1).

    Every count under `smallest` (0 included) is hidden, then further ones, the smallest first and totals
    last, until whoever knows the rest can narrow no hidden count to a range shorter than `smallest`
    (checked by linear programming).

    >>> hidden_cells([[30, 12, 3]]).tolist()
    [[False, True, True, False]]
    >>> hidden_cells([[30, 12, 8], [25, 14, 9]]).any()
    np.False_
    """
    full = _with_totals(np.array(table, dtype=float))
    hidden = full < smallest
    lines = _lines(full.shape)
    while exposed := _exposed(full, hidden, lines, smallest):
        visible = [cell for line in lines if exposed & set(line) for cell in line if not hidden[cell]]
        if not visible:
            return hidden
        hidden[min(visible, key=lambda cell: (_is_total(cell, full.shape), full[cell]))] = True
    return hidden


def _with_totals(counts: np.ndarray) -> np.ndarray:
    full = np.hstack([counts, counts.sum(1, keepdims=True)])
    return full if len(full) == 1 else np.vstack([full, full.sum(0)])


def _is_total(cell, shape) -> bool:
    return cell[1] == shape[1] - 1 or (shape[0] > 1 and cell[0] == shape[0] - 1)


def _lines(shape) -> list[list[tuple[int, int]]]:
    """Cells that add up to the last of them."""
    rows = [[(i, j) for j in range(shape[1])] for i in range(shape[0])]
    return rows if shape[0] == 1 else rows + [[(i, j) for i in range(shape[0])] for j in range(shape[1])]


def _exposed(full, hidden, lines, smallest) -> set[tuple[int, int]]:
    """The hidden cells that the visible ones narrow too far."""
    cells = [(int(i), int(j)) for i, j in np.argwhere(hidden)]
    matrix, right = _sums(full, hidden, lines, cells)
    found = set()
    for k, cell in enumerate(cells):
        unit = np.zeros(len(cells))
        unit[k] = 1.0
        low = linprog(unit, A_eq=matrix, b_eq=right, bounds=(0, None))
        high = linprog(-unit, A_eq=matrix, b_eq=right, bounds=(0, None))
        if high.status == 0 and -high.fun - low.fun < smallest - 1e-6:
            found.add(cell)
    return found


def _sums(full, hidden, lines, cells):
    """The equations that hidden cells satisfy, given the visible ones."""
    where = {cell: k for k, cell in enumerate(cells)}
    matrix, right = np.zeros((len(lines), len(cells))), np.zeros(len(lines))
    for number, line in enumerate(lines):
        for cell in line:
            sign = -1.0 if cell is line[-1] else 1.0
            if hidden[cell]:
                matrix[number, where[cell]] = sign
            else:
                right[number] -= sign * full[cell]
    used = matrix.any(1)
    return matrix[used], right[used]
