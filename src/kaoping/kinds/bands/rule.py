"""A measure scored by the band it falls in, or a word by its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from kaoping.core.formula import Expression, Word, apply, number
from kaoping.core.line import Line
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text


@dataclass(frozen=True)
class Band:
    """One band: `from` (included) or `above` (not included) its lower edge, `to` (included) or `below` its upper edge."""

    points: FormulaText
    low: Fraction | None = field(default=None, metadata={"key": "from"})
    above: Fraction | None = None
    high: Fraction | None = field(default=None, metadata={"key": "to"})
    below: Fraction | None = None

    @property
    def edge(self) -> Fraction | None:
        """The lower edge, whichever way it is written."""
        return self.low if self.low is not None else self.above


@dataclass(frozen=True)
class Bands:
    """分档得分、等级换分、名次赋分 (forms F12, F13, F14, F26, F27).

    Options:
        measure: the expression that is looked up.
        bands: edges and points; they must neither overlap nor leave a gap (the check says where). Points are expressions.
        table: word → points, for grades and other words.
        gives: `score` (what the item earns, default), `deduction` or `addition`.
    """

    kind: ClassVar[str] = "bands"
    variants: ClassVar[tuple[str, ...]] = ()

    measure: FormulaText
    bands: tuple[Band, ...] = ()
    table: Mapping[str, FormulaText] = field(default_factory=dict)
    gives: Literal["score", "deduction", "addition"] = "score"

    def contribution(self, subject: Subject) -> Contribution:
        """One line."""
        measure = subject.formula(self.measure)
        found = self._looked_up(subject, measure)
        says = Text(
            "{measure} 对应 {found} 分。", "{measure} stands for {found} points.", {"measure": measure, "found": found}
        )
        scored = self.gives == "score" and subject.points is not None
        formula = apply("subtract", number(subject.worth), found) if scored else found
        deducts = scored or self.gives == "deduction"
        line = Line(subject.rule, subject.id, "-" if deducts else "+", formula, says, subject.clause)
        return Contribution((line,))

    def _looked_up(self, subject: Subject, measure: Expression) -> Expression:
        if self.table:
            pairs = [part for word, worth in self.table.items() for part in (Word(word), subject.formula(worth))]
            return apply("choose", measure, *pairs)
        ordered = sorted(self.bands, key=lambda band: (band.edge is not None, band.edge or 0))
        below = subject.formula(ordered[0].points) if ordered[0].edge is None else number(0)
        edges: list[Expression] = []
        for band in ordered:
            if band.edge is not None:
                edges += [number(band.edge), number(int(band.low is not None)), subject.formula(band.points)]
        return apply("bands", measure, below, *edges) if edges else below
