"""What people type about a team and its members."""

from django import forms

from hiring.accounts.models import User
from hiring.catalog.models import Level, Role
from hiring.salaries.models import ExchangeRate

from .models import Member, Team


class TeamForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Team
        fields = ["name", "purpose", "leader", "maturity", "budget", "budget_currency", "budget_period"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3}), "maturity": forms.RadioSelect}
        help_texts = {
            "purpose": "What the team is for, in one or two sentences.", "maturity": "Decides whom to hire next.",
            "budget": "Base pay that may be promised to new people, in digits. Seen by those who open positions. Empty if there is none.",
            "budget_currency": "Pay on the team’s page stands in it too.",
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["budget_period"].required = False
        known = ExchangeRate.objects.values_list("currency", flat=True).distinct().order_by("currency")
        self.fields["budget_currency"] = forms.ChoiceField(
            label="In which currency", required=False, choices=[("", "Choose one"), *((code, code) for code in sorted({"USD", *known}))],
            help_text=self.fields["budget_currency"].help_text,
        )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("budget") and not cleaned.get("budget_currency"):
            self.add_error("budget_currency", "Choose the currency of the budget.")
        return cleaned


class MemberForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Member
        fields = ["name", "role", "level", "reports_to", "user"]
        labels = {"user": "Account in Rolecall"}
        help_texts = {"reports_to": "Name or title, written the same way for everyone who reports there."}

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.team = team
        self.fields["role"].queryset = Role.objects.current()
        self.fields["role"].empty_label = "Choose one"
        self.fields["level"].choices = [("", "Choose one"), *Level.choices]
        self.fields["user"].queryset = User.objects.filter(is_active=True)
        self.fields["user"].empty_label = "None"

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        if Member.objects.filter(team=self.instance.team, name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"{name} is in this team already. Add a second name to tell them apart.")
        return name
