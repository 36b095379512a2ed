"""Words in a job description that close doors or say little, with a reason and another way to put it.

Sources: Gaucher, Friesen and Kay 2011 (gendered wording); equal-treatment law on age, origin, sex, disability and
family; Regulation of pay history in Directive (EU) 2023/970, article 5. A hint for a person, never a silent rewrite.
"""

from dataclasses import dataclass

from hiring.lib.phrases import Phrase, phrases_in


@dataclass(frozen=True)
class Finding:
    section: str
    quote: str
    claim: str
    reason: str
    instead: str = ""
    blocks: bool = False


ASKS_HISTORY = "Asks what they earn now"
PHRASES = (
    Phrase(
        r"native (english|german|french|spanish|speakers?|level)( speakers?)?",
        "Asks for origin, not for skill",
        "Where someone was born is no measure of how they write.",
        "fluent",
    ),
    Phrase(r"mother[- ]tongue", "Asks for origin, not for skill", "Ask for the level of the language that the work needs.", "fluent"),
    Phrase(r"citizens only", "Asks for origin", "Ask for the legal right to work instead.", "people with the right to work here"),
    Phrase(
        r"young(,)? (team|company|people|professionals?)|young and dynamic",
        "Speaks of age",
        "Older applicants read it as a closed door.",
        "a team",
    ),
    Phrase(
        r"recent graduates?|new graduates?|digital natives?|youthful|energetic",
        "Speaks of age",
        "It describes an age, not what the work needs.",
    ),
    Phrase(
        r"(max(imum)?|no more than|at most|up to) \d+ years",
        "Limits the years of experience",
        "An upper limit on experience acts as a limit on age.",
    ),
    Phrase(
        r"(\d+|two|three|four|five|six|seven|eight|nine|ten)\+? (or more )?years|(at least|minimum( of)?) (\d+|two|three|four|five|six|seven|eight|ten) years",
        "Counts years",
        "Years say little about doing the job well.",
    ),
    Phrase(r"\b(he|his|him)\b(?! or)", "Speaks of men only", "Write “you”: the reader is the one who might apply.", "you"),
    Phrase(r"guys|manpower|chairman|salesman|foreman|man[- ]hours", "Speaks of men only", "A neutral word does the same work.", "people"),
    Phrase(
        r"able[- ]bodied|physically fit|must (be able to )?drive",
        "May shut out people with a disability",
        "Name the task, and offer another way to do it.",
    ),
    Phrase(
        r"unmarried|no children|flexible family|single people",
        "Speaks of family",
        "Family is no part of the work, and asking may break the law.",
        blocks=True,
    ),
    Phrase(
        r"(send|enclose|include|attach)[^.]{0,40}\b(photo(graph)?|date of birth|marital status)",
        "Asks for a photograph or private data",
        "They invite bias and are not needed to judge skills.",
        blocks=True,
    ),
    Phrase(
        r"(current|past|previous|last) (salary|pay)|salary history|pay history",
        ASKS_HISTORY,
        "Directive (EU) 2023/970 and several US states forbid it; it carries old unfairness on.",
        blocks=True,
    ),
    Phrase(r"culture fit|cultural fit", "Names no behaviour", "Say which behaviour you mean, so that it can be asked and rated."),
    Phrase(
        r"rock ?stars?|ninjas?|gurus?|wizards?|superstars?",
        "A nickname for a skill",
        "Studies find that such words keep good people away. Name the skill.",
        "skilled people",
    ),
    Phrase(
        r"aggressive(ly)?|dominan(t|ce)|competitive environment|fearless",
        "Leans towards stereotype",
        "Words of struggle lower the number of women who apply (Gaucher and others 2011).",
    ),
    Phrase(
        r"work hard,? play hard|fast[- ]paced|under pressure|wear many hats",
        "A phrase without content",
        "Say what is true of the work: hours, pace, what happens when it is too much.",
    ),
    Phrase(r"competitive (salary|pay)", "Says nothing about pay", "The range itself is the best sentence.", "the pay range given here"),
)


def findings(texts):
    """Every place in the texts (section key → field name → text) where a phrase is found, in the order of the phrases."""
    return [
        Finding(key, quote, phrase.claim, phrase.reason, phrase.instead, phrase.blocks)
        for key, fields in texts.items()
        for text in fields.values()
        for quote, phrase in phrases_in(text, PHRASES)
    ]
