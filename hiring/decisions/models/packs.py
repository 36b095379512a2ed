"""Decision packs that were made."""

from django.conf import settings
from django.db import models

from hiring.background.models import StoredFile
from hiring.candidates.models import Application
from hiring.interviews.models import Interview

from .decisions import Decision


class PackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Packs of applications whose decision one may see. A pack holds scores: closed while one owes a card in the opening."""
        return self.filter(application__in=Pack.applications_for(user))


class Pack(models.Model):
    """The whole story of one decided application as it was written down once: the same as JSON and as PDF."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="packs")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="packs")
    sha256 = models.CharField(max_length=64, help_text="Over all parts, as the pack itself states it.")
    json = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Pack of {self.application}"

    @staticmethod
    def applications_for(user):
        """Decided applications of which the user may have a pack."""
        decided = Decision.objects.visible_to(user).values("application")
        closed = Interview.objects.unrated_by(user).values("application__opening")
        return Application.objects.filter(pk__in=decided).exclude(opening__in=closed)
