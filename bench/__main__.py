import importlib
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("ROLECALL_VAR", tempfile.mkdtemp(prefix="rolecall-bench-"))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test.utils import get_runner  # noqa: E402

PARTS = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main(names):
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("load_catalogue", verbosity=0)
        call_command("load_salaries", verbosity=0)
        for name in names or PARTS:
            print(f"\n== {name} ==", flush=True)
            importlib.import_module(f"bench.{name}").main()
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}. The parts: {', '.join(PARTS)}")
    main(sys.argv[1:])
