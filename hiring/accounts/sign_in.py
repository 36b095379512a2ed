"""How often someone may try to sign in."""

import unicodedata
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from .models import SignInAttempt

WINDOW = timedelta(minutes=15)
FROM_ONE_ADDRESS, FOR_ONE_ACCOUNT, BY_ONE_ADDRESS = 10, 50, 50


def client_address(request):
    """Where the request came from, seen past the stated number of proxies; what the client itself claims is not believed."""
    proxies = settings.TRUSTED_PROXIES
    claimed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(claimed) >= proxies:
        return claimed[-proxies][:45]
    return request.META.get("REMOTE_ADDR", "")[:45]


def note_attempt(email, address):
    """Count a try before its password is looked at, so that many at once cannot slip through. Seconds to wait, or 0.

    An account locks per address first, so that a stranger elsewhere cannot easily keep its owner out.
    """
    account, since = spelling(email), timezone.now() - WINDOW
    attempt = SignInAttempt.objects.create(account=account, address=address)
    recent = SignInAttempt.objects.filter(at__gt=since).filter(Q(account=account) | Q(address=address)).order_by("-at", "-pk")
    tries = list(recent.values_list("account", "address", "at")[: 2 * FOR_ONE_ACCOUNT + 2])
    waits = [
        _wait([at for who, where, at in tries if who == account and where == address], FROM_ONE_ADDRESS),
        _wait([at for who, _, at in tries if who == account], FOR_ONE_ACCOUNT),
        _wait([at for _, where, at in tries if where == address], BY_ONE_ADDRESS),
    ]
    if max(waits):
        attempt.delete()
    return max(waits)


def forget_attempts(email, address):
    """After a success: the person knows the password. Old rows go as well."""
    own = Q(account=spelling(email), address=address)
    SignInAttempt.objects.filter(own | Q(at__lt=timezone.now() - WINDOW)).delete()


def spelling(email):
    return unicodedata.normalize("NFKC", email).casefold().strip()[:254]


def _wait(times, allowed):
    """Seconds until one more try is allowed; `times` newest first, the present try included."""
    if len(times) <= allowed:
        return 0
    return max(1, int((times[allowed] + WINDOW - timezone.now()).total_seconds()) + 1)
