"""An invented year for the benchmarks: 41 items with a shortfall, a minimum, problems, surcharges, a cap, rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kaoping.core.facts import Facts, Row, Unit
from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Word, apply, number, total
from kaoping.core.item import Item
from kaoping.core.line import Limit, Line, Node, Quantity
from kaoping.core.program import TOTAL, Program
from kaoping.core.readers.columns import FactColumns, RowColumns
from kaoping.core.readers.columns.column import Words, numbers
from kaoping.core.text import Text, verbatim

ITEMS = 41
LEAST = Fraction("0.2")
COST = {"minor": Fraction("0.1"), "serious": Fraction("0.2"), "grave": Fraction("0.4")}
SURCHARGE = {"self": Fraction(0), "assessor": Fraction("0.1"), "inspection": Fraction("0.2")}
POINTS = tuple(Fraction(2 + place % 4, 2) for place in range(ITEMS))
HUNDREDTHS = 100
Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Year:
    """Targets and actual values in hundredths, item by unit; problems by unit, item, severity and finder."""

    target: Array
    actual: Array
    unit: Array
    item: Array
    severity: Array
    found_by: Array

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.target.shape[1])


def year(units: int) -> Year:
    """The same year for the same number of units; three problems per unit, most targets missed by a little."""
    chance = np.random.default_rng(2020)
    target = chance.integers(100, 50_000, (ITEMS, units))
    actual = target * chance.integers(80, 110, (ITEMS, units)) // 100
    problems = 3 * units
    unit = np.sort(chance.integers(0, units, problems))
    rows = (chance.integers(0, most, problems) for most in (ITEMS, len(COST), len(SURCHARGE)))
    return Year(target, actual, unit, *rows)


def name(item: int) -> str:
    """The id of an item."""
    return f"t{item + 1}"


def program() -> Program:
    """The rules of all items, and the total."""
    nodes: list[Node] = []
    for item, points in enumerate(POINTS):
        nodes += _item(name(item), points)
    nodes.append(Quantity(TOTAL, "", verbatim("total"), total(*(Cell(name(item)) for item in range(ITEMS)))))
    items = tuple(Item(name(item), name(item), points) for item, points in enumerate(POINTS))
    return Program(items, tuple(nodes))


def _item(item: str, points: Fraction) -> Iterator[Node]:
    target, actual = Fact(item, "target"), Fact(item, "actual")
    share = apply("clip", apply("divide", apply("subtract", target, actual), target), number(0), number(1))
    yield Line(f"{item}.points", item, "+", number(points), Text("基础分。", "Opening points."), opening=True)
    yield _deduction(f"{item}.shortfall", item, apply("multiply", number(points), share))
    yield Limit(f"{item}.least", item, (f"{item}.shortfall",), "at_least", number(LEAST), verbatim("least"))
    yield _deduction(f"{item}.problem", item, _each(item, "severity", COST))
    yield _deduction(f"{item}.surcharge", item, _each(item, "found_by", SURCHARGE))
    lost = tuple(f"{item}.{part}" for part in ("shortfall", "least", "problem", "surcharge"))
    yield Limit(f"{item}.most", item, lost, "at_most", number(points), verbatim("most"))
    whole = (f"{item}.points", *lost, f"{item}.most")
    yield Limit(f"{item}.rounding", item, whole, "round", number(2), verbatim("rounding"))
    yield Quantity(item, item, verbatim(item), total(*map(Cell, (*whole, f"{item}.rounding"))))


def _deduction(line: str, item: str, formula: Expression) -> Line:
    return Line(line, item, "-", formula, Text("扣分。", "A deduction."))


def _each(item: str, field: str, worth: dict[str, Fraction]) -> Each:
    pairs = [part for word, points in worth.items() for part in (Word(word), number(points))]
    return Each("findings", (item,), apply("choose", Field(field), *pairs))


def columns(given: Year) -> FactColumns:
    """The year as columns of integers."""
    values = {
        (name(item), kind): numbers(array[item], int(array[item].max()), HUNDREDTHS)
        for item in range(ITEMS)
        for kind, array in (("target", given.target), ("actual", given.actual))
    }
    fields = {
        "item": Words(given.item, tuple(map(name, range(ITEMS)))),
        "severity": Words(given.severity, tuple(COST)),
        "found_by": Words(given.found_by, tuple(SURCHARGE)),
    }
    units = tuple(Unit(f"u{place}") for place in range(given.units))
    return FactColumns(units, values, {"findings": RowColumns(given.unit, fields)})


def facts(given: Year, first: int) -> Facts:
    """The facts of the first units one by one, for the exact reader."""
    values = {
        (f"u{unit}", name(item), kind): Fraction(int(array[item, unit]), HUNDREDTHS)
        for unit in range(first)
        for item in range(ITEMS)
        for kind, array in (("target", given.target), ("actual", given.actual))
    }
    return Facts("invented", tuple(Unit(f"u{unit}") for unit in range(first)), values, tuple(_rows(given, first)))


def _rows(given: Year, first: int) -> Iterator[Row]:
    severities, finders = tuple(COST), tuple(SURCHARGE)
    for unit, item, severity, finder in zip(given.unit, given.item, given.severity, given.found_by, strict=True):
        if unit < first:
            fields = (("severity", severities[severity]), ("found_by", finders[finder]))
            yield Row("findings", f"u{unit}", name(item), fields)
