"""A measure scored by the band it falls in, or a word by its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Literal

from kaoping.core.expression import Unreadable
from kaoping.core.formula import Expression, Formula, Word, apply, number, total
from kaoping.core.line import Line
from kaoping.core.numbers import decimal
from kaoping.core.rule import Contribution, FormulaText, Gives, Subject
from kaoping.core.text import Text


@dataclass(frozen=True)
class Band:
    """One band: its lower edge `from` (included) or `above` (not), its upper edge `to` (included) or `below` (not)."""

    points: FormulaText
    low: Fraction | None = field(default=None, metadata={"key": "from"})
    above: Fraction | None = None
    high: Fraction | None = field(default=None, metadata={"key": "to"})
    below: Fraction | None = None

    @property
    def edge(self) -> Fraction | None:
        """The lower edge, whichever way it is written."""
        return self.low if self.low is not None else self.above

    @property
    def top(self) -> Fraction | None:
        """The upper edge, whichever way it is written."""
        return self.high if self.high is not None else self.below

    def leaves_gap_to(self, above: Band) -> bool:
        """Whether some number lies between this band and the next one above."""
        if self.top is None or above.edge is None:
            return False
        return self.top < above.edge or (self.top == above.edge and self.high is None and above.low is None)


@dataclass(frozen=True)
class Bands:
    """分档得分、等级换分、累进费率、名次赋分 (forms F12, F13, F14, F26, F27).

    Options:
        measure: the expression that is looked up.
        bands: edges and points; a band without an upper edge ends where the next begins. Points are expressions.
        table: word or number → points, for grades, ranks and other words.
        otherwise: points for what no band and no row of the table covers; without it such a value has no score and
            makes the unit incomplete.
        rate: points are per unit of the measure: `whole` (the band's rate for the whole measure) or `marginal` (each
            band's rate for the part inside it); by default points are points.
        gives: `score` (what the item earns, default), `deduction` or `addition`.
    """

    kind: ClassVar[str] = "bands"
    variants: ClassVar[tuple[str, ...]] = ()

    measure: FormulaText
    bands: tuple[Band, ...] = ()
    table: Mapping[str, FormulaText] = field(default_factory=dict)
    otherwise: FormulaText | None = None
    rate: Literal["", "whole", "marginal"] = ""
    gives: Gives = "score"

    def contribution(self, subject: Subject) -> Contribution:
        """One line."""
        if not self.bands and not self.table:
            raise Unreadable(NOTHING_TO_LOOK_UP, WRITE_BANDS)
        measure = subject.measure(self.measure) if self.table else subject.formula(self.measure)
        found = self._from_table(subject, measure) if self.table else self._from_bands(subject, measure)
        says = Text(
            "{measure} 对应 {found} 分。", "{measure} stands for {found}.", {"measure": measure, "found": found}
        )
        amount = subject.giving(found, self.gives)
        return Contribution((Line(subject.rule, subject.id, *amount, says, subject.clause),))

    def _from_table(self, subject: Subject, measure: Expression) -> Expression:
        rows = [(_key(word), subject.formula(worth)) for word, worth in self.table.items()]
        found = apply("choose", measure, *(part for row in rows for part in row))
        if self.otherwise is None:
            return found
        listed = _any([apply("equal", measure, key) for key, _ in rows])
        return apply("if", listed, found, subject.formula(self.otherwise))

    def _from_bands(self, subject: Subject, measure: Expression) -> Expression:
        ordered = sorted(self.bands, key=lambda band: (band.edge is not None, band.edge or 0))
        rates = [subject.formula(band.points) for band in ordered]
        found = _marginal(measure, ordered, rates) if self.rate == "marginal" else _band(measure, ordered, rates)
        if self.rate == "whole":
            found = apply("multiply", found, measure)
        uncovered = list(_uncovered(measure, ordered))
        if not uncovered:
            return found
        other = subject.formula(self.otherwise) if self.otherwise else _no_value(measure)
        return apply("if", _any(uncovered), other, found)


NOTHING_TO_LOOK_UP = Text("既没有写 bands，也没有写 table。", "There are neither bands nor a table.")
WRITE_BANDS = Text("请写各档（bands）或换分表（table）。", "Write the bands, or a table.")


def _key(word: str) -> Expression:
    value = decimal(word)
    return Word(word) if value is None else number(value)


def _any(conditions: list[Formula]) -> Expression:
    return conditions[0] if len(conditions) == 1 else apply("either", *conditions)


def _no_value(measure: Expression) -> Expression:
    """A look-up in an empty table: it names the value that nothing covers."""
    return apply("choose", measure, Word(""), number(0))


def _band(measure: Expression, bands: list[Band], points: list[Expression]) -> Expression:
    """The points of the last band whose lower edge is reached."""
    pairs = [(band, worth) for band, worth in zip(bands, points, strict=True) if band.edge is not None]
    edges = [part for band, worth in pairs for part in (number(band.edge or 0), _included(band), worth)]
    lowest = points[0] if bands[0].edge is None else number(0)
    return apply("bands", measure, lowest, *edges) if edges else lowest


def _included(band: Band) -> Expression:
    return number(int(band.low is not None))


def _marginal(measure: Expression, bands: list[Band], rates: list[Expression]) -> Expression:
    """Each rate for the part of the measure inside its band."""
    parts = []
    for band, above, rate in zip(bands, [*bands[1:], None], rates, strict=True):
        top = apply("minimum", measure, number(above.edge or 0)) if above else measure
        inside = apply("maximum", apply("subtract", top, number(band.edge or 0)), number(0))
        parts.append(apply("multiply", inside, rate))
    return total(*parts)


def _uncovered(measure: Expression, bands: list[Band]) -> Iterator[Formula]:
    """The conditions under which a measure lies below, between or above the bands."""
    if bands[0].edge is not None:
        yield _before(measure, bands[0])
    for band, above in pairwise(bands):
        if band.leaves_gap_to(above):
            yield apply("both", _beyond(measure, band), _before(measure, above))
    if bands[-1].top is not None:
        yield _beyond(measure, bands[-1])


def _before(measure: Expression, band: Band) -> Formula:
    return apply("at_most" if band.low is None else "less", measure, number(band.edge or 0))


def _beyond(measure: Expression, band: Band) -> Formula:
    return apply("at_least" if band.high is None else "more", measure, number(band.top or 0))
