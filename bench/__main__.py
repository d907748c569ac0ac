"""Runs every benchmark: columns and exact reader, files, pages."""

from __future__ import annotations

import platform
from datetime import UTC, datetime

from bench import columns, demonstration, exact, pages


def main() -> None:
    """The date and the machine, then one benchmark after the other."""
    print(f"{datetime.now(UTC).date()}, Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    for benchmark in (columns, demonstration, exact, pages):
        print(f"\n{benchmark.__name__.removeprefix('bench.')}", flush=True)
        benchmark.main()


if __name__ == "__main__":
    main()
