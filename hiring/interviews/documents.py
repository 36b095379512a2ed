"""What an interviewer's kit contains, for the page and the PDF."""

from dataclasses import dataclass

from hiring.openings.queries import current_rubric

from .models import Interview, Stage, StageQuestion


@dataclass(frozen=True)
class KitQuestion:
    number: int
    question: StageQuestion
    skills: tuple[str, ...]

    @property
    def guidance(self):
        return self.question.guidance

    @property
    def kind(self):
        return self.question.kind.replace("-", " ").capitalize()


@dataclass(frozen=True)
class KitSkill:
    name: str
    definition: str
    must_have: bool
    anchors: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kit:
    """One stage as its interviewer needs it; `interview` is None for the kit of a stage with nobody in it yet."""

    stage: Stage
    interview: Interview | None
    questions: tuple[KitQuestion, ...]
    skills: tuple[KitSkill, ...]

    @property
    def opening(self):
        return self.stage.opening

    @property
    def title(self):
        return f"{self.stage.name}: {self.interview.application.candidate.name}" if self.interview else self.stage.name

    @property
    def question_minutes(self):
        return sum(each.question.minutes for each in self.questions)


def kit(stage, interview=None, skills=None):
    """Kit of a stage. `skills`: the rubric's, when several kits of one opening are made."""
    skills = list(current_rubric(stage.opening).skills.all()) if skills is None else skills
    names = {skill.slug: skill.name for skill in skills}
    questions = list(stage.questions.all())
    asked = {slug for question in questions for slug in question.skills}
    return Kit(
        stage=stage,
        interview=interview,
        questions=tuple(
            KitQuestion(number, question, tuple(names[slug] for slug in question.skills if slug in names))
            for number, question in enumerate(questions, 1)
        ),
        skills=tuple(
            KitSkill(skill.name, skill.definition, skill.must_have, tuple(sorted(skill.anchors.items())))
            for skill in skills
            if skill.slug in asked
        ),
    )


def kits(opening):
    """The kits of all stages of an opening, in order."""
    skills = list(current_rubric(opening).skills.all())
    stages = opening.stages.select_related("opening__role").prefetch_related("questions", "interviewers")
    return [kit(stage, skills=skills) for stage in stages]
