"""Where an expression is read: for which unit, item and row."""

from __future__ import annotations

from typing import NamedTuple

from kaoping.core.facts import Row


class Scope(NamedTuple):
    """Whose value is read, in which row, and for which item (named where a value cannot be)."""

    unit: str
    item: str = ""
    row: Row | None = None
