"""What is asked of whoever records a decision or takes one back."""

from django import forms

from hiring.accounts.fields import PeopleField
from hiring.accounts.models import User

from .grounds import GROUNDS, OTHER, faults
from .models import Decision, VoluntaryAnswer, Vote

OUTCOMES = (
    ("offer", "Offer. Moves to the offer stage."),
    ("further", "Further interview. Moves back to interviews."),
    ("hold", "Hold. Stays where it is."),
    ("reject", "Reject. Ends the application."),
)

OUTCOME_NAMES = dict(Decision.Outcome.choices)


def ground_choices():
    groups = [(OUTCOME_NAMES[outcome], [(g.key, g.words) for g in GROUNDS if g.outcome == outcome]) for outcome, _ in OUTCOMES]
    return [("", "Choose a reason"), *groups, (OTHER, "Another reason")]


def words(label, *, most, rows, help_text="", missing=""):
    """A text of several lines; `missing` is said where it is empty and has to be there."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=most, widget=area, help_text=help_text, required=bool(missing), error_messages={"required": missing}
    )


def one_of(label, choices, *, missing, **options):
    return forms.ChoiceField(label=label, choices=choices, error_messages={"required": missing}, **options)


class DecisionForm(forms.Form):
    """`follows` is the current decision that the person saw when the form was opened, `figures` the digest of what they read."""

    outcome = one_of("What was decided", OUTCOMES, widget=forms.RadioSelect, missing="Choose what was decided.")
    ground = one_of(
        "Main reason",
        ground_choices,
        missing="Choose the main reason from the list.",
        help_text="From the company’s list, so that decisions can be compared.",
    )
    skills = forms.MultipleChoiceField(
        label="Skills that the reason rests on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A rejection that speaks of the person names at least one.",
    )
    reason = words(
        "Why",
        most=4000,
        rows=5,
        help_text="Name the skills and what was seen. Write it so that the candidate could read it.",
        missing="Say why.",
    )
    present = PeopleField(
        User.objects.none(),
        label="Who was present",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )
    dissent = words("Dissent", most=4000, rows=3, help_text="Who saw it otherwise, and why. It is kept with the decision.")
    conditions = words(
        "Conditions of the offer", most=2000, rows=2, help_text="What must still be so, such as a right to work or a start date."
    )
    feedback = words(
        "Feedback for the candidate",
        most=6000,
        rows=6,
        help_text="Kept with the decision and never sent from here. “Draft it” fills an empty field from the anchors of the skills you named; read it and make it yours.",
    )
    uses_what_if = forms.BooleanField(
        label="The what-if was used in this decision",
        required=False,
        help_text="Its weights and what came of them are then kept with the evidence. The rubric stays as it is.",
    )
    seen_evidence = forms.BooleanField(
        label="I have read the evidence",
        error_messages={"required": "Read the evidence first, then tick this."},
        help_text="The marks and what was written under them, not the score alone.",
    )
    follows = forms.ModelChoiceField(Decision.objects.none(), required=False, widget=forms.HiddenInput)
    figures = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, people, decisions, skills, has_what_if=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = people
        self.fields["follows"].queryset = decisions
        self.fields["skills"].choices = [(skill.slug, skill.name) for skill in skills]
        if not has_what_if:
            del self.fields["uses_what_if"]

    def clean(self):
        said = super().clean()
        if said.get("outcome"):
            found = faults(said.get("ground", ""), said["outcome"], said.get("skills", ()), said.get("conditions", ""))
            for field, told in found.items():
                self.add_error(field, told)
        return said


class ReversalForm(forms.Form):
    reason = words(
        "Why it is taken back",
        most=4000,
        rows=4,
        help_text="Kept beside the decision, which stays as it was written.",
        missing="Say why it is taken back.",
    )


class VoteForm(forms.Form):
    choice = one_of("What would you do today", Vote.Choice.choices, widget=forms.RadioSelect, missing="Choose what you would do.")
    note = words("Why, in a line", most=500, rows=2, help_text="Shown with your vote once the votes are open.")


class WeightsForm(forms.Form):
    """Other weights for the skills of a rubric, each a whole number from 0 to 100. Only their proportions count."""

    def __init__(self, *args, skills, **kwargs):
        super().__init__(*args, **kwargs)
        self.skills = list(skills)
        for skill in self.skills:
            self.fields[f"w-{skill.slug}"] = forms.IntegerField(
                label=skill.name,
                min_value=0,
                max_value=100,
                initial=skill.weight,
                error_messages={"required": f"{skill.name}: write a number from 0 to 100."},
            )

    def clean(self):
        said = super().clean()
        if not self.errors and not sum(said.values()):
            raise forms.ValidationError("At least one skill must count. Give one of them more than 0.")
        return said

    @property
    def weights(self):
        return {skill.slug: self.cleaned_data[f"w-{skill.slug}"] for skill in self.skills}


class VoluntaryAnswerForm(forms.Form):
    sex = forms.ChoiceField(label="I am", choices=VoluntaryAnswer.Sex.choices, initial="unsaid", widget=forms.RadioSelect)
    ethnicity = forms.ChoiceField(
        label="I describe myself as", choices=VoluntaryAnswer.Ethnicity.choices, initial="unsaid", widget=forms.RadioSelect
    )
