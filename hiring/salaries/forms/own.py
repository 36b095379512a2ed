"""A company's own file: what it is, what its columns mean, whether its titles were read well."""

from django import forms
from django.utils import timezone

from hiring.catalog.models import Level

from ..columns import FIELDS, HOME_CURRENCY, PERIODS, Mapping, guessed, of_people
from ..currencies import CODES
from ..models import Country, OwnCellDoubt, OwnDoubt, OwnImport
from ..observations import LEVELS, ROLE_NAMES, ROLES
from ..uploads import ENCODINGS, MAX_CSV_BYTES
from .figures import AddressFilter

SELECT, CONTROL = "form-select", "form-control"
NEEDED = ("low",)
LEFT_OUT = "left-out"
MOST_TITLES = 400


def dressed(form):
    for field in form.fields.values():
        if not isinstance(field.widget, forms.RadioSelect | forms.HiddenInput | forms.CheckboxInput):
            field.widget.attrs.setdefault("class", SELECT if isinstance(field, forms.ChoiceField) else CONTROL)


class OwnFilter(AddressFilter):
    defaults = {"role": "MLE", "kind": OwnImport.Kind.PAYROLL.value}

    role = forms.ChoiceField(label="Role", required=False, choices=[(role, ROLE_NAMES[role]) for role in ROLES])
    kind = forms.ChoiceField(label="Data", required=False, choices=OwnImport.Kind.choices)


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it holds",
        choices=OwnImport.Kind.choices,
        help_text="The newest accepted file of a kind stands; the one before is removed.",
    )
    file = forms.FileField(label="File", help_text="CSV up to 400 MB, or a workbook (XLSX) up to 20 MB. The first row names the columns.")
    encoding = forms.ChoiceField(
        label="Letters", choices=ENCODINGS, help_text="For CSV. Not guessed: a wrong guess would spell names and places wrongly."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        dressed(self)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_CSV_BYTES:
            raise forms.ValidationError(f"The file is larger than {MAX_CSV_BYTES >> 20} MB. Split it, for example by country.")
        return file


class SheetForm(forms.Form):
    sheet = forms.ChoiceField(label="Sheet", widget=forms.RadioSelect)

    def __init__(self, *args, sheets, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]


class ColumnsForm(forms.Form):
    """For each field the column that holds it, and what holds for every row that has none."""

    day = forms.DateField(
        label="As of", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), help_text="Of rows without a date of their own."
    )
    for_country = forms.ChoiceField(label="Country of every row", required=False)
    for_currency = forms.ChoiceField(label="Currency of every row", initial=HOME_CURRENCY)
    for_period = forms.ChoiceField(
        label="Paid by", choices=list(PERIODS.items()), initial="year", help_text="Of rows without a period of their own."
    )
    hours_a_week = forms.FloatField(
        label="Hours a week", initial=40, min_value=1, max_value=80, help_text="Turns hourly pay into a year: times 52."
    )
    months_paid = forms.TypedChoiceField(label="Months paid a year", coerce=int, choices=[(n, n) for n in (12, 13, 14)], initial=12)
    decimal = forms.ChoiceField(
        label="Decimal mark", required=False,
        choices=[("", "By our rules, shown before anything is taken"), (".", "A dot: 184.990 is about 185"), (",", "A comma: 184.990 is 184,990")],
    )  # fmt: skip

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self._header, self._kind = source.head["header"], source.kind
        columns = [("", "–"), *((str(place), name or f"column {place + 1}") for place, name in enumerate(self._header))]
        first = {name: str(place) for name, place in (source.mapping.get("columns") or guessed(self._header)).items()}
        for name, label in FIELDS.items():
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=label, required=name in NEEDED, choices=columns, initial=first.get(name, ""),
                error_messages={"required": "Choose the column with pay."},
            )  # fmt: skip
        self.fields["for_country"].choices = [("", "–"), *Country.objects.values_list("code", "name")]
        self.fields["for_currency"].choices = [(HOME_CURRENCY, "The country’s own"), *((code, code) for code in sorted(CODES))]
        kept = source.mapping
        self.fields["day"].initial = kept.get("day") or timezone.localdate()
        for name, key in (("for_country", "country"), ("for_currency", "currency"), ("for_period", "period")):
            self.fields[name].initial = kept.get(key, self.fields[name].initial)
        for name in ("hours_a_week", "months_paid", "decimal"):
            self.fields[name].initial = kept.get(name, self.fields[name].initial)
        dressed(self)

    @property
    def column_fields(self):
        return [self[f"column_{name}"] for name in FIELDS]

    def clean_day(self):
        if self.cleaned_data["day"] > timezone.localdate():
            raise forms.ValidationError("That day lies in the future. Pay is what was paid or agreed by today.")
        return self.cleaned_data["day"]

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("column_title") or cleaned.get("column_role")):
            self.add_error("column_title", "Choose the column with job titles, or the one with roles.")
        if not (cleaned.get("column_country") or cleaned.get("for_country")):
            self.add_error("column_country", "Choose the column with countries, or one country for every row.")
        used = [cleaned[f"column_{name}"] for name in FIELDS if cleaned.get(f"column_{name}")]
        for name in FIELDS:
            if (place := cleaned.get(f"column_{name}")) and used.count(place) > 1:
                self.add_error(f"column_{name}", f"“{self._header[int(place)]}” is chosen more than once.")
        self._check_kind(cleaned)
        return cleaned

    def _check_kind(self, cleaned):
        """People's pay brought in as bands would be shown without the rule of five, and bands as payroll would count as people."""
        if self._kind == OwnImport.Kind.PAYROLL and cleaned.get("column_high"):
            self.add_error(
                "column_high", "A payroll has one figure for each person. Bring a file with two ends in as pay bands or as offers."
            )
        if self._kind != OwnImport.Kind.BANDS:
            return
        if not cleaned.get("column_high"):
            self.add_error("column_high", "A pay band has two ends. Choose the column with the high end.")
        if column := of_people(self._header):
            self.add_error(
                None,
                f"The file has a column “{column}”, so its rows are people. A pay band names no one: bring the file in as payroll, or take the column out.",
            )

    def mapping(self) -> Mapping:
        chosen = self.cleaned_data
        columns = {name: int(chosen[f"column_{name}"]) for name in FIELDS if chosen[f"column_{name}"]}
        return Mapping(
            columns=columns, day=chosen["day"], country=chosen["for_country"], currency=chosen["for_currency"], period=chosen["for_period"],
            hours_a_week=chosen["hours_a_week"], months_paid=chosen["months_paid"], decimal=chosen["decimal"],
            names={name: self._header[place] for name, place in columns.items()},
        )  # fmt: skip


class TitlesForm(forms.Form):
    """One choice a title: role and level together, or left out. Those that are not certain come first."""

    choices = [(LEFT_OUT, "None of the four: leave out")] + [
        (f"{role}/{level}", f"{ROLE_NAMES[role]}, {Level(level).label.lower()}") for role in ROLES for level in LEVELS
    ]

    def __init__(self, *args, titles, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self._shown = sorted(titles, key=lambda each: (not each["role"], -each["rows"]))[:MOST_TITLES]
        for number, each in enumerate(self._shown):
            first = f"{each['role']}/{each['level']}" if each["role"] else LEFT_OUT
            self.fields[f"title_{number}"] = forms.ChoiceField(
                label=each["title"], choices=self.choices, initial=first, required=False, widget=forms.Select(attrs={"class": SELECT, "aria-label": each["title"]})
            )  # fmt: skip

    @property
    def rows(self):
        return [(each, self[f"title_{number}"]) for number, each in enumerate(self._shown)]

    def chosen(self) -> dict[str, tuple[str, str]]:
        found = {}
        for number, each in enumerate(self._shown):
            value = self.cleaned_data.get(f"title_{number}")
            if value:
                found[each["name"]] = ("", "") if value == LEFT_OUT else tuple(value.split("/"))
        return found


class DoubtForm(forms.Form):
    status = forms.ChoiceField(choices=[each for each in OwnDoubt.Status.choices if each[0] != OwnDoubt.Status.OPEN])


class CellDoubtForm(forms.Form):
    status = forms.ChoiceField(choices=[each for each in OwnCellDoubt.Status.choices if each[0] != OwnCellDoubt.Status.OPEN])
