"""Filters that live in the address, decisions about a figure, and an offer to check."""

from django import forms

from hiring.catalog.models import Level

from ..models import Country, Figure, FigureFlag
from ..numbers import NumberError, read_amount
from ..observations import ROLE_NAMES, ROLES
from ..pay_rules import ASKS

REGIONS = ("North America", "Western Europe", "Eastern Europe", "Latin America", "Asia-Pacific", "Middle East & Africa")
UNITS = (("usd", "USD"), ("local", "Local"), ("ppp", "PPP 2024"))
SERIES = (("adverts", "Adverts"), ("estimates", "Our estimate"))
OCCUPATIONS = (
    ("15-2051", "Data scientists"), ("15-1252", "Software developers"), ("15-1243", "Database architects"),
    ("15-1221", "Computer and information research scientists"), ("11-3021", "Computer and information systems managers"),
    ("13-1082", "Project management specialists"),
)  # fmt: skip


class AddressFilter(forms.Form):
    """What cannot be read is left out and named; the others hold."""

    defaults: dict[str, str] = {}

    def __init__(self, address):
        super().__init__(self.defaults | {name: address[name] for name in self.base_fields if address.get(name)}, label_suffix="")
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-select" if isinstance(field, forms.ChoiceField) else "form-control")

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or self.defaults.get(name, "") for name in self.fields}

    @property
    def unread(self) -> str:
        return ", ".join(f"{self[name].label.lower()} “{self.data.get(name, '')[:60]}”" for name in self.errors)


class PayFilter(AddressFilter):
    defaults = {"role": "MLE", "level": "senior", "show": "usd", "series": "adverts"}

    role = forms.ChoiceField(label="Role", required=False, choices=[(role, ROLE_NAMES[role]) for role in ROLES])
    level = forms.ChoiceField(label="Level", required=False, choices=Level.choices)
    region = forms.ChoiceField(label="Region", required=False, choices=[("", "All regions"), *((name, name) for name in REGIONS)])
    show = forms.ChoiceField(label="Show in", required=False, choices=UNITS, widget=forms.HiddenInput)
    series = forms.ChoiceField(label="Figures", required=False, choices=SERIES, widget=forms.HiddenInput)
    move = forms.FloatField(label="Percent a year", required=False, min_value=-20, max_value=20)
    index = forms.CharField(
        label="By which index", required=False, max_length=80, help_text="Its publisher and name; it stands beside the figures."
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("move") and not cleaned.get("index", "").strip():
            self.add_error("index", "Name the index that says so.")
            cleaned["move"] = None
        return cleaned


class PlaceFilter(AddressFilter):
    defaults = {"role": "MLE"}

    role = forms.ChoiceField(label="Role", required=False, choices=[(role, ROLE_NAMES[role]) for role in ROLES])


class CompareFilter(AddressFilter):
    """A role and level in up to eight places."""

    MOST = 8
    defaults = {"role": "MLE", "level": "senior", "show": "usd"}

    role = forms.ChoiceField(label="Role", required=False, choices=[(role, ROLE_NAMES[role]) for role in ROLES])
    level = forms.ChoiceField(label="Level", required=False, choices=Level.choices)
    show = forms.ChoiceField(label="Show in", required=False, choices=UNITS, widget=forms.HiddenInput)


class OverviewFilter(AddressFilter):
    defaults = {"region": ""}

    region = forms.ChoiceField(
        label="Region", required=False, choices=[("", "The countries with most figures"), *((name, name) for name in REGIONS)]
    )


class OfficialFilter(AddressFilter):
    defaults = {"occupation": "15-2051", "area": Figure.Geo.METRO.value}

    occupation = forms.ChoiceField(label="Occupation", required=False, choices=OCCUPATIONS)
    area = forms.ChoiceField(
        label="Areas", required=False, choices=[("metro", "Metro areas"), ("state", "States"), ("country", "The nation")]
    )
    q = forms.CharField(label="Name holds", required=False, max_length=80)


class RuleFilter(AddressFilter):
    defaults = {"what": "", "q": ""}

    what = forms.ChoiceField(
        label="Asks for", required=False,
        choices=[("", "Anything"), *((what, words[0].upper() + words[1:]) for what, words in ASKS.items() if what != "spread")],
    )  # fmt: skip
    q = forms.CharField(label="Place or law holds", required=False, max_length=80)


class DecisionForm(forms.Form):
    DECISIONS = [(value, label) for value, label in FigureFlag.Status.choices if value != FigureFlag.Status.OPEN]

    status = forms.ChoiceField(choices=DECISIONS, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text="Stands beside the figure with your name and the date.",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") == FigureFlag.Status.EXCLUDED and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why, so that the next reader knows: for example “No source found for a monthly figure”.")
        return cleaned


class OfferForm(forms.Form):
    """A range for a job post, to see where it stands."""

    role = forms.ChoiceField(label="Role", choices=[(role, ROLE_NAMES[role]) for role in ROLES])
    level = forms.ChoiceField(label="Level", choices=Level.choices)
    country = forms.ModelChoiceField(Country.objects.none(), label="Country", empty_label="Choose one")
    low = forms.CharField(
        label="From", max_length=60, help_text="A year, gross, in the country's currency. 184.990, 12 lakh and 45k are read too."
    )
    high = forms.CharField(label="To", max_length=60, required=False, help_text="Empty for a single figure.")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["country"].queryset = Country.objects.visible_to(user)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"

    def clean_low(self):
        return self._amount("low")

    def clean_high(self):
        return self._amount("high") if self.cleaned_data["high"].strip() else None

    def _amount(self, name):
        try:
            return read_amount(self.cleaned_data[name])
        except NumberError as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low and high and high.value < low.value:
            self.add_error("high", f"{high.value:,} is below the low end, {low.value:,}.")
        return cleaned
