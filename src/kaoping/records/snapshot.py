"""Reading everything as it was at one moment, while others go on writing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a database that nobody changes: a copy of the SQLite file, or a transaction on PostgreSQL."""
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory() as folder, _copied(Path(folder) / "copy.sqlite3"):
            yield ALIAS
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield "default"


@contextmanager
def _copied(path: Path) -> Iterator[None]:
    """A copy made by SQLite itself, in one step, so that writers wait no longer than copying takes."""
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    connections.settings[ALIAS] = {**connections.settings["default"], "NAME": str(path)}
    try:
        yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]
