"""Edges of columns that invented programs seldom reach; tests/test_readers_agree.py proves that columns are exact."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from kaoping.core.facts import Facts, Row, Unit, Value
from kaoping.core.formula import Each, Expression, Fact, Field, Word, apply, number
from kaoping.core.line import Quantity
from kaoping.core.program import Program
from kaoping.core.readers.columns import ColumnsReader, FactColumns, RowColumns
from kaoping.core.readers.columns.arithmetic import add, divide, multiply, rounded
from kaoping.core.readers.columns.column import Numbers, Words, column_of, numbers, numeric
from kaoping.core.text import verbatim


def test_numbers_too_long_for_the_machine_stay_exact_and_become_short_again_when_rounded() -> None:
    long = _numbers(Fraction(10**25 + 1, 3), Fraction(-(10**25)))
    assert numeric(multiply(long, long)).values(2) == [Fraction(10**25 + 1, 3) ** 2, Fraction(10**50)]
    short = rounded(divide(long, _numbers(Fraction(10**25))), 2)
    assert short.values(2) == [Fraction(33, 100), -1]
    assert isinstance(short.numerator, np.ndarray)
    assert short.numerator.dtype == np.int64


def test_columns_divided_by_the_same_fact_are_added_over_that_fact() -> None:
    target = _numbers(Fraction(7), Fraction(9))
    summed = add(divide(_numbers(Fraction(1)), target), divide(_numbers(Fraction(2)), target))
    assert summed.divisor is target.numerator
    assert summed.values(2) == [Fraction(3, 7), Fraction(1, 3)]


def test_what_two_columns_are_both_divided_by_cancels() -> None:
    target = _numbers(Fraction(7), Fraction(9))
    quotient = divide(divide(_numbers(Fraction(1)), target), divide(_numbers(Fraction(2)), target))
    assert quotient.values(2) == [Fraction(1, 2)] * 2


def test_division_by_zero_is_missing_there_and_only_there() -> None:
    quotient = divide(_numbers(Fraction(6)), _numbers(Fraction(0), Fraction(-4)))
    assert quotient.values(2) == [None, Fraction(-3, 2)]


def test_a_fact_may_be_a_word_for_one_unit_and_a_number_for_another() -> None:
    given: dict[str, Value | None] = {"u": "none", "v": Fraction(3, 2), "w": None}
    equal = apply("equal", Fact("a", "x"), number("1.5"))
    assert _values(equal, given) == (Fraction(0), Fraction(1), None)
    chosen = apply("if", apply("equal", Fact("a", "x"), Word("none")), Word("nothing"), Fact("a", "x"))
    assert _values(chosen, given) == ("nothing", Fraction(3, 2), None)


def test_a_field_that_holds_words_at_one_item_adds_up_at_another() -> None:
    rows = (_row("a", Fraction(2)), _row("a", Fraction(3)), _row("b", "late"))
    facts = Facts("", (Unit("u"),), {}, rows)
    assert _reader(Each("findings", ("a",), Field("delay")), facts).values("q") == (Fraction(5),)


def test_dates_are_compared_as_words() -> None:
    given: dict[str, Value | None] = {"u": "2020-08-01", "v": "2020-09-30"}
    assert _values(apply("less", Fact("a", "x"), Word("2020-09-01")), given) == (Fraction(1), Fraction(0))


def test_a_cell_that_no_program_has_is_missing_for_every_unit() -> None:
    reader = _reader(number(1), Facts("", (Unit("u"), Unit("v"))))
    assert reader.values("elsewhere") == (None, None)
    assert reader.having("q").all()
    assert not reader.having("elsewhere").any()


def test_facts_may_be_given_as_arrays_without_a_dictionary() -> None:
    owner = np.array([0, 0, 2])
    severity = Words(np.array([0, 1, 0]), ("minor", "grave"))
    facts = FactColumns(
        (Unit("u"), Unit("v"), Unit("w")),
        {("a", "x"): numbers(np.array([150, 200, 250]), 250, 100)},
        {"findings": RowColumns(owner, {"item": Words(0, ("a.1",)), "severity": severity})},
    )
    lost = Each(
        "findings",
        ("a",),
        apply("choose", Field("severity"), Word("minor"), number("0.1"), Word("grave"), number("0.5")),
    )
    assert _reader(apply("subtract", Fact("a", "x"), lost), facts).values("q") == (
        Fraction(9, 10),
        Fraction(2),
        Fraction(12, 5),
    )


def _numbers(*values: Fraction) -> Numbers:
    return numeric(column_of(values if len(values) > 1 else values * 2))


def _row(item: str, delay: Value) -> Row:
    return Row("findings", "u", item, (("delay", delay),))


def _values(expression: Expression, given: dict[str, Value | None]) -> tuple[Value | None, ...]:
    known = {(unit, "a", "x"): value for unit, value in given.items() if value is not None}
    return _reader(expression, Facts("", tuple(Unit(unit) for unit in given), known)).values("q")


def _reader(expression: Expression, facts: Facts | FactColumns) -> ColumnsReader:
    program = Program((), (Quantity("q", "a", verbatim("q"), expression),))
    return ColumnsReader({unit.id: program for unit in facts.units}, facts)


def test_a_constant_too_long_for_the_machine_may_be_divided_by_a_fact() -> None:
    long = apply("divide", number(10**30), Fact("a", "x"))
    given: dict[str, Value | None] = {"u": Fraction(3), "v": Fraction(7)}
    assert _values(apply("multiply", long, long), given) == (Fraction(10**60, 9), Fraction(10**60, 49))
