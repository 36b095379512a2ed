from tests.matrix import Row, everyone

TEAM = {"name": "Search", "maturity": "first"}


def openers(name, args=lambda world: [], **changes):
    """Managers, recruiters and admins; interviewers are told that the page is not open to them."""
    status = changes.pop("status", 200)
    return Row(name, args, **{"others": 403, "manager": status, "recruiter": status, "admin": status, "outsider": status, **changes})


ROWS = [
    everyone("teams:team_list"),
    everyone("teams:team_detail", lambda world: [world.team.pk]),
    openers("teams:team_add"),
    openers("teams:team_add", method="post", data=TEAM, status=302),
    openers("teams:team_edit", lambda world: [world.team.pk]),
    openers("teams:member_add", lambda world: [world.team.pk]),
    openers("teams:member_edit", lambda world: [world.member.pk]),
    openers("teams:member_remove", lambda world: [world.member.pk]),
    openers("teams:member_remove", lambda world: [world.member.pk], method="post", status=302),
    everyone("api:team-list"),
    everyone("api:team-detail", lambda world: [world.team.pk]),
    everyone("api:team-coverage", lambda world: [world.team.pk]),
]
