"""Who looked at scores and marks, and when."""

from django.conf import settings
from django.db import models

from hiring.openings.models import Opening


class LookQuerySet(models.QuerySet):
    def of(self, application):
        """Looks at this application, alone or among others of its opening."""
        rows = self.filter(opening=application.opening_id).select_related("by")
        return [look for look in rows.order_by("at", "pk") if application.pk in look.shown]


class Look(models.Model):
    """One page that showed marks or scores to one person. Rows are only ever added.

    `marks_sha256` is over all that the page was computed from, so the same digest means that the same was seen.
    """

    class Page(models.TextChoices):
        RANKING = "ranking", "Ranking"
        DEBRIEF = "debrief", "Debrief"
        EXPLANATION = "explanation", "A score line by line"
        DECIDING = "deciding", "The form for a decision"
        WHAT_IF = "what-if", "What if: other weights"
        PACK = "pack", "Decision pack"

    page = models.CharField(max_length=12, choices=Page)
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="+")
    shown = models.JSONField(help_text="Keys of the applications on the page.")
    marks_sha256 = models.CharField(max_length=64, blank=True)
    method = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = LookQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["opening", "at"])]

    def __str__(self):
        return f"{self.by}: {self.get_page_display()}"
