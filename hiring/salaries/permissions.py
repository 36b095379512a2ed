"""Who may decide about a pay figure."""

from hiring.accounts.models import User


def may_decide_figures(user) -> bool:
    return user.is_authenticated and user.part in (User.Part.ADMIN, User.Part.RECRUITER)
