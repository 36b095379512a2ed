from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from .edits import Edit


class WaitingImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own: nobody confirms what another has looked at."""
        return self.filter(by=user) if user.is_authenticated else self.none()

    def waiting(self):
        return self.filter(tried_at__gte=timezone.now() - WaitingImport.KEPT)

    def expired(self):
        return self.filter(tried_at__lt=timezone.now() - WaitingImport.KEPT)


class WaitingImport(models.Model):
    """A catalogue that was tried without a fault and waits to be confirmed, one for each person."""

    KEPT = timedelta(hours=24)

    by = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=150)
    content = models.BinaryField()
    unchanged = models.PositiveIntegerField()
    stamp = models.JSONField(help_text="The entries it would touch and their versions, as they were when it was tried")
    tried_at = models.DateTimeField(default=timezone.now)

    objects = WaitingImportQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def adds(self) -> list[tuple[Edit.Kind, str]]:
        return [(Edit.Kind(kind), slug) for kind, slug, version in self.stamp if not version]

    @property
    def changes(self) -> list[tuple[Edit.Kind, str]]:
        return [(Edit.Kind(kind), slug) for kind, slug, version in self.stamp if version]
