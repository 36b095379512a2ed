"""python -m hiring.catalog.content FOLDER [--partial]: every fault as file:line key: message."""

import argparse
import sys
from pathlib import Path

from . import check


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m hiring.catalog.content", description="Check a catalogue's files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--partial", action="store_true", help="skip rules that need files still to be written")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"no such folder: {options.folder}")
    faults = check(options.folder, partial=options.partial)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
