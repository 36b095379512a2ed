from textwrap import shorten

from django.db import models
from django.urls import reverse

from hiring.catalog.content.shapes import LEVELS

from .base import Entry, EntryQuerySet, Level, levels_in_words
from .skills import Skill, SkillGroup


class QuestionQuerySet(EntryQuerySet):
    def at_level(self, level: str):
        rank = LEVELS.index(level)
        return self.filter(level_from__in=LEVELS[: rank + 1], level_to__in=LEVELS[rank:])

    def informing(self, skills):
        return self.filter(pk__in=QuestionSkill.objects.filter(skill__in=skills).values("question"))

    def with_skills(self):
        return self.prefetch_related(models.Prefetch("skill_rows", QuestionSkill.objects.select_related("skill").order_by("position")))


class Question(Entry):
    class Kind(models.TextChoices):
        BEHAVIOURAL = "behavioural", "Behavioural"
        SITUATIONAL = "situational", "Situational"
        TECHNICAL = "technical", "Technical"
        WORK_SAMPLE = "work-sample", "Work sample"

    group = models.ForeignKey(SkillGroup, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=12, choices=Kind)
    prompt = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    level_from = models.CharField(max_length=8, choices=Level)
    level_to = models.CharField(max_length=8, choices=Level)
    follow_ups = models.JSONField(default=list)
    strong = models.TextField()
    adequate = models.TextField()
    weak = models.TextField()
    avoid = models.TextField()
    idea = models.CharField(max_length=80, blank=True, help_text="What it rests on, in the words of the other questions that do")
    answer = models.TextField(blank=True)
    answer_check = models.TextField(blank=True, help_text="Source that recomputes the answer in our tests; never run by the app")
    skills = models.ManyToManyField(Skill, through="QuestionSkill", related_name="questions")

    objects = QuestionQuerySet.as_manager()

    def __str__(self):
        return shorten(self.prompt, 90, placeholder="…")

    def get_absolute_url(self):
        return reverse("catalog:question", args=[self.slug])

    @property
    def ordered_skills(self) -> list[Skill]:
        """Main skill first. Free of queries after `with_skills()`."""
        return [row.skill for row in sorted(self.skill_rows.all(), key=lambda row: row.position)]

    @property
    def cousins(self) -> QuestionQuerySet:
        """Other questions that rest on the same idea: whoever has met one has half answered these."""
        others = Question.objects.current().exclude(pk=self.pk)
        return others.filter(idea__iexact=self.idea) if self.idea else others.none()

    @property
    def levels_label(self) -> str:
        return levels_in_words(self.level_from, self.level_to)


class QuestionSkill(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="question_rows")
    position = models.PositiveSmallIntegerField(help_text="0 is the main skill")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["question", "skill"], name="question_skill_once")]
        indexes = [models.Index(fields=["skill", "question"], name="questions_of_skill")]

    def __str__(self):
        return f"{self.question.slug} informs {self.skill}"
