from django import forms

from hiring.catalog.content.uploads import MAX_UPLOAD, UnreadableUpload, sheets_of


class ImportForm(forms.Form):
    """A catalogue as a file. `sheets` holds what was read; faults in it are the import's to tell."""

    file = forms.FileField(
        label="Catalogue",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".zip,.yaml,.yml"}),
        help_text="The ZIP that “Export as YAML” gives, or one .yaml file of it, up to 3 MB.",
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            self.sheets = sheets_of(upload.read(MAX_UPLOAD + 1), upload.name)
        except UnreadableUpload as fault:
            raise forms.ValidationError(str(fault)) from fault
        return upload
