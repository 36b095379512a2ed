"""What a description still needs before it can be approved, and what is worth a second look. Values only."""

from dataclasses import dataclass
from itertools import groupby

from hiring.salaries.pay_rule_checks import APPLIES, BROKEN, MET, Report

from .sections import BY_KEY, entries, missing_parts
from .wording import findings

WORDS_FROM, WORDS_TO, MUST_HAVES_MAX, PAY_WIDTH_MAX = 300, 700, 6, 1.5


@dataclass(frozen=True)
class Check:
    """One thing to mend (`blocks`) or consider. `section` and `field` say where; `quote` may be swapped for `instead`, `fix` says
    what ends it.

    What blocks and `is_excusable` can be approved all the same, with a recorded reason. Section "facts" is the opening's own form.
    """

    claim: str
    reason: str
    section: str = ""
    field: str = ""
    quote: str = ""
    instead: str = ""
    blocks: bool = False
    is_excusable: bool = False
    fix: str = ""


@dataclass(frozen=True)
class Review:
    checks: tuple[Check, ...]
    fine: tuple[str, ...]
    law: Report | None = None

    @property
    def blocking(self):
        return [check for check in self.checks if check.blocks]

    @property
    def inexcusable(self):
        return [check for check in self.blocking if not check.is_excusable]

    @property
    def considering(self):
        return [check for check in self.checks if not check.blocks]

    def of(self, section):
        return [check for check in self.checks if check.section == section]


def review(texts, *, pay_low=None, pay_high=None, pay_slip="", law=None):
    """A Review of a description's texts, its pay range (`pay_slip` as approval.py gives it) and, with `law` (see pay_law.py),
    the pay rules of its place."""
    demanded = list(_law(law)) if law else []
    pay = [*_slip(pay_slip), *_pay(pay_low, pay_high, demanded)]
    checks = [*_parts(texts), *_words(texts), *demanded, *pay, *_length(texts), *_must_haves(texts)]
    return Review(tuple(sorted(checks, key=lambda check: not check.blocks)), tuple(_fine(texts, checks, pay_low, pay_high)), law)


def word_count(texts):
    return sum(len(text.split()) for fields in texts.values() for text in fields.values())


def _parts(texts):
    for key, field, what in missing_parts(texts):
        yield Check(
            f"{BY_KEY[key].title}: something is missing",
            f"{what[0].upper()}{what[1:]}.",
            key,
            field,
            blocks=True,
        )


def _words(texts):
    for found in findings(texts):
        yield Check(found.claim, found.reason, found.section, quote=found.quote, instead=found.instead, blocks=found.blocks)


LAW_CLAIMS = {
    "range": ("The pay range is not whole", "pay", ""),
    "pay": ("No pay", "pay", ""),
    "spread": ("A pay range wider than the law allows", "pay", ""),
    "benefits": ("No benefits", "pay", "text"),
    "other_pay": ("Nothing on other pay", "pay", "other"),
    "deadline": ("No day to apply by", "facts", ""),
    "ai": ("Nothing on artificial intelligence", "hiring", "notices"),
    "vacancy": ("Nothing on the vacancy", "hiring", "notices"),
}


def _law(law):
    """One Check for each thing that laws ask and the description lacks, whatever the number of laws. A question about
    earlier pay is not among them: the words themselves are quoted."""
    lacking = [(check, found) for check, found in law.counting if found.status != MET and found.what in LAW_CLAIMS]
    order = list(LAW_CLAIMS)
    lacking.sort(key=lambda pair: (order.index(pair[1].what), pair[1].status != BROKEN, pair[0].standing != APPLIES))
    for what, pairs in groupby(lacking, key=lambda pair: pair[1].what):
        yield _demanded(LAW_CLAIMS[what], list(pairs))
    for question in law.questions:
        yield Check("The pay rules are not certain", question, "facts")


def _demanded(claim, pairs):
    """The first pair speaks: what is broken comes first, then what binds for certain."""
    (check, found), binding = pairs[0], sum(check.standing == APPLIES for check, _ in pairs)
    who = _and_more(check.place, (binding or len(pairs)) - 1)
    may = f"{who} may ask for it" if not binding else f"{who} {'asks' if binding == 1 else 'ask'} for it"
    others = f" {_places(len(pairs) - binding)} may too." if binding and binding < len(pairs) else ""
    doubt = "" if binding else f" {check.reason}"
    reason = f"{found.why} {may} ({check.rule.law}).{others}{doubt}"
    return Check(claim[0], reason, claim[1], claim[2], blocks=found.status == BROKEN, is_excusable=True, fix=found.fix)


def _and_more(place, others):
    return f"{place} and {_places(others)}" if others else place


def _places(count):
    return "1 more place" if count == 1 else f"{count} more places"


def _slip(sentence):
    if sentence:
        fix = "correct the range: is it in thousands, or a month’s pay?"
        yield Check("The pay is far from the figures", sentence, "pay", blocks=True, is_excusable=True, fix=fix)


def _pay(low, high, demanded):
    if any(check.section == "pay" and not check.field for check in demanded):
        return
    if not low or not high:
        yield Check("No pay range", "Many places require both ends, and readers skip posts without them.", "pay")
    elif high / low > PAY_WIDTH_MAX:
        yield Check("A wide pay range", f"The upper end is {high / low:.1f} times the lower; over {PAY_WIDTH_MAX} it tells little.", "pay")


def _length(texts):
    words = word_count(texts)
    if not WORDS_FROM <= words <= WORDS_TO:
        yield Check(f"{words} words", f"Between {WORDS_FROM} and {WORDS_TO} is usual. No effect on applications is proven either way.")


def _must_haves(texts):
    count = len(entries(texts.get("needs", {}).get("must", "")))
    if count > MUST_HAVES_MAX:
        yield Check(f"{count} must-haves", "Each one is a gate. Keep those without which nobody could do the work.", "needs", "must")


def _fine(texts, checks, low, high):
    troubled = {check.section for check in checks if check.blocks}
    for key, section in BY_KEY.items():
        if section.part and key not in troubled:
            yield f"{section.title} is there"
    if low and high and high / low <= PAY_WIDTH_MAX:
        yield f"Pay has both ends ({high / low:.2f} times)"
    words = word_count(texts)
    if WORDS_FROM <= words <= WORDS_TO:
        yield f"{words} words, within {WORDS_FROM} to {WORDS_TO}"
