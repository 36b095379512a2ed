from django import forms

from hiring.catalog.content import entry_faults
from hiring.catalog.content.reading import MAX_BYTES, read_bytes
from hiring.catalog.queries import surroundings


class EntryForm(forms.Form):
    """One entry as YAML. Cleans to its body, checked like a file of the catalogue."""

    text = forms.CharField(
        label="Text",
        max_length=MAX_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "class": "form-control font-monospace", "spellcheck": "true"}),
        help_text="As in the catalogue’s files: one key a line, texts in quotes where they hold a colon or a hash.",
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, kind, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.row = kind, row

    def clean_text(self):
        sheet = read_bytes(self.cleaned_data["text"].replace("\r\n", "\n").encode())
        faults = entry_faults(self.kind, sheet, surroundings(self.kind, self.row))
        errors = [
            f"Line {fault.line}, {fault.key}: {fault.message}" if fault.key else f"Line {fault.line}: {fault.message}" for fault in faults
        ]
        if isinstance(sheet.value, dict) and self.row:
            errors += self._moved(sheet.value)
        if errors:
            raise forms.ValidationError(errors)
        return sheet.value

    def _moved(self, body):
        """What points at an entry knows it by its slug, and a release files a built-in under its group."""
        if body.get("slug") != self.row.slug:
            yield f"The slug must stay {self.row.slug}: openings and questions point at it."
        if self.row.is_built_in and "group" in body and body["group"] != self.row.group.slug:
            yield f"The group of a built-in entry must stay {self.row.group.slug}."
        if self.row.is_built_in and body.get("code", "") != getattr(self.row, "code", ""):
            yield f"The code of a built-in role must stay {self.row.code}."
