"""Writes that keep a record."""

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from .models import ApiToken, Company, TrailEntry, User


def record(verb, target, *, by, **detail):
    """Add to the trail that `by` did `verb` ("submitted") to `target` (a saved model instance)."""
    return TrailEntry.objects.create(verb=verb, kind=target._meta.model_name, object_id=str(target.pk), by=by, detail=detail)


def forget_words(kind, keys):
    """Take what people typed, and the digests of files, out of the trail of these things. That and when it was done stays."""
    entries = TrailEntry.objects.filter(kind=kind, object_id__in=[str(key) for key in keys])
    for entry in entries.exclude(detail={}):
        kept = {name: value for name, value in entry.detail.items() if name not in ("reason", "sha256")}
        TrailEntry.objects.filter(pk=entry.pk).update(detail=kept)


@transaction.atomic
def update_company(*, by, version, **fields):
    """Change the company's texts. False if someone else changed them since `version`."""
    Company.objects.get_or_create(pk=1)
    changes = {"version": F("version") + 1, "changed_by": by, "changed_at": timezone.now()}
    done = Company.objects.filter(pk=1, version=version).update(**changes, **fields)
    if done:
        record("changed", Company.current(), by=by, fields=sorted(fields))
    return bool(done)


class LastAdmin(Exception):
    """Without an admin nobody could let anyone in again."""


@transaction.atomic
def add_person(user, *, by):
    """Save a new User, who chooses a password through the link of `sign_in_link`."""
    user.set_unusable_password()
    user.save()
    record("added", user, by=by, name=user.name, part=user.part)
    return user


@transaction.atomic
def change_person(user, *, by, version):
    """Save an edited User. False if someone else saved them since `version`. Raises LastAdmin."""
    if user.part != User.Part.ADMIN:
        _keep_an_admin_beside(user)
    done = User.objects.filter(pk=user.pk, version=version).update(
        name=user.name, email=user.email, part=user.part, version=F("version") + 1
    )
    if done:
        record("changed", user, by=by, name=user.name, part=user.part)
    return bool(done)


@transaction.atomic
def remove_access(user, *, by):
    """End every way in at once: the account, its sessions, its password and links, its API tokens. Raises LastAdmin."""
    _keep_an_admin_beside(user)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    ApiToken.objects.filter(user=user).delete()
    record("removed access of", user, by=by, name=user.name)


@transaction.atomic
def restore_access(user, *, by):
    """Let someone in again, who then chooses a new password through a new link. Sight of confidential figures is given anew, by itself."""
    user.is_active, user.sees_pay_data, user.sees_demographics = True, False, False
    user.save(update_fields=["is_active", "sees_pay_data", "sees_demographics"])
    record("gave access back to", user, by=by, name=user.name)


def sign_in_link(user, *, by):
    """The path where `user` chooses a password: works once, for three days. Kept nowhere, so show it now."""
    record("made a sign-in link for", user, by=by, name=user.name)
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("accounts:set_password", args=[uid, default_token_generator.make_token(user)])


@transaction.atomic
def create_token(user, *, name, scope):
    """A new API token's text, which is kept nowhere."""
    kept, token = ApiToken.objects.create(user, name=name, scope=scope)
    record("made an API token for", user, by=user, token=name, may=kept.get_scope_display(), begins=kept.token_key)
    return token


@transaction.atomic
def revoke_token(token):
    token.delete()
    record("revoked an API token of", token.user, by=token.user, token=token.name, begins=token.token_key)


def _keep_an_admin_beside(user):
    admins = User.objects.select_for_update().filter(part=User.Part.ADMIN, is_active=True)
    if {admin.pk for admin in admins} == {user.pk}:
        raise LastAdmin
