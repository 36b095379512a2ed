"""Writes the first draft of a job description from what is known of the role, the company and the opening."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Brief:
    """Everything that a draft is made from, as plain values."""

    purpose: str
    goals: str
    contribution: str
    daily: list[str]
    weekly: list[str]
    monthly: list[str]
    reports_to: str
    supervises: str
    team_name: str = ""
    team_leader: str = ""
    team_counts: dict[str, int] = field(default_factory=dict)
    must_haves: list[tuple[str, str]] = field(default_factory=list)
    helps: list[str] = field(default_factory=list)
    benefits: str = ""
    how_we_hire: str = ""


def draft(brief):
    """Texts by section key and field name (see sections.py)."""
    return {
        "purpose": {"text": brief.purpose},
        "goals": {"goal": brief.goals, "contribution": brief.contribution},
        "duties": {"daily": "\n".join(brief.daily), "weekly": "\n".join(brief.weekly), "monthly": "\n".join(brief.monthly)},
        "reporting": {"reports_to": brief.reports_to, "supervises": brief.supervises, "team": team_sentence(brief)},
        "needs": {"must": "\n".join(f"{name}: {text}" for name, text in brief.must_haves), "helps": ", ".join(brief.helps)},
        "pay": {"text": brief.benefits},
        "hiring": {"text": brief.how_we_hire},
    }


def team_sentence(brief):
    """ "You join Forecasting: two data scientists and one data engineer, led by Ana Pop." Empty without a team."""
    if not brief.team_name:
        return ""
    people = _listed([f"{_counted(count)} {name}" for name, count in brief.team_counts.items()])
    with_whom = f": {people}" if people else ""
    led = f", led by {brief.team_leader}" if brief.team_leader else ""
    return f"You join {brief.team_name}{with_whom}{led}."


def _counted(count):
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


def _listed(words):
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
