"""What the ranking page shows, as values that know no database: a group, its units in order, the lines between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kaoping.core.text import Text
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Scale
from kaoping.web.shared.table.model import Joined


@dataclass(frozen=True)
class RankedUnit:
    """One unit: its place, its printed score, what it is awarded, and whatever else its row has to say.

    `lacks` counts missing facts, `owed` says who owes them. `joined` brackets units that share a rank.
    """

    unit: str
    name: str
    rank: int | None
    score: Fraction | None
    grade: Text | None = None
    awards: Mapping[str, tuple[bool | None, Text]] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()
    lacks: int = 0
    owed: tuple[str, ...] = ()
    joined: Joined = ""


@dataclass(frozen=True)
class Cut:
    """A line across the table after so many rows (0: above the first), with its sentence and its arithmetic."""

    after: int
    says: Text
    arithmetic: str = ""


@dataclass(frozen=True)
class RankedGroup:
    """The units that are ranked together; `units` may be a window of them that begins after `skipped` units.

    `line` is the lowest chosen score where one award is decided by rank, `scale` what all bars of the page share.
    """

    id: str
    name: Text
    count: int
    complete: int
    vetoed: int
    units: tuple[RankedUnit, ...]
    cuts: tuple[Cut, ...] = ()
    skipped: int = 0
    line: Fraction | None = None
    scale: Scale | None = None
    places: int = 2
    graded: bool = False
    awards: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class RankingContent:
    """What stands above the table: which groups there are, and one line about the group that is shown."""

    groups: tuple[Link, ...]
    summary: tuple[str, ...]
