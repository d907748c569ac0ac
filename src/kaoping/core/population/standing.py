"""What ranks, grades and awards are decided from: one unit's printed score and what else is known of the unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kaoping.core.population.vetoes import VetoDecision
from kaoping.core.text import Text

Status = Literal["counted", "trial", "suspended", "not_qualified"]


@dataclass(frozen=True)
class PastResult:
    """A unit's result of an earlier year: the printed word of its grade and the ids of its awards."""

    year: int
    grade: str | None = None
    awards: tuple[str, ...] = ()


@dataclass(frozen=True)
class GradeStep:
    """So many grades up (直接晋档) or, negative, down, and why."""

    steps: int
    because: Text


@dataclass(frozen=True)
class Standing:
    """One unit before the decision.

    `score` is the rounded, printed score, None while the unit is incomplete. `items` are printed scores of items and of
    branches, for tie-breaks, conditions and awards by one item; an item that does not apply is left out.
    `lowest_item` is the lowest score among the items that have points. Units that are not `counted` (试考核, 暂停考核,
    不具备参评资格) have no rank, grade or award and are in no base.
    """

    unit: str
    group: str
    score: Fraction | None
    items: Mapping[str, Fraction] = field(default_factory=dict)
    lowest_item: Fraction | None = None
    vetoes: tuple[VetoDecision, ...] = ()
    status: Status = "counted"
    status_because: Text | None = None
    grade_steps: tuple[GradeStep, ...] = ()
    history: tuple[PastResult, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all facts that the score needs are there."""
        return self.score is not None

    @property
    def counted(self) -> bool:
        """Whether the unit is part of the population: ranked, graded, and in the base of quotas."""
        return self.status == "counted"

    @property
    def barred(self) -> bool:
        """Whether a veto keeps the unit from being chosen."""
        return any(not veto.effect.award for veto in self.vetoes)

    @property
    def ranked_last(self) -> bool:
        """Whether a veto ranks the unit behind all others."""
        return any(veto.effect.rank_last for veto in self.vetoes)
