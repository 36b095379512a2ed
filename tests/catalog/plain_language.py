"""Reading ease and words that content must not use.

Flesch reading ease = 206.835 - 1.015 W/S - 84.6 Y/W; Flesch-Kincaid grade = 0.39 W/S + 11.8 Y/W - 15.59,
with W words, S sentences and Y syllables. Syllables are counted by groups of vowels, a silent final e left out.
"""

import re
from dataclasses import dataclass

# Words that tell a reader who is meant, with the exceptions that our field needs left out.
GENDERED = re.compile(
    r"\b(he|she|his|her|hers|him|himself|herself|guys?|man|men|woman|women|manpower|chairman|salesman|foreman|"
    r"rockstars?|ninjas?|gurus?|wizards?|hackers?|dominant|aggressive(ly)?|fearless|nurturing|mother|father|"
    r"wife|husband|boys?|girls?|ladies|gentlemen)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b\w*(?:optimiz|organiz|summariz|prioritiz|visualiz|analyz|recogniz|normaliz|minimiz|maximiz|generaliz|standardiz|categoriz|"
    r"behavior|favorit|colored|labeled|labeling|modeling|modeled|modeler|canceled|traveled)\w*\b|\b(?:color|colors|center|centers|program(?=me))\b"
)
JUDGEMENT = re.compile(
    r"\b(excellent|outstanding|good|great|strong|poor|weak|solid|deep|basic) (knowledge|understanding|skills?|grasp|command)\b", re.I
)


@dataclass(frozen=True)
class Ease:
    words: int
    sentences: int
    syllables: int

    @property
    def reading_ease(self) -> float:
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float:
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def ease(texts) -> Ease:
    """Each text is at least one sentence, as a bullet is."""
    words, sentences = [], 0
    for text in texts:
        found = re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)
        words += found
        sentences += max(1, len(re.findall(r"[.!?:;](?=\s|$)", text))) if found else 0
    return Ease(len(words), sentences, sum(map(syllables, words)))


def syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    trimmed = re.sub(r"(?<![aeiouyl])(?:e|ed|es)$", "", word) if not re.search(r"(?:[td]ed|[sxz]es|ches|shes|ges|ces)$", word) else word
    return max(1, len(re.findall(r"[aeiouy]+", trimmed)))
