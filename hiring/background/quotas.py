"""How much one person may send in a day, so that one account cannot fill the disk for everyone."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, Sum
from django.utils import timezone

from .models import StoredFile

WINDOW = timedelta(hours=24)


def check_quota(user, size):
    """Raises ValidationError, in words for them, if `user` has sent so much that `size` bytes more are too many."""
    sent = StoredFile.objects.filter(sent_by=user, created_at__gt=timezone.now() - WINDOW).aggregate(files=Count("pk"), size=Sum("size"))
    if sent["files"] >= settings.UPLOADS_A_DAY:
        raise _reached(f"{sent['files']:,} files")
    if (sent["size"] or 0) + size > settings.UPLOAD_BYTES_A_DAY:
        raise _reached(f"{settings.UPLOAD_BYTES_A_DAY >> 20:,} MB")


def _reached(amount):
    return ValidationError(
        f"You have sent {amount} within 24 hours, the most that one account may. Send the rest tomorrow; "
        "whoever runs this server can raise the limit."
    )
