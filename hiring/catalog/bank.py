"""The question bank as plain data in memory: which questions a search and the filters keep.

A bank has hundreds of questions, at most some thousands. Going through all of them here takes less time than one query,
and a word is found alike whatever the database.
"""

from dataclasses import dataclass, field

MOST_WORDS = 8
Choices = tuple[tuple[str, str], ...]  # (slug, name) in order


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question as a list shows it. `skills` are slugs, the main one first; `levels` are all that it suits, from low to high.

    `text` holds the prompt, the follow-ups and the names of the skills in small letters.
    """

    pk: int
    slug: str
    prompt: str
    kind: str
    kind_name: str
    minutes: int
    levels: tuple[str, ...]
    levels_label: str
    skills: tuple[str, ...]
    skill_names: str
    text: str


@dataclass(frozen=True)
class Bank:
    """All current questions in the order of the catalogue, and what they can be narrowed by.

    `profiles` holds the slugs of the skills that a role weighs, by (role, level) and by (role, "") for any level.
    """

    questions: tuple[BankQuestion, ...] = ()
    skills: tuple[tuple[str, Choices], ...] = ()
    roles: Choices = ()
    profiles: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def found(self, *, q="", skill="", role="", level="", kind="", minutes=None) -> list[BankQuestion]:
        """What matches everything that is given. A role together with a level means its profile at that level."""
        found = self.questions
        if skill:
            found = [each for each in found if skill in each.skills]
        if role:
            weighed = self.profiles.get((role, level), frozenset())
            found = [each for each in found if not weighed.isdisjoint(each.skills)]
        if level:
            found = [each for each in found if level in each.levels]
        if kind:
            found = [each for each in found if each.kind == kind]
        if minutes:
            found = [each for each in found if each.minutes <= minutes]
        for word in q.lower().split()[:MOST_WORDS]:
            found = [each for each in found if word in each.text]
        return list(found)
