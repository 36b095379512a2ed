from tests.matrix import Row, everyone

ROWS = [
    Row("accounts:sign_in", anonymous=200, others=302),
    Row("accounts:set_password", lambda world: ["MQ", "no-such-token"], anonymous=404, others=404),
    everyone("accounts:sign_out", method="post", status=302),
    everyone("accounts:account"),
    everyone("accounts:account", method="post", data={"name": "New Name", "theme": "dark"}, status=302),
    everyone("accounts:password_change", method="post", data={"present": "wrong"}),
    everyone("accounts:token_create", method="post"),
    Row("accounts:token_revoke", lambda world: ["not-theirs"], method="post"),
]
