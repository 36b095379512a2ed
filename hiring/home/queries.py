"""Reads that several parts of the first screen share."""

from django.db.models import Exists, OuterRef

from hiring.openings.models import DescriptionVersion, Membership, Opening


def own_openings(user):
    """Those not closed that the user handles as a member; an admin's right to see all does not make all of them theirs."""
    managing = Membership.objects.managing().filter(user=user).values("opening")
    return Opening.objects.managed_by(user).active().filter(pk__in=managing).order_by()


def has_newer_version():
    """Whether a description version has been overtaken; only the newest can be approved."""
    return Exists(DescriptionVersion.objects.filter(opening=OuterRef("opening"), number__gt=OuterRef("number")))


def hours(span, *, exact=False):
    """ "27 h", "40 min", "3 days"; with `exact` also "2 h 10 min", for what is still to come."""
    minutes = max(int(span.total_seconds() // 60), 1)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h" + (f" {minutes % 60} min" if exact and minutes % 60 and minutes < 6 * 60 else "")
    return f"{minutes // (24 * 60)} days"
