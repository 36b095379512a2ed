"""The catalogue is open to everyone who is signed in."""

from hiring.catalog.models import PracticeSample, Question, Role, Skill
from tests.matrix import Row, everyone


def admins(name, args=lambda world: [], status=200, **changes):
    """A row open to admins; others are told that they may not."""
    return Row(name, args, **{"others": 403, "admin": status, **changes})


ROWS = [
    everyone("catalog:roles"),
    everyone("catalog:which"),
    everyone("catalog:role", lambda world: [Role.objects.first().slug]),
    everyone("catalog:skills"),
    everyone("catalog:skill", lambda world: [Skill.objects.first().slug]),
    everyone("catalog:questions"),
    everyone("catalog:question", lambda world: [Question.objects.first().slug]),
    everyone("catalog:practice"),
    everyone("catalog:practice_forget", method="post", status=302),
    everyone("catalog:practice_sample", lambda world: [PracticeSample.objects.first().pk]),
    everyone("catalog:practice_sample", lambda world: [PracticeSample.objects.first().pk], method="post", data={"mark": 9}),
    everyone("catalog:changes"),
    everyone("catalog:changes", query="?since=1.0.0&of=skill:testing&level=mid"),
    admins("catalog:catalogue"),
    admins("catalog:release"),
    admins("catalog:release_load", method="post", status=302),
    admins("catalog:export"),
    admins("catalog:import"),
    admins("catalog:import", method="post"),
    admins("catalog:import_confirm", method="post", status=302),
    admins("catalog:import_discard", method="post", status=302),
    admins("catalog:entry_new", lambda world: ["skill"]),
    admins("catalog:entry_new", lambda world: ["skill"], method="post", data={"name": "x", "version": 0}),
    admins("catalog:entry_edit", lambda world: ["role", Role.objects.first().slug]),
    admins("catalog:entry_edit", lambda world: ["skill", Skill.objects.first().slug], method="post", data={"name": "x", "version": 1}),
    admins("catalog:entry_settle", lambda world: ["skill", Skill.objects.first().slug], method="post", data={"version": 9}, status=302),
    admins("catalog:entry_retire", lambda world: ["skill", Skill.objects.first().slug], method="post", data={"version": 1}, status=302),
    everyone("api:role-list"),
    everyone("api:role-detail", lambda world: [Role.objects.first().slug]),
    everyone("api:skill-list"),
    everyone("api:skill-detail", lambda world: [Skill.objects.first().slug]),
    everyone("api:question-list"),
    everyone("api:question-detail", lambda world: [Question.objects.first().slug]),
    everyone("api:practice-sample-list"),
    everyone("api:practice-sample-detail", lambda world: [PracticeSample.objects.first().pk]),
]
