import hashlib
from textwrap import shorten

from django.db import models
from django.db.models import Q
from django.urls import reverse

from hiring.accounts.models import User

from .base import Entry, EntryQuerySet
from .questions import Question
from .skills import Skill


class PracticeSampleQuerySet(EntryQuerySet):
    def named(self):
        return self.select_related("skill", "question")


class PracticeSample(Entry):
    """Written answers with agreed marks, to practise on before a real interview. Its slug is its question's: each has one."""

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="practice_samples")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="practice_samples")
    answers = models.JSONField(default=list, help_text="text, mark and why, each")

    objects = PracticeSampleQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["skill__position", "slug"]

    def __str__(self):
        return f"Practice for {self.skill}: {shorten(self.question.prompt, 60, placeholder='…')}"

    def get_absolute_url(self):
        return reverse("catalog:practice_sample", args=[self.pk])

    @property
    def shuffled(self) -> list[tuple[str, dict]]:
        """(digest of the text, answer), in an order that tells nothing of the marks and stays the same."""
        return sorted((digest_of(answer["text"]), answer) for answer in self.answers)


def digest_of(text: str) -> str:
    """Names an answer by its text, so that a changed text is a new answer to mark."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class PracticeMarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own and nobody else's, whatever part one has: practice is no assessment."""
        return self.filter(by=user) if user.is_authenticated else self.none()


class PracticeMark(models.Model):
    """The first mark that someone gave to a sample answer, before they saw the agreed one."""

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sample = models.ForeignKey(PracticeSample, on_delete=models.CASCADE, related_name="marks")
    answer = models.CharField(max_length=16, help_text="Digest of the text that was marked")
    mark = models.PositiveSmallIntegerField()
    agreed = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    objects = PracticeMarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "sample", "answer"], name="practice_mark_once"),
            models.CheckConstraint(condition=Q(mark__gte=1, mark__lte=5), name="practice_mark_on_the_scale"),
        ]

    def __str__(self):
        return f"{self.mark}, agreed {self.agreed}"
