"""Two to four role-levels and a place, all in the address."""

from django import forms

from hiring.catalog.models import Level, RoleLevel
from hiring.salaries.models import Country

from .queries import places_with_pay, usual_place

SIDES = ("a", "b", "c", "d")


class CompareForm(forms.Form):
    """Sides as a, b, c and d. What cannot be read is left out and named; the others hold."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.user = user
        choices = _role_level_choices(user)
        for name, label in zip(SIDES, ("First", "Second", "Third", "Fourth"), strict=True):
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", "None"), *choices])
        self.fields["country"] = forms.ModelChoiceField(places_with_pay(user), label="Pay in", required=False)
        self.is_valid()

    def keys(self) -> list[str]:
        return [key for key in (self.cleaned_data.get(name) for name in SIDES) if key]

    def country(self) -> Country:
        return self.cleaned_data.get("country") or usual_place(self.user)

    @property
    def unread(self) -> str:
        return ", ".join(f"{self[name].label.lower()} “{self.data.get(name, '')[:60]}”" for name in self.errors)


def _role_level_choices(user):
    found = RoleLevel.objects.visible_to(user).current().select_related("role")
    grouped = {}
    for each in sorted(found, key=lambda each: (each.role.position, Level(each.level).rank)):
        grouped.setdefault(each.role.name, []).append((each.key, str(each)))
    return list(grouped.items())
