"""What the page of one unit's changes shows, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShareLine:
    """One part: its name, what it changed, the score and the rank after it."""

    part: str
    amount: str
    lost: bool
    score: str
    rank: str


@dataclass(frozen=True)
class ItemLine:
    """An item whose score is another now."""

    item: str
    before: str
    after: str
    change: str
    lost: bool


@dataclass(frozen=True)
class FactLine:
    """A fact that is new, corrected or withdrawn: what it says, what it said, who, when, why."""

    kind: str
    item: str
    says: str
    said: str
    who: str
    why: str


@dataclass(frozen=True)
class UnitChanges:
    """One unit between two runs."""

    unit: str
    before: str
    after: str
    difference: str
    shares: tuple[ShareLine, ...]
    items: tuple[ItemLine, ...]
    facts: tuple[FactLine, ...]
    readings: tuple[str, ...]
    scheme: str
