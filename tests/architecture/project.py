"""The files of the project, for the tests that look at its shape."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """The files that belong to the project and match a pattern: known to git, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def name(path: Path) -> str:
    """A file's name as messages show it: from the root of the project."""
    return path.relative_to(ROOT).as_posix()
