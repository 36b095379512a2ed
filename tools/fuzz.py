"""Schemathesis against the API of a fresh app with the demo company, by the app's own OpenAPI schema.

    python tools/fuzz.py [SECONDS]

As an admin, a hiring manager and an interviewer, SECONDS each (30 by default). Exits with 1, and says how to repeat it,
after an answer of 5xx or one that the schema does not tell of.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.running import prepared, running_web  # noqa: E402

SCHEMATHESIS = ROOT / ".venv" / "tools" / "bin" / "schemathesis"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
ACCOUNTS = ("ada", "elena", "jonas")
INTRODUCE = """
from hiring.accounts.models import ApiToken, User
print(ApiToken.objects.create(User.objects.get(email="{}@tidewell.example"), name="Fuzzing", scope="write")[1])
"""


def main(seconds):
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder), ROLECALL_DEMO="1", API_CALLS_A_MINUTE="1000000") as (env, manage):
        manage("demo")
        tokens = {account: manage("shell", "-v", "0", "-c", INTRODUCE.format(account)).strip() for account in ACCOUNTS}
        with running_web(env, Path(folder)) as url:
            return max(fuzz(account, token, url, seconds, folder) for account, token in tokens.items())


def fuzz(account, token, url, seconds, folder):
    print(f"As {account}:", flush=True)
    words = ["run", f"{url}/api/schema/", "-H", f"Authorization: Token {token}", "--checks", CHECKS, "--phases", "coverage,fuzzing"]
    return subprocess.run([SCHEMATHESIS, *words, "--max-time", seconds, "--warnings", "off"], cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "30"))
