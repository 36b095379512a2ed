"""The counts of one reading, and what is told of it: refused rows, repeated rows, rules of numbers."""

from dataclasses import dataclass, field

from ..marks import NUMBER

SHOWN_FAULTS = 50


@dataclass
class Tally:
    """`faults` and `repeats` hold the first fifty; the counts hold all."""

    rows: int = 0
    kept: int = 0
    refused: int = 0
    repeated: int = 0
    left_out: int = 0
    faults: list[dict] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    rules: dict[str, dict] = field(default_factory=dict)

    @property
    def room(self) -> int:
        """How many faults may still be told."""
        return SHOWN_FAULTS - len(self.faults)

    def refuse(self, row: int, column: str, text: str):
        self.refused += 1
        if self.room:
            self.faults.append({"row": row, "column": column, "text": text.replace(NUMBER, "")})

    def repeat(self, rows: list[int]):
        self.repeated += len(rows)
        self.repeats += rows[: SHOWN_FAULTS - len(self.repeats)]

    def count_rule(self, rule: str, rows: int, example: str, value: float, otherwise: float | None):
        """By which rule so many numbers were read, with the first of them and what else it could mean."""
        seen = self.rules.setdefault(rule, {"rows": 0, "example": example, "value": value, "otherwise": otherwise})
        seen["rows"] += rows
