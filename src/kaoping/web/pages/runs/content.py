"""What the page of one run shows, as values."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Progress, State


@dataclass(frozen=True)
class RunContent:
    """A run: what it rests on, where its results are, how far it has come, why it failed."""

    title: str
    purpose: str
    state: State
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    release: str
    progress: Progress | None
    problems: tuple[str, ...]
