"""What someone practised on, and how their marks stand to the agreed ones."""

from dataclasses import dataclass
from textwrap import shorten

from hiring.catalog.models import PracticeMark, PracticeSample
from hiring.catalog.practice import Practised, difference, practised

from .bank import question_bank


@dataclass(frozen=True)
class PracticeAnswer:
    """`mine` is None until the viewer has marked it; only then may the agreed mark be shown."""

    digest: str
    text: str
    agreed: int
    why: str
    mine: int | None

    @property
    def told(self) -> str:
        return difference(self.mine, self.agreed)


@dataclass(frozen=True)
class PracticeRow:
    sample: PracticeSample
    answers: tuple[PracticeAnswer, ...]

    @property
    def marked(self) -> list[PracticeAnswer]:
        return [answer for answer in self.answers if answer.mine]

    @property
    def next(self) -> PracticeAnswer | None:
        return next((answer for answer in self.answers if not answer.mine), None)

    @property
    def is_done(self) -> bool:
        return self.next is None


def practice_rows(user) -> list[PracticeRow]:
    """All samples in the order of the skills, each with what the user gave its answers."""
    samples = PracticeSample.objects.visible_to(user).current().select_related("skill", "question")
    given = _given(PracticeMark.objects.visible_to(user))
    return [_practice_row(sample, given) for sample in samples.order_by("skill__group__position", "skill__position", "pk")]


def practice_row(sample: PracticeSample, user) -> PracticeRow:
    return _practice_row(sample, _given(PracticeMark.objects.visible_to(user).filter(sample=sample)))


def questions_without_practice(user) -> list[tuple[str, list[tuple[str, str]]]]:
    """By the group of their main skill: (slug, prompt) of each."""
    bank, taken = question_bank(user), set(PracticeSample.objects.values_list("slug", flat=True))
    groups = {skill: group for group, skills in bank.skills for skill, _ in skills}
    grouped: dict[str, list] = {group: [] for group, _ in bank.skills}
    for each in bank.questions:
        if each.slug not in taken and each.skills[0] in groups:
            grouped[groups[each.skills[0]]].append((each.slug, shorten(each.prompt, 90, placeholder="…")))
    return [(group, questions) for group, questions in grouped.items() if questions]


def practised_by(user) -> Practised:
    return practised(PracticeMark.objects.visible_to(user).values_list("mark", "agreed"))


def practice_anchors(sample: PracticeSample) -> dict[int, str]:
    """As they read for the lowest level at which the question is asked."""
    return sample.skill.anchors_for(sample.question.level_from)


def _given(marks) -> dict[tuple[int, str], int]:
    return {(sample, answer): mark for sample, answer, mark in marks.values_list("sample", "answer", "mark")}


def _practice_row(sample, given) -> PracticeRow:
    answers = (
        PracticeAnswer(digest, answer["text"], answer["mark"], answer["why"], given.get((sample.pk, digest)))
        for digest, answer in sample.shuffled
    )
    return PracticeRow(sample, tuple(answers))
