"""An entry of the catalogue to fill in, field by field or as YAML. Both clean to its body, checked like a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.html import format_html, format_html_join

from hiring.catalog.content import entry_faults, entry_problems, known_by
from hiring.catalog.content.fields import Field, name_of, opened, schema_of, texts_in, typed
from hiring.catalog.content.files import GroupName, Idea, QuestionName, SkillName
from hiring.catalog.content.reading import MAX_BYTES
from hiring.catalog.content.schema import Choice, Keys, ListOf, Number, Text, YesNo
from hiring.catalog.content.uploads import UnreadableUpload, sheet_of
from hiring.catalog.content.words import CHOICES, hint_of, label_of
from hiring.catalog.models import Edit, Question, SkillGroup
from hiring.catalog.queries import free_slug, group_of, question_bank, questions_without_practice, surroundings

from .filters import QuickSelect

COUNT = {"min_value": 0, "max_value": 2**31 - 1, "widget": forms.HiddenInput}


class YamlForm(forms.Form):
    """The whole entry as YAML."""

    text = forms.CharField(
        label="Text",
        max_length=MAX_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "class": "form-control font-monospace", "spellcheck": "true"}),
        help_text="As in the catalogue’s files: one key a line, texts in quotes where they hold a colon or a hash.",
    )
    version = forms.IntegerField(**COUNT)

    def __init__(self, *args, kind, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.row = kind, row

    def clean_text(self):
        try:
            sheet = sheet_of(self.cleaned_data["text"].replace("\r\n", "\n"))
        except UnreadableUpload as fault:
            raise forms.ValidationError(str(fault)) from fault
        faults = entry_faults(self.kind, sheet, surroundings(self.kind, self.row))
        errors = [
            f"Line {fault.line}, {fault.key}: {fault.message}" if fault.key else f"Line {fault.line}: {fault.message}" for fault in faults
        ]
        if isinstance(sheet.value, dict) and self.row:
            errors += self._moved(sheet.value)
        if errors:
            raise forms.ValidationError(errors)
        self.body = sheet.value
        return self.cleaned_data["text"]

    def _moved(self, body):
        """What points at an entry knows it by its slug, and a release files a built-in under its group."""
        key = known_by(self.kind)
        if body.get(key) != self.row.slug:
            yield f"The {key} must stay {self.row.slug}: what uses the entry points at it."
        if self.row.is_built_in and "group" in body and body["group"] != self.row.group.slug:
            yield f"The group of a built-in entry must stay {self.row.group.slug}."
        if self.row.is_built_in and body.get("code", "") != getattr(self.row, "code", ""):
            yield f"The code of a built-in role must stay {self.row.code}."


class EntryForm(forms.Form):
    """An entry, or one level of a role (`part`), as fields named by their path in its body.

    `start` is the body to begin with: the entry as it is saved, or what a new one is made from. `body` is that with what
    was typed in place. `rows` ("add:…", "drop:…" or "raise:…" with the name of a list or of its row) only changes what
    is shown: such a form is not bound and saves nothing.
    """

    use_required_attribute = False

    def __init__(self, data=None, *, kind, row, start, user, part="", rows=""):
        self.kind, self.row = kind, row
        path, piece = schema_of(kind, part, self._fixed())
        action, _, target = rows.partition(":")
        self.body = start
        if data is not None:
            found = typed(piece, data, path, known=texts_in(start), move=(action, target)) or {}
            self.body = self._whole(start, found, path, piece)
        self.outline = opened(piece, _at(self.body, path), path, wider=target if action == "add" else "")
        values = {field.name: field.value for field in self.outline.all()}
        version = {"version": row.version if row else 0} | ({"version": data.get("version")} if data is not None else {})
        bound = {"data": values | version} if data is not None and not rows else {"initial": values | version}
        super().__init__(**bound, label_suffix="")
        self.fields["version"] = forms.IntegerField(**COUNT)
        widgets = _Widgets(user)
        for field in self.outline.all():
            if field.path != path:
                self.fields[field.name] = _Plain(
                    label=label_of(field.path),
                    help_text=hint_of(field.path, field.piece),
                    required=not field.optional,
                    widget=widgets.of(field),
                )
        if action == "add":
            self._begin_in(target)

    def _fixed(self):
        """Keys without a field: slugs stand, checks are code, and a release knows its entries by group and code."""
        built_in = ("group", "code") if self.row and self.row.is_built_in else ()
        of_kind = ("group",) if self.kind == Edit.Kind.QUESTION else ()
        return ("slug", "check", *built_in, *of_kind, *([known_by(self.kind)] if self.row else []))

    def _whole(self, start, found, path, piece):
        if path:
            return start | {"levels": start["levels"] | {path[1]: found}}
        body = {key: value for key, value in start.items() if key not in piece.required | piece.optional} | found
        if self.kind == Edit.Kind.QUESTION and not (self.row and self.row.is_built_in):
            body["group"] = group_of(body.get("skills", [""])[0])
        if not self.row and known_by(self.kind) == "slug":
            body["slug"] = free_slug(self.kind, body.get("name") or body.get("prompt") or "")
        return body

    def _begin_in(self, name):
        """The row that was added takes the focus."""
        rows = next((field.parts for field in self.outline.all() if field.name == name), ())
        for field in rows[-1:]:
            self.fields[next(field.leaves()).name].widget.attrs["autofocus"] = True

    def clean(self):
        for path, message in entry_problems(self.kind, self.body, surroundings(self.kind, self.row)):
            self._refuse(path, f"{message[:1].upper()}{message[1:]}.")

    def _refuse(self, path, message):
        place = path
        while place and name_of(place) not in self.fields:
            place = place[:-1]
        row = next((step + 1 for step in place[:-1] if isinstance(step, int)), None)
        told = f"Row {row}: {message}" if row else message
        self.add_error(name_of(place) or None, told if place else f"{label_of(path)}: {message}")

    @property
    def shown(self) -> Iterator["Shown"]:
        """The fields as they stand on the page."""
        return (self._shown(part) for part in self.outline.parts)

    def _shown(self, field):
        return Shown(self[field.name], field, [self._shown(part) for part in field.parts])


@dataclass(frozen=True)
class Shown:
    """A bound field, with the fields inside it where it is a list or a group."""

    bound: forms.BoundField
    field: Field
    parts: list["Shown"]

    @property
    def is_list(self):
        return isinstance(self.field.piece, ListOf)

    @property
    def is_range(self):
        """A list whose length is fixed, such as the first and the last level."""
        return self.is_list and self.field.piece.least == self.field.piece.most

    @property
    def is_full(self):
        return len(self.parts) >= self.field.piece.most

    @property
    def is_group(self):
        return isinstance(self.field.piece, Keys)

    @property
    def is_long(self):
        """A group that holds texts of some length, which stand one below the other."""
        return self.is_group and any(isinstance(part.bound.field.widget, forms.Textarea) for part in self.parts)

    @property
    def is_left_empty(self):
        return self.field.optional and not self.field.value and not any(part.bound.errors for part in self.parts)

    @property
    def weights(self) -> int | None:
        """The sum of a profile's weights as far as they are numbers."""
        if "profile" not in self.field.path[-1:]:
            return None
        found = [part.field.value for row in self.parts for part in row.parts if part.field.path[-1] == "weight"]
        return sum(weight for weight in found if isinstance(weight, int))


class _Plain(forms.Field):
    """The checker of the catalogue says what is wrong with a value; the field only shows it."""

    def clean(self, value):
        return value


class _Head(forms.Widget):
    """Stands for a list or a group, so that what is wrong with it as a whole has a place."""

    use_fieldset = True


class _Proposing(forms.TextInput):
    """A line of text for which there are proposals."""

    def __init__(self, proposals):
        super().__init__(attrs={"maxlength": 80})
        self.proposals = proposals

    def render(self, name, value, attrs=None, renderer=None):
        options = format_html_join("", '<option value="{}">', ((each,) for each in self.proposals))
        field = super().render(name, value, {**(attrs or {}), "list": f"{name}-proposals"}, renderer)
        return format_html('{}<datalist id="{}-proposals">{}</datalist>', field, name, options)


class _Widgets:
    """Widgets for the pieces of a schema. The lists to choose from are read once."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def skills(self):
        return question_bank(self.user).skills

    @cached_property
    def groups(self):
        return list(SkillGroup.objects.visible_to(self.user).current().values_list("slug", "name"))

    @cached_property
    def questions(self):
        return questions_without_practice(self.user)

    @cached_property
    def ideas(self):
        found = Question.objects.visible_to(self.user).current().exclude(idea="")
        return found.order_by("idea").values_list("idea", flat=True).distinct()

    def of(self, field: Field) -> forms.Widget:
        piece = field.piece
        if isinstance(piece, (Keys, ListOf)):
            return _Head()
        if isinstance(piece, SkillName):
            return _select(self.skills, field.value)
        if isinstance(piece, QuestionName):
            return _select(self.questions, field.value)
        if isinstance(piece, Idea):
            return _Proposing(self.ideas)
        if isinstance(piece, GroupName):
            return _select(self.groups, field.value)
        if isinstance(piece, Choice):
            return _select([(option, CHOICES[option]) for option in piece.options], field.value)
        if isinstance(piece, YesNo):
            return forms.CheckboxInput()
        if isinstance(piece, Number):
            return forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 9, "size": 4})
        if isinstance(piece, Text) and piece.max_chars > 80:
            return forms.Textarea(attrs={"rows": 12 if piece.max_chars > 8000 else 6 if piece.min_words >= 40 else 2})
        return forms.TextInput(attrs={"maxlength": getattr(piece, "max_chars", 8)})


def _select(choices, value):
    """What is chosen stays to be chosen, also when the list no longer has it."""
    known = {key for group, inner in choices for key in ([key for key, _ in inner] if isinstance(inner, list) else [group])}
    first = [] if value in known else [(value or "", value or "Choose")]
    widget = QuickSelect(choices=[*first, *choices])
    widget.attrs["class"] = "form-select"
    return widget


def _at(body, path):
    for step in path:
        body = body.get(step) or {}
    return body
