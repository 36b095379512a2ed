"""Jobs and the files they make."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse


class StoredFile(models.Model):
    """An immutable file named by its content, outside any public folder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    path = models.CharField(max_length=120)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["sent_by", "created_at"], name="files_someone_sent")]

    def __str__(self):
        return self.name

    def open(self):
        return default_storage.open(self.path, "rb")


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A job is its owner's; what it made is guarded by the page that started it."""
        return self.filter(created_by=user)

    def due(self):
        """Queued and not hinted at lately, or running with a lease that has run out."""
        return self.filter(
            models.Q(state=Job.State.QUEUED, hinted_at__lt=Now() - timedelta(seconds=Job.HINT_SECONDS))
            | models.Q(state=Job.State.RUNNING, leased_until__lt=Now())
        )


class Job(models.Model):
    """Work as a row. The broker's message carries only the id; this row decides who works on it."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Working"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    LEASE_SECONDS = 90
    HINT_SECONDS = 60
    MAX_ATTEMPTS = 3

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    hinted_at = models.DateTimeField(db_default=Now())  # like every lease, by the database's clock, which all processes share
    leased_until = models.DateTimeField(null=True)
    done_steps = models.PositiveIntegerField(default=0)
    total_steps = models.PositiveIntegerField(default=1)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT)
    back_url = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="jobs")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("background:job_detail", args=[self.pk])

    @property
    def is_over(self):
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)
