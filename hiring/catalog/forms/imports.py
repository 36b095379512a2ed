from django import forms

from hiring.catalog.content.unpacking import MAX_UPLOAD, UnreadableUpload
from hiring.catalog.content.uploads import sheets_of


class ImportForm(forms.Form):
    """A catalogue as a file: its `content`, and as `sheets` what was read of it. Faults in these are the import's to tell."""

    file = forms.FileField(
        label="Catalogue",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".zip,.yaml,.yml"}),
        help_text="The ZIP that “Export as YAML” gives, or one .yaml file of it, up to 3 MB.",
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            self.content = upload.read(MAX_UPLOAD + 1)
            self.sheets = sheets_of(self.content, upload.name)
        except UnreadableUpload as fault:
            raise forms.ValidationError(str(fault)) from fault
        return upload
