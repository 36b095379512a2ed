"""What people type and upload about candidates."""

from django import forms
from django.core.exceptions import ValidationError

from .erasure import GROUNDS
from .files import check_file, check_size
from .importing import read_file
from .models import Application, Document
from .plain_text import HIDDEN, file_name, hidden_characters, one_line


def _line(**attributes):
    return forms.TextInput(attrs={"autocomplete": "off", **attributes})


class DetailsForm(forms.Form):
    """Name and contact details of a person. Not a model form: of a known address the actions say more than its constraint."""

    name = forms.CharField(max_length=200, widget=_line(), error_messages={"required": "Write the candidate’s name."})
    email = forms.EmailField(max_length=254, error_messages={"required": "Write the candidate’s address."})
    phone = forms.CharField(required=False, max_length=40, widget=_line(type="tel"))
    location = forms.CharField(required=False, max_length=120, widget=_line())
    source = forms.CharField(label="Where they heard of us", required=False, max_length=120, widget=_line())


class ContactForm(DetailsForm):
    """The details of a person who is a candidate already."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class NewCandidateForm(DetailsForm):
    """A person, their application and, if it is at hand, their CV. `same_person` is the known address that was meant."""

    applied_on = forms.DateField(
        label="Applied on",
        required=False,
        help_text="Leave empty for today.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    cv = forms.FileField(
        label="CV",
        required=False,
        max_length=None,
        help_text="PDF or Word (.docx), at most 8 MB, without a password.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )
    same_person = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def clean_cv(self):
        return _checked(self.cleaned_data["cv"])

    def clean(self):
        cleaned = super().clean()
        cleaned["same_person"] = bool(cleaned.get("email")) and cleaned.get("same_person", "").lower() == cleaned["email"].lower()
        return cleaned

    @property
    def lost_file(self):
        """Browsers empty a file field when a page comes back."""
        return bool(self.errors and self.files)


class MoveForm(forms.Form):
    stage = forms.ChoiceField(label="Move to")
    reason = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed to reject or withdraw. Kept with the history; candidates may ask to see it.",
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, initial={"version": application.version, "stage": _next_stage(application)}, **kwargs)
        self.fields["stage"].choices = [choice for choice in Application.Stage.choices if choice[0] != application.stage]


class DocumentForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="PDF or Word (.docx), at most 8 MB, without a password.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Please choose another."},
    )
    title = forms.CharField(
        label="What it is",
        max_length=Document._meta.get_field("title").max_length,
        initial="CV",
        help_text="Such as CV, cover letter or work sample.",
    )

    def clean_file(self):
        return _checked(self.cleaned_data["file"])

    def clean_title(self):
        title = one_line(self.cleaned_data["title"])
        if hidden_characters(title):
            raise ValidationError(HIDDEN)
        return title


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label="Why it goes",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the file goes. The reason is kept."},
    )


class EraseForm(forms.Form):
    """The name is typed once more, so that nobody is erased by a slip."""

    ground = forms.ChoiceField(label="Why", choices=list(GROUNDS.items()), widget=forms.RadioSelect)
    name = forms.CharField(label="Their name, to be sure", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, candidate, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidate = candidate
        self.fields["name"].help_text = f"Write “{candidate.name}”."

    def clean_name(self):
        typed = " ".join(self.cleaned_data["name"].split())
        if typed.casefold() != " ".join(self.candidate.name.split()).casefold():
            raise forms.ValidationError(f"This is another name. Write “{self.candidate.name}” to erase this person.")
        return typed


class ImportForm(forms.Form):
    """Reads the file; `rows`, `left_out`, `faults` and `file_name` are there once it is valid."""

    file = forms.FileField(
        label="CSV file",
        help_text="UTF-8, separated by commas or semicolons, at most 5 MB and 10,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Choose another."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.file_name = file_name(file.name, ".csv")
        self.rows, self.left_out, self.faults = read_file(file)
        return file


def _checked(upload):
    """The CheckedFile of an upload whose size is asked before its bytes are read."""
    if not upload:
        return None
    check_size(upload.size)
    return check_file(upload.read(), upload.name)


def _next_stage(application):
    """The usual next step; none is proposed to someone whose way has ended."""
    steps = [
        Application.Stage.APPLIED,
        Application.Stage.SCREEN,
        Application.Stage.INTERVIEW,
        Application.Stage.DEBRIEF,
        Application.Stage.OFFER,
    ]
    following = dict(zip(steps, [*steps[1:], Application.Stage.HIRED], strict=True))
    return following.get(application.stage, Application.Stage.SCREEN)
