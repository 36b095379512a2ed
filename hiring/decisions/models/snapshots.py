"""Rankings worked out once, for every process to read."""

from django.db import models


class Snapshot(models.Model):
    """The standing of one set of marks, found by its digest. Nothing to invalidate: other marks are another digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    content = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.digest[:12]
