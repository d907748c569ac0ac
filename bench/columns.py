"""All units at once: the columns reader beside a loop over Decimal and NumPy written by hand; all keep every line."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.year import COST, HUNDREDTHS, ITEMS, LEAST, POINTS, SURCHARGE, Year, columns, facts, name, program, year
from kaoping.core.program import Program
from kaoping.core.readers.columns import ColumnsReader, FactColumns
from kaoping.core.readers.columns.column import Column
from kaoping.core.readers.exact import ExactReader

UNITS, SAMPLE, ROUNDS, LOOPS = 10_000, 40, 31, 3
PARTS = ("points", "shortfall", "least", "problem", "surcharge", "most", "rounding")
NEARLY = 1e-9
Array = NDArray[Any]
Lines = list[list[tuple[Decimal, ...]]]


def main() -> None:
    """Prints the least seconds of all three and the ratios, after every cell has been compared."""
    given, rules = year(UNITS), program()
    known, floats, decimals = columns(given), _as_floats(given), _as_decimals(given)
    ours = hand = decimal = float("inf")
    for _ in range(ROUNDS):
        ours = timed(lambda: by_columns(rules, known), ours)
        hand = timed(lambda: by_numpy(*floats), hand)
    for _ in range(LOOPS):
        decimal = timed(lambda: by_decimal(*decimals), decimal)
    found, by_hand, looped = by_columns(rules, known), by_numpy(*floats), by_decimal(*decimals)
    wrong = _wrong_by_numpy(found, by_hand)
    _compare_with_decimal(found, looped)
    _compare_with_exact(found, given)
    cells = len(found) * UNITS
    print(
        f"{UNITS} units × {ITEMS} items, {cells} cells, all compared with Decimal, {SAMPLE} units with the exact reader"
    )
    print(f"columns reader {ours:.4f} s, {cells / ours / 1e6:.0f} million cells a second")
    print(f"loop over Decimal {decimal:.2f} s: {decimal / ours:.0f} times as long")
    print(f"NumPy by hand {hand:.4f} s: the columns reader takes {ours / hand:.1f} times as long")
    print(f"scores rounded to the wrong side by floats: {wrong} of {UNITS * ITEMS}; by the columns reader: none")


def timed(work: Callable[[], object], least: float) -> float:
    """The seconds of processor time that it takes, or took before if that was less; all three use one core."""
    begin = time.process_time()
    work()
    return min(least, time.process_time() - begin)


def by_columns(rules: Program, known: FactColumns) -> dict[str, Column]:
    """Every node's column."""
    reader = ColumnsReader(rules, known)
    return {node.id: reader.column(node.id) for node in rules.nodes}


def by_numpy(target: Array, actual: Array, place: Array, cost: Array, surcharge: Array) -> dict[str, Array]:
    """What one would write by hand for this one scheme, in binary floats, items by units."""
    points = np.array([float(point) for point in POINTS])[:, None]
    shape, cells = target.shape, target.size
    shortfall = -points * np.clip((target - actual) / target, 0, 1)
    least = np.where(shortfall < 0, np.minimum(shortfall, -float(LEAST)), 0) - shortfall
    problem = -np.bincount(place, weights=cost, minlength=cells).reshape(shape)
    extra = -np.bincount(place, weights=surcharge, minlength=cells).reshape(shape)
    lost = shortfall + least + problem + extra
    most = np.maximum(lost, -points) - lost
    whole = points + lost + most
    rounding = np.floor(whole * HUNDREDTHS + 0.5) / HUNDREDTHS - whole
    item = whole + rounding
    parts = (points + np.zeros(shape), shortfall, least, problem, extra, most, rounding)
    return {**dict(zip(PARTS, parts, strict=True)), "item": item, "total": item.sum(axis=0)}


def by_decimal(
    target: list[list[Decimal]], actual: list[list[Decimal]], rows: list[dict[int, list[tuple[str, str]]]]
) -> Lines:
    """The plain loop: unit by unit and item by item, its lines and its score."""
    points = [_decimal(point) for point in POINTS]
    costs, extras = _decimals(COST), _decimals(SURCHARGE)
    zero, cent, least_loss = Decimal(0), Decimal("0.01"), _decimal(LEAST)
    units: Lines = []
    for targets, actuals, found in zip(target, actual, rows, strict=True):
        lines: list[tuple[Decimal, ...]] = []
        for item, (aim, done, most_points) in enumerate(zip(targets, actuals, points, strict=True)):
            shortfall = -(most_points * min(max(aim - done, zero), aim) / aim)
            least = min(shortfall, -least_loss) - shortfall if shortfall else zero
            here = found.get(item, ())
            problem = -sum((costs[severity] for severity, _ in here), zero)
            extra = -sum((extras[finder] for _, finder in here), zero)
            lost = shortfall + least + problem + extra
            most = max(lost, -most_points) - lost
            whole = most_points + lost + most
            rounding = whole.quantize(cent, ROUND_HALF_UP) - whole
            lines.append((most_points, shortfall, least, problem, extra, most, rounding, whole + rounding))
        units.append(lines)
    return units


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _decimals(worth: dict[str, Fraction]) -> dict[str, Decimal]:
    return {word: _decimal(points) for word, points in worth.items()}


def _as_floats(given: Year) -> tuple[Array, Array, Array, Array, Array]:
    cost = np.array([float(points) for points in COST.values()])[given.severity]
    surcharge = np.array([float(points) for points in SURCHARGE.values()])[given.found_by]
    return given.target / HUNDREDTHS, given.actual / HUNDREDTHS, given.item * given.units + given.unit, cost, surcharge


def _as_decimals(
    given: Year,
) -> tuple[list[list[Decimal]], list[list[Decimal]], list[dict[int, list[tuple[str, str]]]]]:
    rows: list[dict[int, list[tuple[str, str]]]] = [{} for _ in range(given.units)]
    severities, finders = tuple(COST), tuple(SURCHARGE)
    for unit, item, severity, finder in zip(given.unit, given.item, given.severity, given.found_by, strict=True):
        rows[unit].setdefault(int(item), []).append((severities[severity], finders[finder]))
    target, actual = (
        [[Decimal(number).scaleb(-2) for number in unit] for unit in array.T.tolist()]
        for array in (given.target, given.actual)
    )
    return target, actual, rows


def _wrong_by_numpy(found: dict[str, Column], by_hand: dict[str, Array]) -> int:
    """How many scores floats have rounded to the wrong side; everything that is not rounded must agree."""
    wrong = 0
    for item in range(ITEMS):
        for part in PARTS[:-1]:
            assert np.abs(_floats(found[f"{name(item)}.{part}"]) - by_hand[part][item]).max() < NEARLY, (item, part)
        apart = np.abs(_floats(found[name(item)]) - by_hand["item"][item])
        assert apart.max() < 1 / HUNDREDTHS + NEARLY, item
        wrong += int((apart > NEARLY).sum())
    return wrong


def _floats(column: Column) -> Array:
    return np.array([float(value) for value in column.values(UNITS) if isinstance(value, Fraction)])


def _compare_with_decimal(found: dict[str, Column], looped: Lines) -> None:
    """A quotient ends after 28 digits in Decimal; whatever has been rounded is the same."""
    for item in range(ITEMS):
        cells = [*(f"{name(item)}.{part}" for part in PARTS), name(item)]
        for place, cell in enumerate(cells):
            values = found[cell].values(UNITS)
            lines = (unit[item][place] for unit in looped)
            assert all(_close(value, line) for value, line in zip(values, lines, strict=True)), cell


def _close(value: object, line: Decimal) -> bool:
    assert isinstance(value, Fraction)
    return abs(Decimal(value.numerator) / Decimal(value.denominator) - line) < Decimal("1e-20")


def _compare_with_exact(found: dict[str, Column], given: Year) -> None:
    known, rules = facts(given, SAMPLE), program()
    reader = ExactReader({unit.id: rules for unit in known.units}, known)
    for cell, column in found.items():
        assert column.values(UNITS)[:SAMPLE] == [reader.cell(unit.id, cell) for unit in known.units], cell


if __name__ == "__main__":
    main()
