"""What the scheme page shows, as values: a document to be read from its first column to its open readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import State
from kaoping.web.shared.source import ClauseMark, SourceLine

Aspect = Literal["origin", "type", "content", "assessors", "method"]


@dataclass(frozen=True)
class Printed:
    """What a column of the source says of one item."""

    aspect: Aspect
    heading: str
    text: str


@dataclass(frozen=True)
class RuleLine:
    """One way in which an item's score comes about: its sentence with the blanks open, and its formula in words.

    A clause of its own has its mark; mostly it is the item's.
    """

    says: str
    formula: str
    clause: ClauseMark | None


@dataclass(frozen=True)
class ItemLine:
    """An item of the tree, everything that its source prints about it, and how it is scored.

    `repeated` where it is scored as the item before it.
    """

    level: int
    title: str
    points: str
    texts: tuple[Printed, ...]
    checkpoints: tuple[tuple[int, str, str], ...]
    rules: tuple[RuleLine, ...]
    clause: ClauseMark | None
    leaf: bool
    repeated: bool = False


@dataclass(frozen=True)
class Provision:
    """A veto, a grade, an award or a type of task: its name, what the document says, what follows, its clause."""

    name: str
    says: str
    follows: tuple[str, ...]
    clause: ClauseMark | None


@dataclass(frozen=True)
class AlternativeLine:
    """One way of reading a clause, whether it is in force, and what would change under it."""

    id: str
    says: str
    in_force: bool
    default: bool
    changes: tuple[str, ...]


@dataclass(frozen=True)
class ReadingLine:
    """What the text leaves open: the question, the alternatives, whether the office has confirmed one."""

    id: str
    question: str
    alternatives: tuple[AlternativeLine, ...]
    state: State
    confirmed: str
    clause: ClauseMark | None
    confirm: Link | None


@dataclass(frozen=True)
class DeclaredLine:
    """A defect of the document that only a reader can see."""

    says: str
    quote: str
    clause: ClauseMark | None


@dataclass(frozen=True)
class SchemeContent:
    """The whole page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    items: tuple[ItemLine, ...]
    task_types: tuple[Provision, ...]
    vetoes: tuple[Provision, ...]
    grades: tuple[Provision, ...]
    awards: tuple[Provision, ...]
    readings: tuple[ReadingLine, ...]
    declared: tuple[DeclaredLine, ...]
    source: tuple[SourceLine, ...]
