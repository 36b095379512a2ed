"""The pay rules of a workplace held against an advert. Values only, and no legal advice.

A rule that nobody could check, or that may not bind this employer, is never called broken: it "cannot be told".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .pay_rule_judges import JUDGES, Advert
from .pay_rules import ASKS, WHEN, Rule, in_words

MET, BROKEN, UNKNOWN = "met", "not met", "cannot tell"
APPLIES, UNCLEAR, LATER, SPARED, NOTHING = "applies", "cannot tell", "not yet in force", "does not bind you", "asks nothing"


@dataclass(frozen=True)
class Workplace:
    """Where a post is done: ISO 3166-1 country, ISO 3166-2 state, and the area as typed. `employees` None: not known."""

    country: str
    state: str = ""
    area: str = ""
    is_remote: bool = False
    is_anywhere: bool = False
    employees: int | None = None
    today: date = date.max


@dataclass(frozen=True)
class Finding:
    """One thing that a rule asks: `status` is MET, BROKEN or UNKNOWN, `fix` the smallest change that ends it."""

    what: str
    when: str
    status: str
    why: str
    fix: str = ""

    @property
    def asked(self):
        words = f"{ASKS[self.what]}, {WHEN[self.when]}" if self.when != "never" else ASKS[self.what]
        return words[0].upper() + words[1:]


@dataclass(frozen=True)
class RuleCheck:
    """A rule beside an advert. `reason` says why it binds or why that cannot be told."""

    rule: Rule
    place: str
    standing: str
    reason: str
    findings: tuple[Finding, ...]

    @property
    def counts(self):
        return self.standing in (APPLIES, UNCLEAR)


@dataclass(frozen=True)
class Report:
    """Every rule of a workplace beside an advert. `questions`: what nobody told us and the answer depends on."""

    checks: tuple[RuleCheck, ...]
    questions: tuple[str, ...]
    today: date

    @property
    def counting(self):
        return [(check, finding) for check in self.checks if check.counts for finding in check.findings]

    @property
    def met(self):
        return sum(finding.status == MET for _, finding in self.counting)

    @property
    def headline(self):
        if self.counting:
            return f"{self.met} of {len(self.counting)} met"
        if any(check.standing == LATER for check in self.checks):
            return "none in force yet"
        return "none asked" if self.checks else "not known for this place"

    @property
    def worst(self):
        """The worst status of all that counts; "" where nothing does."""
        statuses = {finding.status for _, finding in self.counting} | ({UNKNOWN} if self.questions or not self.checks else set())
        return next((status for status in (BROKEN, UNKNOWN, MET) if status in statuses), "")

    def as_data(self) -> dict:
        """Plain data to keep and to show: no later change of the rules reaches it."""
        return {
            "checked_on": self.today.isoformat(), "headline": self.headline, "worst": self.worst, "met": self.met,
            "asked": len(self.counting), "questions": list(self.questions), "rules": [_rule_data(check) for check in self.checks],
        }  # fmt: skip


def report(advert: Advert, workplace: Workplace, rules: Sequence[Rule]) -> Report:
    """The rules of the workplace, those that bind first, and those of the place itself before those from afar."""
    checks = [_check(advert, workplace, rule) for rule in rules if _is_of(rule, workplace)]
    order = (APPLIES, UNCLEAR, LATER, SPARED, NOTHING)
    checks.sort(key=lambda check: (order.index(check.standing), workplace.state not in check.rule.places))
    return Report(tuple(checks), tuple(_questions(workplace, rules)), workplace.today)


def _is_of(rule, workplace):
    if rule.city and not re.search(rf"\b{re.escape(rule.city)}\b", workplace.area, re.IGNORECASE):
        return False
    here = {workplace.country, workplace.state} & set(rule.places)
    return bool(here) or (workplace.is_remote and bool(rule.remote) and _from_afar(rule, workplace) is not None)


def _from_afar(rule, workplace):
    """Another state of the same country that the rule is of; None if there is none."""
    return next((place for place in rule.places if place.startswith(f"{workplace.country}-") and place != workplace.state), None)


def _questions(workplace, rules):
    has_states = any(place.startswith(f"{workplace.country}-") for rule in rules for place in rule.places)
    if has_states and not workplace.state:
        yield "The state or province is not given, so its rules cannot be looked up."
    if workplace.is_anywhere:
        yield "The post may be done from other countries; what their law asks was not looked at."


def _check(advert, workplace, rule):
    place = next((p for p in (workplace.state, workplace.country) if p in rule.places), None) or _from_afar(rule, workplace)
    standing, reason = _standing(rule, workplace, is_here=place in (workplace.state, workplace.country))
    asks = () if standing == SPARED else _asks(rule)
    findings = tuple(_finding(advert, rule, standing, what, when) for what, when in asks)
    return RuleCheck(rule, ", ".join(filter(None, [rule.city, rule.names[rule.places.index(place)]])), standing, reason, findings)


def _asks(rule):
    return rule.asks + ((("spread", "advert"),) if rule.spread else ())


def _standing(rule, workplace, *, is_here):
    if not rule.asks:
        return NOTHING, rule.reach
    if not rule.is_in_force(workplace.today):
        return LATER, f"In force from {in_words(rule.from_day)}." if rule.from_day else "From a day not set yet."
    if rule.employees > 1 and workplace.employees is not None and workplace.employees < rule.employees:
        return SPARED, f"It binds {rule.who}; you have {workplace.employees:,}."
    doubts = [*_doubts_of_size(rule, workplace), *([] if is_here else _doubts_from_afar(rule))]
    if doubts:
        return UNCLEAR, " ".join(doubts)
    return APPLIES, f"In force since {in_words(rule.from_day)}; binds {rule.who}."


def _doubts_of_size(rule, workplace):
    if rule.employees > 1 and workplace.employees is None:
        yield f"It binds {rule.who}; how many you have is not given."
    elif rule.employees > 1 and rule.counted_there:
        yield f"It binds {rule.who}; how many of yours work there is not known."


def _doubts_from_afar(rule):
    if rule.remote == "unclear":
        yield "Whether it reaches remote posts is not clear."
    elif rule.staff_there:
        yield "The post could be done from there: it binds you if somebody works for you there."


def _finding(advert, rule, standing, what, when):
    given, why, fix = JUDGES[what](advert, rule)
    if given:
        return Finding(what, when, MET, why)
    if when not in ("advert", "never"):
        return Finding(what, when, UNKNOWN, f"{why} It may be told {WHEN[when]} instead.", fix)
    if given is None or standing != APPLIES or rule.source is None:
        return Finding(what, when, UNKNOWN, why, fix)
    return Finding(what, when, BROKEN, why, fix)


def _rule_data(check):
    rule = check.rule
    return {
        "place": check.place, "law": rule.law, "standing": check.standing, "reason": check.reason,
        "reach": "" if rule.reach == check.reason else rule.reach,
        "from": rule.from_day.isoformat() if rule.from_day else "", "source": rule.source.name if rule.source else "",
        "url": rule.source.url if rule.source else "", "origin": rule.origin, "checked": rule.checked.isoformat(),
        "unsure": rule.unsure, "asks": [list(pair) for pair in rule.asked],
        "findings": [{"what": f.what, "asked": f.asked, "status": f.status, "why": f.why, "fix": f.fix} for f in check.findings],
    }  # fmt: skip
