"""What a scheme file says about results: vetoes, ranking, grades, awards."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kaoping.core.line import NO_CLAUSE, Clause

PLACE = {"place": True}


@dataclass(frozen=True)
class EffectEntry:
    """What a veto does."""

    award: bool | None = None
    grade: str = ""
    deduct: Fraction | None = None
    score: Fraction | None = None
    rank: Literal["", "last"] = ""
    chosen: tuple[EffectEntry, ...] = ()


@dataclass(frozen=True)
class VetoEntry:
    """A veto circumstance (一票否决情形)."""

    id: str
    name: str
    effect: EffectEntry
    text: str = ""
    number: str = ""
    english: str = ""
    at: str = ""
    conditions: tuple[str, ...] = ()
    assessors: tuple[str, ...] = ()
    clause: Clause = NO_CLAUSE
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class RankingEntry:
    """How units are ranked."""

    within: Literal["group", "all"] = "group"
    method: Literal["competition", "dense"] = "competition"
    tie_breaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class GradeEntry:
    """A grade (等次): a band of scores, further conditions, a quota."""

    id: str
    name: str
    english: str = ""
    low: Fraction | None = field(default=None, metadata={"key": "from"})
    above: Fraction | None = None
    high: Fraction | None = field(default=None, metadata={"key": "to"})
    below: Fraction | None = None
    conditions: str = field(default="", metadata={"key": "and"})
    share: str = ""
    count: int | None = None
    rounding: Literal["half-up", "floor", "ceiling"] = "half-up"
    ties: Literal["all-in", "none-in", "tie-break"] = "all-in"
    clause: Clause = NO_CLAUSE
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class AwardEntry:
    """An award with its quota."""

    id: str
    name: str
    english: str = ""
    share: str = ""
    count: int | None = None
    rounding: Literal["half-up", "floor", "ceiling"] = "half-up"
    base: Literal["assessed", "eligible"] = "assessed"
    ties: Literal["all-in", "none-in", "tie-break"] = "all-in"
    tie_breaks: tuple[str, ...] = ()
    within: Literal["", "group", "all"] = ""
    by: str = ""
    grades: tuple[str, ...] = ()
    conditions: str = field(default="", metadata={"key": "and"})
    excludes: tuple[str, ...] = ()
    clause: Clause = NO_CLAUSE
    line: int = field(default=0, metadata=PLACE)
