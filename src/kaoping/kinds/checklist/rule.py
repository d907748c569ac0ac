"""A list of checkpoints under one deduction rule: problems by severity, surcharges by who found them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from kaoping.core.formula import Each, Expression, Fact, Field, Word, apply, number
from kaoping.core.line import Ask, Line, RowForm, RowOption
from kaoping.core.numbers import written
from kaoping.core.rule import Contribution, FormulaText, Point, Subject
from kaoping.core.text import Text
from kaoping.core.words import WORDS

RATE = Text("达到的比率", "rate reached")


@dataclass(frozen=True)
class Severity:
    """What a problem of one severity costs: fixed `points`, or a range in which the assessor decides.

    `from` … `to` is a closed range, `below` an open upper end; `points` beside a range is what an undecided problem
    costs; without it the assessor must decide. More than `points` asks for a note.
    """

    points: Fraction | None = None
    low: Fraction | None = field(default=None, metadata={"key": "from"})
    high: Fraction | None = field(default=None, metadata={"key": "to"})
    below: Fraction | None = None

    @property
    def ranged(self) -> bool:
        """Whether the assessor may decide."""
        return self.low is not None or self.high is not None or self.below is not None

    def amount(self) -> Expression:
        """What one row of this severity costs."""
        if not self.ranged and self.points is not None:
            return number(self.points)
        return Field("points") if self.points is None else apply("first_given", Field("points"), number(self.points))


@dataclass(frozen=True)
class Checklist:
    """采取清单制、扣分制管理 (重点站区2020, list 2; forms F05, F06, F35, F50).

    Options:
        severities: severity → what it costs (minor 一般, serious 较为严重, grave 特别严重).
        each: a flat amount per problem instead of severities.
        found_by: who found it → surcharge (self, assessor, inspection).
        unmet_measure: what a reported rate below its checkpoint's measure costs, unless the assessor has recorded a
            problem there.
        checkpoints: only problems at these checkpoints and below.
    """

    kind: ClassVar[str] = "checklist"
    variants: ClassVar[tuple[str, ...]] = ()

    severities: Mapping[str, Severity] = field(default_factory=dict)
    each: FormulaText | None = None
    found_by: Mapping[str, Fraction] = field(default_factory=dict)
    unmet_measure: Fraction | None = None
    checkpoints: tuple[str, ...] = ()

    def contribution(self, subject: Subject) -> Contribution:
        """A line per problem, a line per surcharge, a line per unmet measure."""
        measured = [point for point in subject.checkpoints if point.measure and self._covers(point.id)]
        lines = (*self._problems(subject), *self._unmet(subject, measured), *self._surcharges(subject))
        asks = tuple(
            Ask(point.id, "rate", RATE, low="0", high="100", optional=True, measure="%", owed_by=subject.assessors)
            for point in measured
        )
        return Contribution(lines, asks, (self._form(subject),))

    def _covers(self, checkpoint: str) -> bool:
        return not self.checkpoints or any(
            checkpoint == covered or checkpoint.startswith(covered + ".") for covered in self.checkpoints
        )

    def _rows(self, subject: Subject, body: Expression, where: Expression | None = None) -> Each:
        return Each("findings", self.checkpoints or (subject.id,), body, where)

    def _problems(self, subject: Subject) -> Iterator[Line]:
        amount = subject.row_formula(self.each) if self.each else _by_severity(self.severities)
        if amount is None or amount == number(0):
            return
        says = Text(
            "“{checkpoint}”发现{severity}问题。" if self.severities else "“{checkpoint}”发现问题。",
            "A {severity} problem: “{checkpoint}”." if self.severities else "A problem: “{checkpoint}”.",
            {"checkpoint": Field("item"), "severity": Field("severity")}
            if self.severities
            else {"checkpoint": Field("item")},
        )
        yield Line(subject.node("problem"), subject.id, "-", self._rows(subject, amount), says, subject.clause)

    def _surcharges(self, subject: Subject) -> Iterator[Line]:
        if not any(self.found_by.values()):
            return
        pairs = [part for who, extra in self.found_by.items() for part in (Word(who), number(extra))]
        extra = apply("choose", Field("found_by"), *pairs)
        says = Text(
            "“{checkpoint}”的问题由{found_by}发现，加扣。",
            "Found by {found_by}, which adds a surcharge: “{checkpoint}”.",
            {"checkpoint": Field("item"), "found_by": Field("found_by")},
        )
        yield Line(subject.node("surcharge"), subject.id, "-", self._rows(subject, extra), says, subject.clause)

    def _unmet(self, subject: Subject, measured: list[Point]) -> Iterator[Line]:
        if not self.unmet_measure:
            return
        for point in measured:
            yield self._unmet_line(subject, point, self.unmet_measure)

    def _unmet_line(self, subject: Subject, point: Point, cost: Fraction) -> Line:
        rate = Fact(point.id, "rate")
        recorded = Each(
            "findings", (point.id,), number(1), apply("equal", Field("found_by"), Word("assessor")), fold="count"
        )
        unmet = apply("both", apply("given", rate), _short(rate, point), apply("equal", recorded, number(0)))
        says = Text("{text}实际 {rate}%，未达到。", "{text} Reached {rate}%.", {"text": point.text, "rate": rate})
        formula = apply("if", unmet, number(cost), number(0))
        return Line(subject.node("measure", point.id), subject.id, "-", formula, says, subject.clause)

    def _form(self, subject: Subject) -> RowForm:
        options = tuple(_option(name, severity) for name, severity in self.severities.items())
        return RowForm("findings", subject.id, options, bool(self.severities), bool(self.severities))


def _by_severity(severities: Mapping[str, Severity]) -> Expression | None:
    if not severities:
        return None
    pairs = [part for name, severity in severities.items() for part in (Word(name), severity.amount())]
    return apply("choose", Field("severity"), *pairs)


def _short(rate: Expression, point: Point) -> Expression:
    measure = point.measure
    if measure and measure.at_most is not None:
        return apply("more", rate, number(measure.at_most))
    return apply("less", rate, number(measure.at_least if measure and measure.at_least is not None else 0))


def _option(name: str, severity: Severity) -> RowOption:
    def text(value: Fraction | None) -> str | None:
        return None if value is None else written(value)

    label = WORDS.get(name) or Text(name, name)
    if not severity.ranged:
        return RowOption(name, label, text(severity.points), text(severity.points), None, text(severity.points))
    default = text(severity.points)
    return RowOption(
        name, label, text(severity.low or severity.points), text(severity.high), text(severity.below), default, default
    )
