"""Checks of the database itself: settings under which nothing is lost, triggers that keep what is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from kaoping.records.append_only import triggers
from kaoping.records.sqlite import journal_mode

FULL = 2


@register(Tags.database)
def check_databases(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Everything wrong with the databases that are named."""
    return [problem for alias in databases or () for problem in _problems(connections[alias])]


def _problems(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    if connection.vendor == "sqlite":
        yield from sqlite_problems(connection, sqlite3.sqlite_version_info)
    yield from missing_triggers(connection)


def sqlite_problems(connection: BaseDatabaseWrapper, version: tuple[int, int, int]) -> Iterator[CheckMessage]:
    """Whether a power cut, or two people writing at once, could lose what was acknowledged."""
    mode, wanted = _pragma(connection, "journal_mode").upper(), journal_mode(version)
    if mode != wanted:
        known = "has a defect that may lose data in WAL mode" if wanted == "TRUNCATE" else "is sound in WAL mode"
        number = ".".join(map(str, version))
        yield Error(f"journal_mode is {mode}; SQLite {number} {known}: use {wanted}.", id="kaoping.E001")
    if int(_pragma(connection, "synchronous")) < FULL:
        yield Error("synchronous must be FULL: a power cut may lose what was acknowledged.", id="kaoping.E002")
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        yield Error(
            "transaction_mode must be IMMEDIATE: a transaction that reads before it writes fails when two meet.",
            id="kaoping.E003",
        )


def _pragma(connection: BaseDatabaseWrapper, name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])


def missing_triggers(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    """Whether the append-only tables refuse changes."""
    tables = set(connection.introspection.table_names())
    known = _triggers(connection)
    for trigger in triggers(connection.vendor):
        if trigger.table in tables and trigger.name not in known:
            yield Error(f"{trigger.table} accepts {trigger.event}: its trigger is missing.", id="kaoping.E004")


def _triggers(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
