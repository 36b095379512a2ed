from django.db import models
from django.urls import reverse

from .base import Entry, Level


class SkillGroup(Entry):
    name = models.CharField(max_length=80)
    summary = models.TextField()

    def __str__(self):
        return self.name


class Skill(Entry):
    group = models.ForeignKey(SkillGroup, on_delete=models.PROTECT, related_name="skills")
    name = models.CharField(max_length=80)
    definition = models.TextField()
    is_not = models.TextField()
    behaviours = models.JSONField(default=list)
    anchors = models.JSONField(default=dict, help_text='Marks to what is seen or heard: {"1": "…", …, "5": "…"}')
    senior_anchors = models.JSONField(null=True, blank=True, help_text="The same for senior and lead, where the marks mean more there")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("catalog:skill", args=[self.slug])

    def anchors_for(self, level: str) -> dict[int, str]:
        is_upper = level in (Level.SENIOR, Level.LEAD)
        chosen = self.senior_anchors if is_upper and self.senior_anchors else self.anchors
        return {int(mark): text for mark, text in sorted(chosen.items())}
