"""What is asked of whoever records a decision or takes one back."""

from django import forms

from hiring.accounts.models import User

from .models import Decision

OUTCOMES = (
    ("offer", "Offer. Moves to the offer stage."),
    ("further", "Further interview. Moves back to interviews."),
    ("hold", "Hold. Stays where it is."),
    ("reject", "Reject. Ends the application."),
)


class DecisionForm(forms.Form):
    """`follows` is the current decision that the person saw when the form was opened."""

    outcome = forms.ChoiceField(
        label="What was decided", choices=OUTCOMES, widget=forms.RadioSelect, error_messages={"required": "Choose what was decided."}
    )
    reason = forms.CharField(
        label="Why",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Name the skills and what was seen. Write it so that the candidate could read it.",
        error_messages={"required": "Say why."},
    )
    present = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who was present",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )
    dissent = forms.CharField(
        label="Dissent",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who saw it otherwise, and why. It is kept with the decision.",
    )
    seen_evidence = forms.BooleanField(
        label="I have read the evidence",
        error_messages={"required": "Read the evidence first, then tick this."},
        help_text="The marks and what was written under them, not the score alone.",
    )
    follows = forms.ModelChoiceField(Decision.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, people, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = people
        self.fields["follows"].queryset = decisions


class ReversalForm(forms.Form):
    reason = forms.CharField(
        label="Why it is taken back",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kept beside the decision, which stays as it was written.",
        error_messages={"required": "Say why it is taken back."},
    )
