"""Signing in and out, and one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.tokens import default_token_generator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from .. import actions, demo_accounts
from ..forms import NewPasswordForm, PasswordForm, ProfileForm, SignInForm, TokenForm
from ..models import ApiToken, User
from ..sign_in import client_address, forget_attempts, note_attempt


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        return _try(request, form)
    return _sign_in_page(request, form)


def _try(request, form):
    email, address = form.cleaned_data["email"], client_address(request)
    if seconds := note_attempt(email, address):
        form.add_error(None, f"Too many tries. Wait {-(-seconds // 60)} min, then try again.")
        response = _sign_in_page(request, form, status=429)
        response["Retry-After"] = str(seconds)
        return response
    if not form.check(request):
        return _sign_in_page(request, form)
    forget_attempts(email, address)
    login(request, form.user)
    return redirect(_safe(request, form.cleaned_data["next"]))


def _sign_in_page(request, form, status=200):
    accounts = demo_accounts.existing() if settings.DEMO else []
    context = {"form": form, "demo_accounts": accounts, "demo_password": demo_accounts.PASSWORD if accounts else ""}
    return render(request, "accounts/sign_in.html", context, status=status)


def _safe(request, url):
    own = url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return url if own else settings.LOGIN_REDIRECT_URL


@require_POST
def sign_out(request):
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def set_password(request, uid, token):
    """Where a sign-in link leads: it works once, for three days, and ends when a password has been set."""
    user = _owner_of(uid)
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "accounts/link_ended.html", status=404)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/set_password.html", {"form": form, "person": user})


def _owner_of(uid):
    try:
        return User.objects.filter(pk=int(urlsafe_base64_decode(uid)), is_active=True).first()
    except (ValueError, OverflowError):
        return None


def account(request):
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your account is saved.")
        return redirect("accounts:account")
    return _account_page(request, form=form)


@require_POST
@sensitive_post_parameters()
def password_change(request):
    form = PasswordForm(request.POST, user=User.objects.get(pk=request.user.pk))
    if not form.is_valid():
        return _account_page(request, password_form=form)
    form.save()
    update_session_auth_hash(request, form.user)
    actions.record("changed the password of", form.user, by=form.user)
    messages.success(request, "Your password is changed. You are signed out everywhere else.")
    return redirect("accounts:account")


@require_POST
def token_create(request):
    """Shown once: only a digest is kept."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _account_page(request, token_form=form)
    return _account_page(request, token=actions.create_token(request.user, **form.cleaned_data))


@require_POST
def token_revoke(request, key):
    token = get_object_or_404(ApiToken, user=request.user, token_key=key)
    actions.revoke_token(token)
    messages.success(request, f"The token “{token}” no longer works.")
    return redirect("accounts:account")


def _account_page(request, **context):
    own = User.objects.get(pk=request.user.pk)
    forms = {"form": ProfileForm(instance=own), "password_form": PasswordForm(user=own), "token_form": TokenForm()}
    return render(request, "accounts/account.html", {**forms, "tokens": ApiToken.objects.filter(user=own), **context})
