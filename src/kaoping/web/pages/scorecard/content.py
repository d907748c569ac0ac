"""What a scorecard page shows, as values: a head, and a ledger whose foot is the sum of what stands above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import State
from kaoping.web.shared.source import ClauseMark

Depth = Literal["sentence", "working", "trace"]


@dataclass(frozen=True)
class Provenance:
    """Who entered a fact and when, in words, and the evidence that shows it to be true."""

    says: str = ""
    evidence: tuple[Link, ...] = ()


@dataclass(frozen=True)
class LedgerLine:
    """One amount: its sentence, what it rests on, its working, and its clause where that is not the item's."""

    id: str
    amount: str
    negative: bool
    says: str
    material: str
    provenance: Provenance
    clause: ClauseMark | None
    working: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Peers:
    """How the group fared in an item: its mean, rounded, its lowest and highest score, and of how many units."""

    mean: str
    span: str
    says: str


@dataclass(frozen=True)
class LedgerItem:
    """An item: what it opens with, its lines, its score, and how the group fared.

    `materials` are recorded rows that no line prints by itself, such as the ratings behind a mean; `missing` says who
    owes what where there is no score; `review` leads to its review.
    """

    id: str
    title: str
    opening: str
    score: str | None
    lines: tuple[LedgerLine, ...]
    assessors: str
    peers: Peers | None
    materials: tuple[str, ...]
    missing: tuple[str, ...]
    clause: ClauseMark | None
    review: Link | None = None


@dataclass(frozen=True)
class LedgerPart:
    """A first-level item with the items below it; an item that stands alone is a part without a title."""

    title: str
    points: str
    score: str | None
    items: tuple[LedgerItem, ...]


@dataclass(frozen=True)
class Figure:
    """A figure of the head: its name, its value, and what to know about it."""

    name: str
    value: str
    note: str = ""
    state: State | None = None


@dataclass(frozen=True)
class ScorecardContent:
    """The whole page. `trace` is the full record as JSON, made only where it is shown.

    `still` says what can still change, until when and whom to ask; `ways` lead to what else explains the score.
    """

    unit: str
    score: str | None
    figures: tuple[Figure, ...]
    reasons: tuple[str, ...]
    owed: tuple[str, ...]
    depth: Depth
    depths: tuple[Link, ...]
    parts: tuple[LedgerPart, ...]
    items_sum: str | None
    lines: tuple[LedgerLine, ...]
    trace: str = ""
    still: tuple[str, ...] = ()
    ways: tuple[Link, ...] = ()
