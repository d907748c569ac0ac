"""What a scheme file says about results: vetoes, ranking, grades, awards."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kaoping.core.line import NO_CLAUSE, Clause
from kaoping.core.rule import FormulaText

PLACE = {"place": True}


@dataclass(frozen=True)
class EffectEntry:
    """What a veto does."""

    award: bool | None = None
    grade: str = ""
    grade_at_most: str = ""
    deduct: Fraction | None = None
    score: Fraction | None = None
    rank: Literal["", "last"] = ""
    chosen: tuple[EffectEntry, ...] = ()


@dataclass(frozen=True)
class VetoEntry:
    """A veto circumstance (一票否决情形); it is decided, or happens by itself where `when` holds."""

    id: str
    name: str
    effect: EffectEntry
    text: str = ""
    number: str = ""
    english: str = ""
    at: str = ""
    when: FormulaText | None = None
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
    line: int = field(default=0, metadata=PLACE)


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


@dataclass(frozen=True)
class SeatsEntry:
    """How many units stand in a red or black list."""

    share: str = ""
    count: int | None = None
    rounding: Literal["half-up", "floor", "ceiling"] = "half-up"
    base: Literal["assessed", "eligible"] = "assessed"
    ties: Literal["all-in", "none-in", "tie-break"] = "all-in"
    tie_breaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListsEntry:
    """The red list of the best and the black list of the last (红黑榜)."""

    red: SeatsEntry
    black: SeatsEntry
    within: Literal["", "group", "all"] = ""
    clause: Clause = NO_CLAUSE


@dataclass(frozen=True)
class GradeStepEntry:
    """So many grades up, or down, where a condition holds (直接晋档)."""

    id: str
    name: str
    steps: int
    when: FormulaText
    english: str = ""
    clause: Clause = NO_CLAUSE
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class QualificationEntry:
    """What a unit must meet to be assessed at all (前置资格)."""

    when: FormulaText
    says: str = ""
    english: str = ""
    clause: Clause = NO_CLAUSE
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class RepetitionEntry:
    """What follows from the same grade several years running (连续不合格)."""

    id: str
    grades: tuple[str, ...]
    years: int
    says: str
    english: str = ""
    clause: Clause = NO_CLAUSE


@dataclass(frozen=True)
class PrizeEntry:
    """An amount by years in a row with an award or a grade (奖金)."""

    id: str
    name: str
    amounts: tuple[Fraction, ...]
    unit: str
    english: str = ""
    award: str = ""
    grade: str = ""
    clause: Clause = NO_CLAUSE
