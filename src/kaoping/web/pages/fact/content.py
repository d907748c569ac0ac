"""What the page of a fact shows, as values."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import State


@dataclass(frozen=True)
class Version:
    """What was said at one time: by whom, when, why, field by field."""

    state: State
    entered: str
    why: str
    told: tuple[tuple[str, str], ...]
    counts: bool


@dataclass(frozen=True)
class File:
    """A file: its name, the way to it, its size and hash, who attached it when; whether the unit has handed it in."""

    link: Link
    size: str
    sha256: str
    attached: str
    from_unit: bool


@dataclass(frozen=True)
class FactContent:
    """The whole page; versions are newest first."""

    table: str
    unit: str
    place: str
    versions: tuple[Version, ...]
    files: tuple[File, ...]
