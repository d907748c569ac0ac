"""The databases, with the settings under which nothing acknowledged is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kaoping.records.sqlite import journal_mode


def sqlite(path: Path) -> dict[str, Any]:
    """A file as the database. A write holds it from its first statement on, and is on the disk when acknowledged."""
    pragmas = (
        f"PRAGMA journal_mode={journal_mode()};",
        "PRAGMA synchronous=FULL;",
        "PRAGMA busy_timeout=20000;",
        "PRAGMA cache_size=-64000;",
        "PRAGMA temp_store=MEMORY",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "".join(pragmas)},
    }


def postgresql(address: str) -> dict[str, Any]:
    """A server by its address, postgresql://user:password@host:port/name; `?host=` names the folder of a socket.

    ValueError for any other address.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise ValueError("the address of the database must be postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 8, "timeout": 10}},
    }
