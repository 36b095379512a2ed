from django import forms


class PracticeForm(forms.Form):
    """One's mark for one answer of a sample, named by its digest."""

    answer = forms.CharField(max_length=16)
    mark = forms.TypedChoiceField(
        coerce=int,
        choices=[(mark, mark) for mark in range(1, 6)],
        error_messages={"required": "Choose the mark that the answer comes closest to, then see what was agreed."},
    )

    def __init__(self, *args, sample, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreed = {digest: answer["mark"] for digest, answer in sample.shuffled}

    def clean_answer(self):
        if self.cleaned_data["answer"] not in self.agreed:
            raise forms.ValidationError("The text of this answer has changed. Read it again.")
        return self.cleaned_data["answer"]
