from django.db import models

from hiring.catalog.content import flat, nested


class Edit(models.Model):
    """What a company changed in a built-in entry, kept apart from the built-in text.

    All three hold keys of the entry's YAML, those of a role's levels as "levels.mid.purpose" (see `flat`): `fields` as
    the company has them, `base` as they were built in when the company changed them, `offered` as a newer release
    would have them.
    """

    class Kind(models.TextChoices):
        SKILL = "skill", "Skill"
        QUESTION = "question", "Question"
        ROLE = "role", "Role"
        PRACTICE = "practice", "Practice sample"

    kind = models.CharField(max_length=8, choices=Kind)
    slug = models.SlugField(max_length=80)
    fields = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    base_version = models.CharField(max_length=20)
    offered = models.JSONField(default=dict)

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_edit_an_entry")]

    def __str__(self):
        return f"{self.kind} {self.slug}: {', '.join(self.fields)}"

    def apply(self, body: dict) -> dict:
        """The built-in body with the company's fields in place; a field that is None was taken away."""
        merged = flat(body) | self.fields
        return nested({key: value for key, value in merged.items() if value is not None})

    def meet(self, body: dict) -> bool:
        """Compare with a newer built-in body; True if what it offers has changed. Not saved."""
        body = flat(body)
        offered = {key: body.get(key) for key, was in self.base.items() if body.get(key) != was}
        offered = {key: text for key, text in offered.items() if text != self.fields[key]}
        changed = offered != self.offered
        self.offered = offered
        return changed
