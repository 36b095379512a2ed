"""Form fields about people, for the forms of all domains."""

from django import forms
from django.core.exceptions import ValidationError

LARGEST_ID = 2**63 - 1


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people. A number that no column holds is refused like any other that is no choice."""

    def clean(self, value):
        for key in value or ():
            if str(key).isdecimal() and (len(str(key)) > 19 or int(key) > LARGEST_ID):
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(key)[:20]})
        return super().clean(value)
