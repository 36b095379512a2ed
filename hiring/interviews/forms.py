"""What people type about stages, interviews and scorecards."""

from django import forms
from django.utils import timezone

from hiring.accounts.fields import PeopleField
from hiring.accounts.models import User
from hiring.openings.queries import current_rubric

from .models import Interview, Stage


class StageForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Stage
        fields = ["name", "minutes", "focus", "purpose", "interviewers"]
        help_texts = {
            "minutes": "Ten of them are for the welcome and the candidate’s own questions.",
            "purpose": "One sentence that the interviewer and the candidate may both read.",
            "interviewers": "Whoever is new here becomes an interviewer of this opening.",
        }
        widgets = {"interviewers": forms.CheckboxSelectMultiple}
        field_classes = {"interviewers": PeopleField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["interviewers"].queryset = User.objects.filter(is_active=True)


class QuestionSearch(forms.Form):
    """The bank's questions for this opening, narrowed."""

    skill = forms.ChoiceField(label="Skill", required=False)
    q = forms.CharField(label="Words", required=False, max_length=120)

    def __init__(self, *args, opening, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["skill"].choices = [("", "Any skill of the role")] + [
            (skill.slug, skill.name) for skill in current_rubric(opening).skills.all()
        ]


class WhenForm(forms.ModelForm):
    """Time, length and place of an interview."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Interview
        fields = ["starts_at", "minutes", "place"]
        labels = {"starts_at": "Date and time"}
        widgets = {"starts_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].help_text = f"In the time of {timezone.get_current_timezone_name()}."

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 10 <= minutes <= 480:
            raise forms.ValidationError("An interview takes from 10 to 480 minutes.")
        return minutes


class InterviewForm(WhenForm):
    class Meta(WhenForm.Meta):
        fields = ["stage", "interviewer", *WhenForm.Meta.fields]

    def __init__(self, *args, opening, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = opening.stages.all()
        self.fields["interviewer"].queryset = User.objects.filter(is_active=True)
        self.fields["stage"].empty_label = self.fields["interviewer"].empty_label = "Choose one"
        self.fields["minutes"].required = False
        self.fields["minutes"].help_text = "Leave empty for the stage’s own length."

    def clean_minutes(self):
        return super().clean_minutes() if self.cleaned_data.get("minutes") else None


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For the record of this opening. Keep health and family out of it.",
    )


class ReasonForm(forms.Form):
    """Why a submitted card changes; `base` is the version that was on the screen."""

    reason = forms.CharField(
        label="Why it changes",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept beside both versions, for everyone who may read the card.",
    )
    base = forms.IntegerField(widget=forms.HiddenInput)
