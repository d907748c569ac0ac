"""Where an expression is read: for which unit, item and row."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.core.facts import Row


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose value is read, in which row, and for which item (named where a value cannot be)."""

    unit: str
    item: str = ""
    row: Row | None = None
