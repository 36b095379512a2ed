from uuid import uuid4

from django.db import models

from hiring.accounts.models import User
from hiring.catalog.content.shapes import LEVELS


class Level(models.TextChoices):
    ENTRY = "entry", "Entry"
    MID = "mid", "Mid"
    SENIOR = "senior", "Senior"
    LEAD = "lead", "Lead"

    @property
    def rank(self):
        return LEVELS.index(self.value)


def levels_in_words(first: str, last: str) -> str:
    return first.capitalize() if first == last else f"{first.capitalize()} to {last}"


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The catalogue is open to everyone who is signed in, and to nobody else."""
        return self if user.is_authenticated else self.none()

    def current(self):
        return self.filter(retired=False)

    def named(self):
        """With what their names are read from."""
        return self


class Entry(models.Model):
    """One thing the catalogue names. Retired, never deleted: openings and cards point at it."""

    slug = models.SlugField(max_length=80, unique=True)
    retired = models.BooleanField(default=False, db_index=True)
    catalogue_version = models.CharField(
        max_length=20, blank=True, help_text="The built-in catalogue it came with; empty for the company's own."
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(
        default=1, help_text="Counts the company's changes, so that two people cannot overwrite each other"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    @property
    def is_built_in(self):
        return bool(self.catalogue_version)


OWN_FROM = 20_000  # positions of a company's own entries, behind whatever a release brings


class Release(models.Model):
    """The built-in catalogue that the rows were last read from."""

    version = models.CharField(max_length=20)
    released = models.DateField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_catalogue_release")]

    def __str__(self):
        return f"{self.version} of {self.released:%-d %B %Y}"

    @classmethod
    def current(cls):
        return cls.objects.first()

    def is_newer_than(self, version: str) -> bool:
        """By the three numbers: 1.10.0 is newer than 1.9.0."""
        return in_order(self.version) > in_order(version)


class Edition(models.Model):
    """The state that the catalogue is in: another key after every change, so that what was read of it can be kept until then.

    A random key and no counter, for a change that is taken back must not share its key with the next one.
    """

    key = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_catalogue_edition")]

    def __str__(self):
        return str(self.key)

    @classmethod
    def current(cls):
        """A key to keep under what is read of the catalogue. Where there is none yet it is another one each time, so that nothing is kept."""
        return cls.objects.values_list("key", flat=True).first() or uuid4()

    @classmethod
    def renew(cls):
        """Called by whatever writes to the catalogue, before it writes: those who change it then wait for each other in one order."""
        cls.objects.update_or_create(pk=1, defaults={"key": uuid4()})


def in_order(version: str) -> tuple[int, ...]:
    """What versions are sorted by."""
    return tuple(int(number) for number in version.split("."))
