"""Filters that live in the address, and the eight questions of "Which role do I need?"."""

from html import escape

from django import forms
from django.utils.safestring import mark_safe

from hiring.catalog.bank import BankQuestion
from hiring.catalog.fit import ASKS
from hiring.catalog.models import Level, Question

MINUTES = [(5, "up to 5"), (10, "up to 10"), (15, "up to 15"), (30, "up to 30"), (60, "up to 60")]


class QuickSelect(forms.Select):
    """The same HTML as a select of Django's, without a template for each option: a list of 60 skills took 4 ms."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        attributes = "".join(f' {key}="{escape(str(text))}"' for key, text in self.build_attrs(self.attrs, attrs).items())
        body = "".join(self._choice(key, label, chosen) for key, label in self.choices)
        return mark_safe(f'<select name="{escape(name)}"{attributes}>{body}</select>')  # noqa: S308 - every part is escaped

    def _choice(self, key, label, chosen):
        if isinstance(label, (list, tuple)):
            return f'<optgroup label="{escape(str(key))}">{"".join(self._choice(*each, chosen) for each in label)}</optgroup>'
        selected = " selected" if str(key) == chosen else ""
        return f'<option value="{escape(str(key))}"{selected}>{escape(str(label))}</option>'


class QuestionFilter(forms.Form):
    """A filter that cannot be read is named and left out; the others hold."""

    q = forms.CharField(label="Search", required=False, max_length=120)
    skill = forms.ChoiceField(label="Skill", required=False, widget=QuickSelect)
    role = forms.ChoiceField(label="Role", required=False, widget=QuickSelect)
    level = forms.ChoiceField(label="Level", required=False, choices=[("", "Any level"), *Level.choices], widget=QuickSelect)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any kind"), *Question.Kind.choices], widget=QuickSelect)
    minutes = forms.TypedChoiceField(
        label="Minutes", required=False, coerce=int, empty_value=None, choices=[("", "Any length"), *MINUTES], widget=QuickSelect
    )

    def __init__(self, *args, bank, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.bank = bank
        self.fields["skill"].choices = [("", "Any skill"), *bank.skills]
        self.fields["role"].choices = [("", "Any role"), *bank.roles]
        for field in self.fields.values():
            field.widget.attrs.update({"class": "form-control" if field.widget.input_type == "text" else "form-select"})

    @property
    def unread(self) -> str:
        """The filters that had to be left out, in words."""
        return ", ".join(f"{self[name].label.lower()} “{self.data.get(name, '')[:60]}”" for name in self.errors)

    def found(self) -> list[BankQuestion]:
        self.is_valid()
        return self.bank.found(**self.cleaned_data)


class WhichForm(forms.Form):
    """One choice for each question of the rule; what is left open adds nothing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for ask in ASKS:
            choices = [(option.value, option.label) for option in ask.options]
            self.fields[ask.name] = forms.ChoiceField(label=ask.text, required=False, choices=choices, widget=forms.RadioSelect)

    def answers(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
