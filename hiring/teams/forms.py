"""What people type about a team and its members."""

from django import forms

from hiring.accounts.models import User
from hiring.catalog.models import Role

from .models import Member, Team


class TeamForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Team
        fields = ["name", "purpose", "leader", "maturity"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3}), "maturity": forms.RadioSelect}
        help_texts = {"purpose": "What the team is for, in one or two sentences.", "maturity": "Decides whom to hire next."}


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
        self.fields["user"].queryset = User.objects.filter(is_active=True)
        self.fields["user"].empty_label = "None"

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        if Member.objects.filter(team=self.instance.team, name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"{name} is in this team already. Add a second name to tell them apart.")
        return name
