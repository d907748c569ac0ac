"""What the list of units shows: each unit with its group and the people appointed for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitLine:
    """A unit, with the names of those appointed as its head and as its clerk."""

    code: str
    name: str
    group: str
    heads: tuple[str, ...] = ()
    clerks: tuple[str, ...] = ()
    href: str = ""
