"""What a description still needs before it can be approved, and what is worth a second look. Values only."""

from dataclasses import dataclass

from .sections import BY_KEY, entries, missing_parts
from .wording import findings

WORDS_FROM, WORDS_TO, MUST_HAVES_MAX, PAY_WIDTH_MAX = 300, 700, 6, 1.5


@dataclass(frozen=True)
class Check:
    """One thing to mend (`blocks`) or consider. `section` and `field` say where; `quote` may be swapped for `instead`."""

    claim: str
    reason: str
    section: str = ""
    field: str = ""
    quote: str = ""
    instead: str = ""
    blocks: bool = False


@dataclass(frozen=True)
class Review:
    checks: tuple[Check, ...]
    fine: tuple[str, ...]

    @property
    def blocking(self):
        return [check for check in self.checks if check.blocks]

    @property
    def considering(self):
        return [check for check in self.checks if not check.blocks]

    def of(self, section):
        return [check for check in self.checks if check.section == section]


def review(texts, *, pay_low=None, pay_high=None):
    """A Review of a description's texts and its pay range."""
    checks = [*_parts(texts), *_words(texts), *_pay(pay_low, pay_high), *_length(texts), *_must_haves(texts)]
    return Review(tuple(sorted(checks, key=lambda check: not check.blocks)), tuple(_fine(texts, checks, pay_low, pay_high)))


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


def _pay(low, high):
    if not low or not high:
        yield Check("No pay range", "Many places require both ends, and readers skip posts without them. Set it under Edit.", "pay")
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
