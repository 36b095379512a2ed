"""The accounts of the demo company. They exist only where `manage.py demo` has been run."""

from dataclasses import dataclass

from .models import User

PASSWORD = "rolecall demo"  # noqa: S105 - of invented people in an invented company


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    part: str
    try_this: str

    @property
    def part_name(self):
        return User.Part(self.part).label


ACCOUNTS = (
    DemoAccount("elena@tidewell.example", "Elena Radu", User.Part.MANAGER, "A late card, an interview today and a debrief to hold"),
    DemoAccount("marta@tidewell.example", "Marta Oliveira", User.Part.RECRUITER, "Candidates, and who is late with a card"),
    DemoAccount("ada@tidewell.example", "Ada Lindqvist", User.Part.ADMIN, "The company, people and rights, the trail"),
    DemoAccount("tom@tidewell.example", "Tom Achterberg", User.Part.MANAGER, "A description that lacks one of its four parts"),
    DemoAccount("jonas@tidewell.example", "Jonas Weber", User.Part.INTERVIEWER, "A scorecard overdue; he marks strictly"),
    DemoAccount("priya@tidewell.example", "Priya Raman", User.Part.INTERVIEWER, "An interview today; she marks generously"),
    DemoAccount("david@tidewell.example", "David Roth", User.Part.INTERVIEWER, "A scorecard due today"),
    DemoAccount("sunniva@tidewell.example", "Sunniva Berg", User.Part.INTERVIEWER, "A scorecard half written, best on a phone"),
    DemoAccount("oskar@tidewell.example", "Oskar Hale", User.Part.MANAGER, "No part in any opening, so none is shown"),
)


def existing():
    """Those of the demo accounts that are here and may sign in."""
    here = set(User.objects.filter(email__in=[account.email for account in ACCOUNTS], is_active=True).values_list("email", flat=True))
    return [account for account in ACCOUNTS if account.email in here]
