"""What people type about an opening."""

from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from hiring.accounts.models import Company, User
from hiring.catalog.models import Level, Role
from hiring.salaries.models import Country
from hiring.salaries.numbers import NumberError, read_amount
from hiring.salaries.shipped import read_states

from .models import Membership, Opening
from .sections import BY_KEY

STATES = [
    ("", "None, or not known"),
    *(
        (name, [(state, label) for state, label in read_states().items() if state.startswith(f"{country}-")])
        for country, name in (("US", "United States"), ("CA", "Canada"))
    ),
]


class PayQuestion(forms.Form):
    """What decides the pay that is proposed, read from an opening's form before it is whole."""

    role = forms.ModelChoiceField(Role.objects.current())
    level = forms.ChoiceField(choices=Level.choices)
    country = forms.ModelChoiceField(Country.objects.all())
    state = forms.ChoiceField(required=False, choices=STATES)
    area = forms.CharField(required=False, max_length=120)


class OpeningForm(forms.ModelForm):
    """A new opening, and the facts of an existing one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        label="State or province", required=False, choices=STATES, help_text="In the United States and Canada: pay rules depend on it."
    )

    class Meta:
        model = Opening
        fields = [
            "role",
            "level",
            "title",
            "country",
            "state",
            "area",
            "team",
            "hiring_manager",
            "reports_to",
            "supervises",
            "employment",
            "remote",
            "apply_by",
            "purpose",
            "goals",
            "contribution",
        ]
        widgets = {
            "apply_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "goals": forms.Textarea(attrs={"rows": 3}),
            "contribution": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": "Leave empty for the role’s own name, such as “Senior machine learning engineer”.",
            "area": "For example: London. Leave empty if it does not matter.",
            "reports_to": "The title of the person, such as “Head of Machine Learning”.",
            "purpose": "From the company’s settings; tailor it to this opening if you like.",
            "goals": "From the company’s settings; name the goal that this role serves.",
            "contribution": "One or two sentences: what changes for the goal when this work is done well. Needed before approval.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        company = Company.current()
        self.fields["title"].required = False
        self.fields["role"].queryset = Role.objects.current()
        self.fields["role"].empty_label = self.fields["country"].empty_label = "Choose one"
        self.fields["team"].empty_label = "No team"
        self.fields["hiring_manager"].queryset = User.objects.filter(is_active=True).exclude(part=User.Part.INTERVIEWER)
        if not self.instance.pk:
            self.fields["level"].choices = [("", "Choose one"), *Level.choices]
            self.fields["purpose"].initial, self.fields["goals"].initial = company.purpose, company.goals
        else:
            for name in ("role", "level"):
                del self.fields[name]

    def clean_apply_by(self):
        day = self.cleaned_data["apply_by"]
        if day and day < timezone.localdate() and "apply_by" in self.changed_data:
            raise forms.ValidationError("This day has passed. Choose today or later.")
        return day

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and cleaned.get("role") and cleaned.get("level"):
            cleaned["title"] = f"{dict(Opening._meta.get_field('level').choices)[cleaned['level']]} {cleaned['role'].name_inside}"
        elif not cleaned.get("title") and self.instance.pk:
            cleaned["title"] = self.initial.get("title", "")
        state, country = cleaned.get("state"), cleaned.get("country")
        if state and country and not state.startswith(f"{country.pk}-"):
            self.add_error("state", f"{read_states()[state]} is not in {country.name}. Choose another, or none.")
        return cleaned


class PayField(forms.Field):
    """An amount as people write it: 87,000, 87.000 and 87k are the same. A number field would hand on nothing for the first."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_validators = [MaxValueValidator(10**11)]

    def to_python(self, value):
        text = str(value if value is not None else "").strip()
        try:
            return round(read_amount(text).value) if text else None
        except NumberError as fault:
            raise forms.ValidationError(str(fault)) from fault

    def prepare_value(self, value):
        return f"{value:,.0f}" if isinstance(value, Decimal) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.to_python(initial), data)


class PayForm(forms.ModelForm):
    """The opening's range, beside the figures that it was proposed from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    pay_low = PayField(label="From", required=False)
    pay_high = PayField(label="To", required=False)
    pay_currency = forms.CharField(label="Currency, in three letters")

    class Meta:
        model = Opening
        fields = ["pay_low", "pay_high", "pay_currency"]

    def clean_pay_currency(self):
        currency = self.cleaned_data["pay_currency"].upper()
        if len(currency) != 3 or not currency.isalpha():
            raise forms.ValidationError("Write the currency in three letters, such as EUR.")
        return currency

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("pay_low"), cleaned.get("pay_high")
        if bool(low) != bool(high):
            self.add_error("pay_high" if low else "pay_low", "A range needs both ends.")
        elif low and high and low > high:
            self.add_error("pay_high", f"{high:,} is below the lower end, {low:,}.")
        return cleaned


class SectionForm(forms.Form):
    """One section of a description; its fields follow sections.py."""

    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key
        for field in BY_KEY[key].fields:
            widget = forms.TextInput() if field.kind == "line" else forms.Textarea(attrs={"rows": 7 if field.kind == "list" else 4})
            self.fields[field.name] = forms.CharField(
                label=field.label, help_text=field.hint, required=False, max_length=6000, widget=widget
            )

    @property
    def texts(self):
        return {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items() if name != "base"}


class SendForm(forms.Form):
    approver = forms.ModelChoiceField(
        User.objects.none(),
        label="Who approves it",
        empty_label="Choose one",
        help_text="Anyone who manages this opening, or an admin, but not its author.",
    )

    def __init__(self, *args, approvers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["approver"].queryset = approvers


class ApproveForm(forms.Form):
    exception = forms.CharField(
        label="Why you approve it all the same",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept with the version, with your name and the time.",
    )

    def __init__(self, *args, is_needed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["exception"].required = is_needed
        self.fields["exception"].error_messages["required"] = "Give a reason. It answers each of the points above."


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose one")
    part = forms.ChoiceField(label="Part in this opening", choices=Membership.Part)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class WeightsForm(forms.Form):
    """Weight, expected mark and must-have of every skill in the rubric, in one table."""

    reason = forms.CharField(
        label="Why these weights",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Equal or role-given weights need no defence; others do.",
    )

    def __init__(self, *args, skills, **kwargs):
        super().__init__(*args, **kwargs)
        self.skills = skills
        for skill in skills:
            label = skill.name
            self.fields[f"weight-{skill.slug}"] = forms.IntegerField(
                label=f"Weight of {label}", min_value=0, max_value=100, initial=skill.weight
            )
            self.fields[f"expected-{skill.slug}"] = forms.TypedChoiceField(
                label=f"Mark expected of {label}", coerce=int, choices=[(n, n) for n in range(1, 6)], initial=skill.expected
            )
            self.fields[f"must_have-{skill.slug}"] = forms.BooleanField(
                label=f"{label} is a must-have", required=False, initial=skill.must_have
            )

    @property
    def table(self):
        return [(skill, *(self[f"{name}-{skill.slug}"] for name in ("weight", "expected", "must_have"))) for skill in self.skills]

    @property
    def rows(self):
        return {
            skill.slug: {name: self.cleaned_data[f"{name}-{skill.slug}"] for name in ("weight", "expected", "must_have")}
            for skill in self.skills
        }

    def clean(self):
        cleaned = super().clean()
        weights = [cleaned.get(f"weight-{skill.slug}") for skill in self.skills]
        if None not in weights and sum(weights) != 100:
            raise forms.ValidationError(f"The weights add up to {sum(weights)}. They must add up to 100.")
        return cleaned
