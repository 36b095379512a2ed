"""What the demo's interviewers mark and write: the same every time, from each candidate's ability and each interviewer's severity."""

from collections import defaultdict
from random import Random

from hiring.interviews.rules import MINUTES

SEVERITY = {"jonas": -0.8, "priya": 0.8, "david": 0.0, "sunniva": 0.1, "elena": 0.0}
NOISE, EMPHASIS = 0.45, 0.7
NEEDS_TEXT = (1, 2, 5)


class Interviewer:
    """Marks skills and finds words for them; keeps in mind which texts have been used."""

    def __init__(self, evidence, seed=11):
        self._evidence, self._random = evidence, Random(seed)
        self._used, self._clock = defaultdict(int), Random(seed + 1)

    def fields(self, person, account, skills):
        """Fields of a scorecard (see hiring/interviews/fields.py) for the skills that were asked about."""
        marks = {skill: self._mark(person, account, skill) for skill in skills}
        fields = {}
        for skill, mark in marks.items():
            fields[f"mark-{skill}"] = str(mark)
            if text := self._words(skill, mark):
                fields[f"evidence-{skill}"] = text
        return {**fields, "recommendation": _recommendation(list(marks.values()))}

    def minutes(self, questions):
        """How long each question took, on three cards in four: technical ones run over, and nobody gets to a fourth."""
        if self._clock.random() < 0.25:
            return {}
        return {f"minutes-{question.slug}": self._took(question, place) for place, question in enumerate(questions)}

    def _took(self, question, place):
        if place > 2 or self._clock.random() < 0.05:
            return "none"
        wanted = question.minutes * (1.35 if question.kind == "technical" else 1) * self._clock.uniform(0.75, 1.3)
        return str(min(MINUTES, key=lambda step: abs(step - wanted)))

    def _mark(self, person, account, skill):
        leaning = EMPHASIS * ((skill in person["strong"]) - (skill in person["weak"]))
        seen = person["ability"] + leaning + SEVERITY[account] + self._random.gauss(0, NOISE)
        return min(5, max(1, round(seen)))

    def _words(self, skill, mark):
        """The least used text for the mark; none for a 3 or 4 when all have been used."""
        texts = self._evidence.get(skill, {}).get("low" if mark < 3 else mark, [])
        if not texts:
            return f"Told of it in general words that fit a mark of {mark}; no example of their own." if mark in NEEDS_TEXT else ""
        text = min(texts, key=lambda each: self._used[each])
        if self._used[text] and mark not in NEEDS_TEXT:
            return ""
        self._used[text] += 1
        return text


def _recommendation(marks):
    mean = sum(marks) / len(marks)
    for limit, word in ((4.3, "strong_yes"), (3.3, "yes"), (2.3, "no")):
        if mean >= limit:
            return word
    return "strong_no"
