"""What the page of publication shows, as values."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.web.shared.frame import Link


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
    """Where things stand, what comes next, and the versions published so far."""

    stands: str
    versions: tuple[Version, ...]
    steps: tuple[Link, ...]
