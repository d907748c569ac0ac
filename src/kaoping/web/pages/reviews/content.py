"""What the pages of reviews show, as values."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import State


@dataclass(frozen=True)
class Step:
    """One thing that happened in a review: who and when, what was said, what belongs to it."""

    title: str
    who: str
    says: str = ""
    notes: tuple[str, ...] = ()
    files: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ReviewContent:
    """A review from the request to the decision; `next` says who does what now."""

    title: str
    subject: tuple[tuple[str, str], ...]
    card: str
    state: State
    clock: State | None
    steps: tuple[Step, ...]
    next: str


@dataclass(frozen=True)
class Moved:
    """A unit whose result would change: each part as it is and as it would be."""

    unit: str
    score: str
    rank: str
    award: str
    own: bool


@dataclass(frozen=True)
class EffectContent:
    """What a correction would lead to, in one sentence and unit by unit; `awards` where the scheme has some."""

    says: str
    moved: tuple[Moved, ...]
    more: str = ""
    awards: bool = False
