"""Who may read which report."""

from hiring.accounts.permissions import allowed
from hiring.openings.models import Opening


def may_report(user) -> bool:
    """Whoever manages an opening, or may open one."""
    return user.may_open_positions or Opening.objects.managed_by(user).exists()


report_required = allowed(may_report)
fairness_required = allowed(lambda user: user.sees_demographics)
