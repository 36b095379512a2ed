"""What people type about themselves, about others and about the company."""

from django import forms
from django.contrib.auth import authenticate, password_validation

from .models import ApiToken, Company, User

WRONG = "The address and the password do not belong together, or the account is closed. Mind capitals in the password."


class SignInForm(forms.Form):
    email = forms.EmailField(label="Email", widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}))
    password = forms.CharField(
        label="Password", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    user = None

    def check(self, request):
        """Whether the password is right; then `user` is whoever signs in."""
        self.user = authenticate(request, username=self.cleaned_data["email"], password=self.cleaned_data["password"])
        if self.user is None:
            self.add_error(None, WRONG)
        return self.user is not None


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "theme"]
        labels = {"theme": "Look"}
        widgets = {"theme": forms.RadioSelect, "name": forms.TextInput(attrs={"autocomplete": "name"})}


class NewPasswordForm(forms.Form):
    """A first password, or a new one in the place of a forgotten one."""

    password = forms.CharField(
        label="New password",
        strip=False,
        max_length=200,
        help_text="At least 8 characters, not a common word and not only digits. A few words in a row are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same again", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        password_validation.validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "The two are not the same. Type both again.")
        return cleaned

    def save(self):
        self.user.set_password(self.cleaned_data["password"])
        self.user.save(update_fields=["password"])


class PasswordForm(NewPasswordForm):
    """A new password from someone who knows the present one."""

    present = forms.CharField(
        label="Present password", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    field_order = ["present", "password", "again"]

    def clean_present(self):
        if not self.user.check_password(self.cleaned_data["present"]):
            raise forms.ValidationError("This is not your present password.")
        return self.cleaned_data["present"]


class TokenForm(forms.ModelForm):
    class Meta:
        model = ApiToken
        fields = ["name", "scope"]
        widgets = {"scope": forms.RadioSelect, "name": forms.TextInput(attrs={"autocomplete": "off"})}
        help_texts = {"name": "Such as “nightly export”, so that you know later what stops when you revoke it."}

    def __init__(self, *args, **kwargs):
        # The page has another form with a name.
        super().__init__(*args, auto_id="token_%s", **kwargs)


class CompanyForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Company
        fields = ["name", "purpose", "goals", "how_we_hire", "benefits", "pay_spread_percent", "employees"]
        labels = {"pay_spread_percent": "Half-width of a pay range"}
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("purpose", "goals", "how_we_hire", "benefits")}

    def clean_pay_spread_percent(self):
        share = self.cleaned_data["pay_spread_percent"]
        if not 1 <= share <= 50:
            raise forms.ValidationError("Choose a whole number from 1 to 50.")
        return share

    @property
    def texts(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PersonForm(forms.ModelForm):
    """Someone who works here: how they are called and what they may begin."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = User
        fields = ["name", "email", "part"]
        labels = {"email": "Email"}
        widgets = {"part": forms.RadioSelect}
        help_texts = {
            "part": "Interviewers rate the candidates whom they are asked to meet. Hiring managers and recruiters also open positions; recruiters "
            "decide about doubtful pay figures too. Admins do all of this, see every opening, and look after people and the company. "
            "What anyone else sees of an opening comes from their part in it.",
            "email": "They sign in with it.",
        }

    def clean_email(self):
        email = User.objects.normalize_email(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Someone with this address is here already.")
        return email


class TrailFilterForm(forms.Form):
    by = forms.ModelChoiceField(User.objects.all(), label="Who", required=False, empty_label="Everyone")
    kind = forms.ChoiceField(label="What", required=False)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *((kind, word) for kind, word in kinds)]
