"""One judge for each thing that a pay rule may ask of an advert. Values only.

Each answers (whether it is given, or None where that cannot be told; why; the smallest change that ends it).
"""

import re
from dataclasses import dataclass

MENTIONS_AI = re.compile(r"\bAI\b|\bartificial intelligence\b", re.IGNORECASE)
MENTIONS_VACANCY = re.compile(r"\bvacanc(y|ies)\b", re.IGNORECASE)
NEVER_CLOSES = re.compile(r"\b(all the time|ongoing|rolling|no closing date)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Advert:
    """What a description says of pay. `notices` is the text on how people are hired."""

    low: float | None = None
    high: float | None = None
    currency: str = ""
    benefits: str = ""
    other_pay: str = ""
    closes: str = ""
    notices: str = ""
    asks_history: bool = False


def _range(advert, rule):
    if advert.low and advert.high:
        return True, "Both ends are given.", ""
    missing = "No range is given." if not (advert.low or advert.high) else f"The {'upper' if advert.low else 'lower'} end is missing."
    return False, missing, "Set both ends under “Pay range”."


def _pay(advert, rule):
    if advert.low or advert.high:
        return True, "Pay is given.", ""
    return False, "No pay is given.", "Set the range under “Pay range”."


def _spread(advert, rule):
    spread = rule.spread
    if not (advert.low and advert.high):
        return None, "There is no range to measure.", "Set both ends under “Pay range”."
    if advert.currency != spread.currency:
        return None, f"The limit is in {spread.currency}, the range in {advert.currency}.", f"Give the range in {spread.currency}."
    width = advert.high - advert.low
    if width <= spread.most or advert.high > spread.unless_over:
        return True, f"The ends are {width:,.0f} {spread.currency} apart; {spread.most:,} is the limit up to {spread.unless_over:,}.", ""
    over = f"The ends are {width:,.0f} {spread.currency} apart; the limit is {spread.most:,}."
    return False, over, f"Bring the ends within {spread.most:,} {spread.currency} of each other."


def _benefits(advert, rule):
    if advert.benefits.strip():
        return True, "Benefits are described.", ""
    return False, "The benefits are not described.", "Describe them under “Pay and benefits”."


def _other_pay(advert, rule):
    if advert.other_pay.strip():
        return True, "Other pay is described.", ""
    return None, "Nothing is said of other pay.", "Describe it under “Pay and benefits”, or write that there is none."


def _deadline(advert, rule):
    if advert.closes or NEVER_CLOSES.search(advert.notices):
        return True, "The description says until when to apply.", ""
    return False, "No day is given.", "Set “Apply by”, or write under “How we hire” that applications are taken all the time."


def _ai(advert, rule):
    if MENTIONS_AI.search(advert.notices):
        return True, "The description speaks of artificial intelligence in hiring.", ""
    why = "It must be said if artificial intelligence screens, assesses or selects applicants. Rolecall itself does none of these."
    return None, why, "Write under “How we hire” whether it does."


def _vacancy(advert, rule):
    if MENTIONS_VACANCY.search(advert.notices):
        return True, "The description speaks of the vacancy.", ""
    return False, "Whether the vacancy exists is not said.", "Write under “How we hire”: “This post is an existing vacancy.”"


def _history(advert, rule):
    if advert.asks_history:
        return False, "The description asks what people earn.", "Take the question out."
    return True, "The description does not ask. Nobody may ask in an interview either.", ""


JUDGES = {
    "range": _range, "pay": _pay, "spread": _spread, "benefits": _benefits, "other_pay": _other_pay,
    "deadline": _deadline, "ai": _ai, "vacancy": _vacancy, "history": _history,
}  # fmt: skip
