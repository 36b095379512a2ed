"""A description held against the pay rules of its place, from its texts and stored facts. Values only."""

from datetime import date

from hiring.salaries.pay_rule_checks import BROKEN, Report, Workplace, report
from hiring.salaries.pay_rule_files import shipped_rules
from hiring.salaries.pay_rule_judges import Advert

from .wording import ASKS_HISTORY, findings

REMOTE = ("remote_country", "remote")
ANYWHERE = "remote"


def pay_law(texts, facts, *, employees: int | None, today: date) -> Report:
    """`facts` as facts_of(opening) makes them; `employees` None if the company has not said."""
    pay = texts.get("pay", {})
    advert = Advert(
        low=facts.get("pay_low"), high=facts.get("pay_high"), currency=facts.get("pay_currency", ""), benefits=pay.get("text", ""),
        other_pay=pay.get("other", ""), closes=facts.get("apply_by", ""), notices="\n".join(texts.get("hiring", {}).values()),
        asks_history=any(found.claim == ASKS_HISTORY for found in findings(texts)),
    )  # fmt: skip
    workplace = Workplace(
        country=facts["country_code"], state=facts.get("state", ""), area=facts.get("area", ""), is_remote=facts["remote"] in REMOTE,
        is_anywhere=facts["remote"] == ANYWHERE, employees=employees, today=today,
    )  # fmt: skip
    return report(advert, workplace, shipped_rules())


def law_of_place(country: str, state: str, area: str, *, employees: int | None, today: date) -> dict:
    """The same as plain data before anything is written."""
    return report(Advert(), Workplace(country, state, area, employees=employees, today=today), shipped_rules()).as_data()


def broken(found: Report) -> list[str]:
    """A sentence for each rule that the description breaks: what an approver has to answer for."""
    return [
        f"{check.place} asks for {finding.asked[0].lower()}{finding.asked[1:]} ({check.rule.law}). {finding.why}"
        for check, finding in found.counting
        if finding.status == BROKEN
    ]


def history_bans(country: str, state: str, area: str, *, today: date) -> list[str]:
    """The laws of a place that forbid asking what people earn, each with its place; laws to come say so."""
    found = report(Advert(), Workplace(country, state, area, today=today), shipped_rules())
    laws = [check for check in found.checks if any(finding.what == "history" for finding in check.findings)]
    return [f"{check.place}: {check.rule.law}{'' if check.counts else ', not yet in force'}" for check in laws]
