"""Which column of a company's file means what: the fields we read, guesses from the header, and the choice a person made."""

from dataclasses import dataclass, field
from datetime import date

from .titles import plain

FIELDS = {
    "title": "Job title",
    "role": "Role",
    "level": "Level",
    "country": "Country",
    "currency": "Currency",
    "low": "Pay, or the low end",
    "high": "The high end",
    "period": "Paid by",
    "date": "Date",
    "person": "Who it is",
}
WORDS = {
    "title": ("title", "job title", "position", "job", "role title", "occupation"),
    "role": ("role", "job family", "family", "role code"),
    "level": ("level", "grade", "seniority", "job level", "experience level"),
    "country": ("country", "country code", "location", "place", "work country"),
    "currency": ("currency", "currency code", "ccy", "iso currency"),
    "low": ("pay", "salary", "base", "base pay", "base salary", "annual salary", "amount", "low", "min", "minimum", "salary low", "from",
            "gross", "pay low", "band low", "band min"),
    "high": ("high", "max", "maximum", "salary high", "to", "pay high", "band high", "band max"),
    "period": ("period", "pay period", "frequency", "per", "unit", "rate type"),
    "date": ("date", "as of", "effective date", "valid from", "year", "pay date", "offer date"),
    "person": ("employee id", "person id", "id", "employee", "staff id", "personnel number", "person"),
}  # fmt: skip
OF_PEOPLE = {
    "name", "full name", "first name", "last name", "surname", "family name", "given name", "employee name", "email", "e mail",
    "email address", "work email", "date of birth", "birth date", "gender", "sex", "age", "hire date", "start date", *WORDS["person"],
}  # fmt: skip
PERIODS = {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}
PERIOD_WORDS = {
    "year": "year", "yearly": "year", "annual": "year", "annually": "year", "per year": "year", "pa": "year", "p a": "year", "a year": "year",
    "yr": "year", "y": "year", "month": "month", "monthly": "month", "per month": "month", "pm": "month", "m": "month", "week": "week",
    "weekly": "week", "day": "day", "daily": "day", "hour": "hour", "hourly": "hour", "per hour": "hour", "hr": "hour", "h": "hour",
}  # fmt: skip
HOME_CURRENCY = "home"
WEEKS_A_YEAR, DAYS_A_YEAR = 52, 260


@dataclass(frozen=True)
class Mapping:
    """`columns` gives the place of each field in a row. The others hold for every row that has no column for them."""

    columns: dict[str, int]
    day: date
    country: str = ""
    currency: str = HOME_CURRENCY
    period: str = "year"
    hours_a_week: float = 40
    months_paid: int = 12
    decimal: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def name(self, wanted: str) -> str:
        """What the file itself calls a field, for messages about a row."""
        return self.names.get(wanted) or FIELDS[wanted].lower()

    def a_year(self, period: str) -> float:
        return {
            "year": 1, "month": self.months_paid, "week": WEEKS_A_YEAR, "day": DAYS_A_YEAR, "hour": self.hours_a_week * WEEKS_A_YEAR,
        }[period]  # fmt: skip


def guessed(header: list[str]) -> dict[str, int]:
    """Places of the fields that the header names outright.

    >>> guessed(["Employee ID", "Job Title", "Country", "Base Salary"])
    {'title': 1, 'country': 2, 'low': 3, 'person': 0}
    """
    named = [plain(word) for word in header]
    found = {}
    for wanted, words in WORDS.items():
        place = next((named.index(word) for word in words if word in named and named.index(word) not in found.values()), None)
        if place is not None:
            found[wanted] = place
    return found


def of_people(header: list[str]) -> str:
    """The first column that only a file about people has, or nothing.

    >>> of_people(["Title", "Country", "Hire date", "Min", "Max"]), of_people(["Title", "Country", "Min", "Max"])
    ('Hire date', '')
    """
    return next((name for name in header if plain(name) in OF_PEOPLE), "")


def as_data(mapping: Mapping) -> dict:
    return {**mapping.__dict__, "day": mapping.day.isoformat()}


def from_data(data: dict) -> Mapping:
    return Mapping(**{**data, "day": date.fromisoformat(data["day"])})
