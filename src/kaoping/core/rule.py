"""What every rule kind is given and what it gives: an item as its subject, lines as its contribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal, Protocol

from kaoping.core.expression import Names, Unreadable, read_expression
from kaoping.core.formula import Cell, Expression, Fact, Field, apply, number, walk
from kaoping.core.line import NO_CLAUSE, Ask, Clause, Contest, Node, RowForm, Sign
from kaoping.core.text import Text

Gives = Literal["score", "deduction", "addition"]
Amount = tuple[Sign, Expression]


@dataclass(frozen=True)
class FormulaText:
    """A number or an expression as written in a scheme, with its line."""

    text: str
    line: int = 0


@dataclass(frozen=True)
class Measure:
    """The threshold of a measured checkpoint (响应率达到95%)."""

    at_least: Fraction | None = None
    at_most: Fraction | None = None
    unit: str = ""


@dataclass(frozen=True)
class Point:
    """A leaf checkpoint as a rule sees it."""

    id: str
    text: str
    number: str = ""
    measure: Measure | None = None


@dataclass(frozen=True)
class Contribution:
    """What a rule adds to an item: nodes in order, values asked for, rows accepted, contests between its rows."""

    nodes: tuple[Node, ...] = ()
    asks: tuple[Ask, ...] = ()
    rows: tuple[RowForm, ...] = ()
    contests: tuple[Contest, ...] = ()


@dataclass(frozen=True)
class Subject:
    """The item that a rule is compiled for.

    `points` is what the rule may take or give (None where the item has none of its own); `opens` tells whether the
    item begins with its points and loses from them; `id` is the item, `rule` the prefix of the ids of the rule's
    nodes; `variant` holds the facts that change the shape of the formula (a direction, a way of scoring); `part`
    compiles the rule of another type for a part of the points (composite tasks).
    """

    id: str
    rule: str
    points: Fraction | None
    names: Names
    opens: bool = True
    clause: Clause = NO_CLAUSE
    assessors: tuple[str, ...] = ()
    assessor_names: Mapping[str, str] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    checkpoints: tuple[Point, ...] = ()
    variant: Mapping[str, str] = field(default_factory=dict)
    not_applicable: frozenset[str] = frozenset()
    part: Callable[[str, Fraction], Contribution] | None = None

    @property
    def worth(self) -> Fraction:
        """The points at stake; 0 where the item has none."""
        return self.points if self.points is not None else Fraction(0)

    def losing(self, lost: Expression, points: Fraction | None = None) -> Amount:
        """A line's amount for what is lost of the points (or a part of them), or, from zero, for what is left."""
        worth = number(self.worth if points is None else points)
        return ("-", lost) if self.opens else ("+", apply("subtract", worth, lost))

    def giving(self, value: Expression, as_what: Gives = "score") -> Amount:
        """A line's amount for a value: what the item earns of its points, a deduction, or an addition."""
        if as_what == "score" and self.opens:
            return "-", apply("subtract", number(self.worth), value)
        return "-" if as_what == "deduction" else "+", value

    def fact(self, name: str) -> Fact:
        """A value of this item."""
        return Fact(self.id, name)

    def node(self, *parts: str) -> str:
        """The id of one of the rule's nodes."""
        return ".".join((self.rule, *parts))

    def formula(self, written: FormulaText) -> Expression:
        """An option's number or expression as a formula over the item's names."""
        return read_expression(written.text, self.names)

    def measure(self, written: FormulaText) -> Expression:
        """An expression that may stand for a number or a word."""
        return read_expression(written.text, self.names, None)

    def row_formula(self, written: FormulaText) -> Expression:
        """An expression that may also name the fields of a row."""
        return read_expression(written.text, self.names.in_row())


NO_ROW_OF_PEERS = Text("同类比较中不能使用登记条目的字段。", "Peers cannot be compared in the field of a row.")
PEERS_HAVE_VALUES = Text(
    "请比较数据、得分，或用 sum_of 等函数先合计。", "Compare facts or scores, or sum the rows first with sum_of."
)


@dataclass(frozen=True)
class RowNames:
    """The names of an item and, before them, the fields of its rows."""

    outer: Names

    FIELDS: ClassVar[tuple[str, ...]] = (
        "points", "severity", "found_by", "value", "raters", "rater_group", "clause", "kind", "matter", "note",
        "evidence", "month", "quarter",
    )  # fmt: skip

    def name(self, text: str) -> Expression | None:
        """A field of the row, or what the name means outside."""
        return Field(text) if text in self.FIELDS else self.outer.name(text)

    def known(self) -> tuple[str, ...]:
        """Fields first."""
        return (*self.FIELDS, *self.outer.known())

    def quantity(self, expression: Expression) -> Cell:
        """As outside the row; peers are compared in values of units, never of rows."""
        if any(isinstance(part, Field) for part in walk(expression)):
            raise Unreadable(NO_ROW_OF_PEERS, PEERS_HAVE_VALUES)
        return self.outer.quantity(expression)

    def score(self, item: str) -> Cell | None:
        """As outside the row."""
        return self.outer.score(item)

    def fact(self, item: str, name: str) -> Fact | None:
        """As outside the row."""
        return self.outer.fact(item, name)

    def rows(self, table: str) -> tuple[str, ...] | None:
        """As outside the row."""
        return self.outer.rows(table)

    def is_word(self, fact: Fact) -> bool:
        """As outside the row."""
        return self.outer.is_word(fact)

    def in_row(self) -> Names:
        """A row has no rows of its own."""
        return self


class Rule(Protocol):
    """A rule kind: a frozen dataclass whose fields are its options."""

    kind: ClassVar[str]
    variants: ClassVar[tuple[str, ...]]

    def contribution(self, subject: Subject) -> Contribution:
        """The lines that the rule adds to an item."""
