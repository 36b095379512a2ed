from django.db import models

from .edits import Edit


class ReleaseChange(models.Model):
    """What a release changed in one built-in entry: the built-in texts before and after, by the keys of an `Edit`."""

    class Verb(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        RETIRED = "retired", "Retired"

    version = models.CharField(max_length=20)
    verb = models.CharField(max_length=8, choices=Verb)
    kind = models.CharField(max_length=8, choices=Edit.Kind)
    slug = models.SlugField(max_length=80)
    was = models.JSONField(default=dict)
    now = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "slug"], name="changes_of_an_entry")]

    def __str__(self):
        return f"{self.verb} {self.kind} {self.slug} with {self.version}"
