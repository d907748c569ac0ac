"""Formulas over named facts: one frozen tree that readers evaluate, word, or turn into a spreadsheet formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Fold = Literal["sum", "count", "mean", "highest", "excess"]
PeerKind = Literal["mean", "max", "min", "sum", "count", "rank", "rank_up"]
Absent = Literal["wait", "leave_out"]


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Word:
    """A constant word, such as a severity or a grade."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A unit's value for an item, by name. An optional fact may be absent without making the unit incomplete."""

    item: str
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the row at hand, inside an Each."""

    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The unit's value of an earlier Quantity, Line or Limit."""

    id: str


@dataclass(frozen=True, slots=True)
class Formula:
    """An operation and its arguments; `OPERATIONS` tells how many it takes."""

    op: str
    args: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """A fold over the unit's rows of one table that stand at one of the addresses (or below it).

    `by` names the field whose equal values form a group: `mean` then takes the mean of the groups' means, `excess`
    what each group's sum has above `cap`. `weight` weighs rows inside a mean. `trim` drops that share of the rows at
    each end (去掉最高分最低分) where there are at least `trim_from`. `standing` names a Contest: only rows that stand
    count. `needed` makes the unit incomplete where there is no row at all.
    """

    table: str
    items: tuple[str, ...]
    body: Expression
    where: Expression | None = None
    fold: Fold = "sum"
    by: str | None = None
    weight: Expression | None = None
    cap: Expression | None = None
    standing: str | None = None
    trim: Fraction = Fraction(0)
    trim_from: int = 0
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Peers:
    """A statistic of one cell over the units of the group (or of all units).

    `absent` says what an incomplete peer does: the unit waits for it, or it is left out. `rank` counts from the
    highest, `rank_up` from the lowest; equal values share the better place. `others` leaves the unit itself out.
    """

    kind: PeerKind
    cell: Cell
    absent: Absent = "wait"
    others: bool = False
    everybody: bool = False


Expression = Number | Word | Fact | Field | Cell | Formula | Each | Peers

# op → (least, most) number of arguments
OPERATIONS: dict[str, tuple[int, int]] = {
    "add": (1, 10_000),
    "subtract": (2, 2),
    "multiply": (2, 100),
    "divide": (2, 2),
    "negative": (1, 1),
    "absolute": (1, 1),
    "maximum": (1, 100),
    "minimum": (1, 100),
    "clip": (3, 3),
    "less": (2, 2),
    "at_most": (2, 2),
    "more": (2, 2),
    "at_least": (2, 2),
    "equal": (2, 2),
    "unequal": (2, 2),
    "both": (2, 100),
    "either": (2, 100),
    "negate": (1, 1),
    "if": (3, 3),
    "given": (1, 1),
    "first_given": (2, 2),
    "whole_down": (1, 1),
    "whole_up": (1, 1),
    "whole_half": (1, 1),
    "round": (2, 2),
    "bands": (5, 1_000),
    "choose": (3, 1_001),
}


def number(value: int | str | Fraction) -> Number:
    """A constant from an integer, decimal text or a fraction."""
    return Number(Fraction(value))


def apply(op: str, *args: Expression) -> Formula:
    """An operation on its arguments; the wrong number of them is a programming error."""
    least, most = OPERATIONS[op]
    if not least <= len(args) <= most:
        raise ValueError(f"{op} takes {least} to {most} arguments, not {len(args)}")
    return Formula(op, args)


def total(*parts: Expression) -> Expression:
    """The sum of any number of parts; of none, zero."""
    if not parts:
        return number(0)
    return parts[0] if len(parts) == 1 else apply("add", *parts)


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside one."""
    if isinstance(expression, Formula):
        return expression.args
    if isinstance(expression, Each):
        inside = (expression.where, expression.body, expression.weight, expression.cap)
        return tuple(part for part in inside if part)
    return (expression.cell,) if isinstance(expression, Peers) else ()


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and everything inside it, outermost first."""
    ahead = [expression]
    while ahead:
        found = ahead.pop()
        yield found
        ahead.extend(reversed(children(found)))
