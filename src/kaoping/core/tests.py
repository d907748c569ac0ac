"""Numbers, limits, facts and folds: the arithmetic that everything else rests on."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.core.facts import Facts, Row, Unit, stands_at
from kaoping.core.folds import Contender, standing, trimmed
from kaoping.core.limits import corrected
from kaoping.core.line import Verb
from kaoping.core.numbers import RoundingMode, decimal, decimal_places, fixed, half_width, rounded, written
from kaoping.core.text import Text, choose_from

IN_DECIMAL: dict[RoundingMode, str] = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-9999, max_value=9999)


@pytest.mark.parametrize(
    ("text", "number"), [("0.40", "2/5"), (" -1.5 ", "-3/2"), (".5", "1/2"), ("7.", "7"), ("+3", "3")]
)
def test_a_decimal_numeral_is_read_exactly(text: str, number: str) -> None:
    assert decimal(text) == Fraction(number)


@pytest.mark.parametrize(
    "text", ["", "NaN", "inf", "1e400", "1/3", "1,000", "９０", "--1", "0x1F", "1_000", "9" * 31, "²"]
)
def test_what_is_no_plain_decimal_numeral_is_no_number(text: str) -> None:
    assert decimal(text) is None


def test_full_width_digits_and_signs_are_read_as_what_they_mean() -> None:
    assert half_width("－９０．５％") == "-90.5%"


@given(st.fractions(max_denominator=10**6))
def test_a_written_number_reads_back_as_itself(number: Fraction) -> None:
    assert Fraction(written(number)) == number


@given(decimals, st.integers(-3, 6))
def test_rounding_agrees_with_decimal_arithmetic(number: Decimal, places: int) -> None:
    for mode, name in IN_DECIMAL.items():
        assert rounded(Fraction(number), places, mode) == Fraction(number.quantize(Decimal(1).scaleb(-places), name))


def test_a_half_that_is_no_binary_number_is_rounded_away_from_zero() -> None:
    assert rounded(Fraction("1.005"), 2) == Fraction("1.01")
    assert rounded(Fraction("-2.675"), 2) == Fraction("-2.68")


def test_a_number_with_more_decimals_is_never_cut_by_writing_it() -> None:
    assert fixed(Fraction("-0.5"), 2) == "-0.50"
    with pytest.raises(ValueError, match="more than 2 decimals"):
        fixed(Fraction("0.125"), 2)


def test_only_twos_and_fives_make_a_finite_decimal() -> None:
    assert decimal_places(Fraction(3, 80)) == 4
    assert decimal_places(Fraction(1, 6)) is None


@pytest.mark.parametrize(
    ("verb", "before", "bound", "after"),
    [
        ("at_least", "-0.1", "0.2", "-0.2"),
        ("at_least", "0.3", "0.2", "0.3"),
        ("at_least", "0", "0.2", "0"),
        ("at_most", "-6", "5", "-5"),
        ("at_most", "4", "5", "4"),
        ("floor", "-3", "0", "0"),
        ("ceiling", "101", "100", "100"),
        ("set", "93.5", "0", "0"),
        ("times", "80", "0.4", "32"),
        ("round", "98.765", "2", "98.77"),
    ],
)
def test_a_limit_makes_of_a_sum(verb: Verb, before: str, bound: str, after: str) -> None:
    assert corrected(verb, Fraction(before), Fraction(bound)) == Fraction(after)


def test_every_limit_has_its_example_above() -> None:
    (mark,) = test_a_limit_makes_of_a_sum.pytestmark  # type: ignore[attr-defined]  # set by parametrize
    assert {verb for verb, *_ in mark.args[1]} == set(get_args(Verb))


@pytest.mark.parametrize(
    ("address", "item", "below"),
    [("law.1.a", "law", True), ("law.1", "law.1", True), ("law.10", "law.1", False), ("lawful", "law", False)],
)
def test_an_address_lies_below_an_item_by_its_parts(address: str, item: str, below: bool) -> None:
    assert stands_at(address, (item,)) is below


def test_a_dated_row_knows_its_month_and_quarter() -> None:
    values = Row("events", "u", "t", (("on", "2020-08-31"),)).values
    assert (values["month"], values["quarter"]) == ("2020-08", "2020Q3")


def test_the_digest_of_facts_changes_with_every_fact_and_with_no_order() -> None:
    units = (Unit("u", "甲", "g"), Unit("v", "乙", "g"))
    rows = (Row("findings", "u", "t", (("points", Fraction(1, 5)),)), Row("findings", "v", "t"))
    facts = Facts("s", units, {("u", "t", "x"): Fraction(1), ("v", "t", "x"): "no"}, rows)
    turned = replace(facts, units=units[::-1], rows=rows[::-1], values=dict(list(facts.values.items())[::-1]))
    assert turned.digest == facts.digest
    others = (
        replace(facts, scheme="r"),
        replace(facts, units=units[:1]),
        replace(facts, rows=rows[:1]),
        replace(facts, rows=(*rows, rows[1])),
        replace(facts, values={**facts.values, ("u", "t", "x"): Fraction(2)}),
        replace(facts, not_applicable={("u", "t", "x"): "why"}),
        replace(facts, declared=(("u", "t", "", ""),)),
    )
    assert len({facts.digest, *(other.digest for other in others)}) == 1 + len(others)


def test_the_extremes_are_dropped_at_both_ends_only_where_enough_are_left() -> None:
    rows = [(Fraction(value), Fraction(1)) for value in (60, 99, 80, 85, 90)]
    assert [value for value, _ in trimmed(rows, Fraction(1, 10), 5)] == [80, 85, 90]
    assert trimmed(rows[:4], Fraction(1, 10), 5) == rows[:4]
    assert trimmed(rows[:2], Fraction(1, 10), 1) == rows[:2]


def test_of_one_matter_the_weightiest_row_stands_or_the_earliest() -> None:
    rows = [
        Contender("late", "flood", Fraction("0.4"), "2020-09-01"),
        Contender("early", "flood", Fraction("0.1"), "2020-03-01"),
        Contender("undated", "flood", Fraction("0.4"), None),
        Contender("alone", None, Fraction("0.1"), None),
    ]
    assert standing(rows, "highest") == {"late", "alone"}
    assert standing(rows, "first") == {"early", "alone"}


def test_choices_can_be_told_apart_though_one_holds_the_comma_that_lists_are_joined_by() -> None:
    assert choose_from(["up", "down"]).in_language("zh") == "可选：up、down。"
    groups = ["街道办事处、地区办事处（乡政府）", Text("区政府部门", "departments")]
    assert choose_from(groups).in_language("zh") == "可选：“街道办事处、地区办事处（乡政府）”、“区政府部门”。"
