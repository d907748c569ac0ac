"""Which settings of SQLite can be trusted; needs no Django, so that settings can ask."""

from __future__ import annotations

import sqlite3

# Before 3.51.3 a database in WAL mode could lose committed pages when its log was reset.
WAL_IS_SOUND_FROM = (3, 51, 3)


def journal_mode(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """The journal mode that a version of SQLite can be trusted with."""
    return "WAL" if version >= WAL_IS_SOUND_FROM else "TRUNCATE"
