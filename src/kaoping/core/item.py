"""An item (指标): a node of the tree whose leaves are scored."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from kaoping.core.line import NO_CLAUSE, Ask, Clause, RowForm


@dataclass(frozen=True)
class Checkpoint:
    """A point of a checklist (考点) that a finding can name."""

    id: str
    text: str
    number: str = ""
    leaf: bool = True


@dataclass(frozen=True)
class Item:
    """One indicator with everything that its scorecard shows; `parents` are its ancestors, outermost first."""

    id: str
    name: str
    points: Fraction | None = None
    parents: tuple[str, ...] = ()
    assessors: tuple[str, ...] = ()
    method: str = ""
    content: str = ""
    clause: Clause = NO_CLAUSE
    checkpoints: tuple[Checkpoint, ...] = ()
    asks: tuple[Ask, ...] = ()
    rows: tuple[RowForm, ...] = ()
    zero_report: bool = False
    type: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())
