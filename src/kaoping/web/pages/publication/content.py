"""What the page of publication shows, as values."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import State


@dataclass(frozen=True)
class Opinion:
    """What one body says about a proposed unit."""

    body: str
    state: State
    says: str


@dataclass(frozen=True)
class Proposed:
    """A unit proposed for an award; `give` is where the reader gives an opinion, once."""

    unit: str
    group: str
    card: str
    opinions: tuple[Opinion, ...]
    give: str


@dataclass(frozen=True)
class ProposedList:
    """The list of proposed units of one award (拟表彰名单)."""

    award: str
    units: tuple[Proposed, ...]


@dataclass(frozen=True)
class Version:
    """One publication; a later one stands beside it and does not replace it."""

    number: int
    document: str
    day: str
    run: str
    results: str
    public: str
    why: str
    digest: str


@dataclass(frozen=True)
class PublicationContent:
    """The whole page: where things stand, what comes next, the proposed awards, the versions published so far."""

    stands: str
    lists: tuple[ProposedList, ...]
    opinions_seen: bool
    versions: tuple[Version, ...]
    steps: tuple[Link, ...]
