"""Runs every benchmark that stands in this folder."""

from __future__ import annotations

import pkgutil
import platform
from datetime import UTC, datetime
from importlib import import_module

import bench


def main() -> None:
    """The date and the machine, then one benchmark after the other."""
    print(f"{datetime.now(UTC).date()}, Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    for module in sorted(found.name for found in pkgutil.iter_modules(bench.__path__)):
        main_of = getattr(import_module(f"bench.{module}"), "main", None)
        if main_of is not None and module != "__main__":
            print(f"\n{module}")
            main_of()


if __name__ == "__main__":
    main()
