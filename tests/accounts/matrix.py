from tests.matrix import Row, everyone

COMPANY = {"name": "Tidewell", "pay_spread_percent": 15, "version": 1}
PERSON = {"name": "Nia New", "email": "nia@example.org", "part": "manager"}


def admins(name, args=lambda world: [], **changes):
    return Row(name, args, **{"others": 403, "admin": changes.pop("status", 200), **changes})


def openers(name, args=lambda world: [], **changes):
    return Row(name, args, **{"others": 403, "manager": 200, "recruiter": 200, "admin": 200, "outsider": 200, **changes})


ROWS = [
    Row("accounts:sign_in", anonymous=200, others=302),
    Row("accounts:set_password", lambda world: ["MQ", "no-such-token"], anonymous=404, others=404),
    everyone("accounts:sign_out", method="post", status=302),
    everyone("accounts:account"),
    everyone("accounts:account", method="post", data={"name": "New Name", "theme": "dark"}, status=302),
    everyone("accounts:password_change", method="post", data={"present": "wrong"}),
    everyone("accounts:token_create", method="post", data={"name": "Nightly export", "scope": "read"}),
    Row("accounts:token_revoke", lambda world: ["not-theirs"], method="post"),
    admins("accounts:company"),
    admins("accounts:company", method="post", data=COMPANY, status=302),
    admins("accounts:people"),
    admins("accounts:person_add"),
    admins("accounts:person_add", method="post", data=PERSON),
    admins("accounts:person_edit", lambda world: [world.manager.pk]),
    admins("accounts:person_remove", lambda world: [world.manager.pk]),
    admins("accounts:person_remove", lambda world: [world.outsider.pk], method="post", status=302, outsider=403),
    admins("accounts:person_restore", lambda world: [world.manager.pk], method="post", status=404),
    admins("accounts:person_link", lambda world: [world.manager.pk], method="post"),
    admins("accounts:trail"),
    openers("api:person-list"),
    openers("api:person-detail", lambda world: [world.manager.pk]),
    everyone("api:person-me"),
    everyone("api:company-detail", lambda world: [1]),
    admins("api:company-detail", lambda world: [1], method="patch", data={"version": 1, "name": "Tidewell"}),
    admins("api:trail-list"),
]
