"""What holds for every program and all facts: columns are exact, order never matters, lines make up the score."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaoping.core.facts import Facts, Value
from kaoping.core.line import Limit
from kaoping.core.missing import Missing
from kaoping.core.program import Program
from kaoping.core.readers.columns import ColumnsReader
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.scope import Scope
from kaoping.core.scorecard import score
from kaoping.demonstration.year import YEARS, demonstration_facts
from kaoping.schemes.compile import programs
from kaoping.schemes.read import read
from tests.programs import Year, scored, years

Cells = dict[tuple[str, str], Value | None]
Thing = TypeVar("Thing")


@given(years())
@settings(max_examples=300)
def test_columns_equal_the_exact_reader_in_every_cell(year: Year) -> None:
    assert _by_columns(*year) == _exactly(*year)


@pytest.mark.parametrize("scheme", YEARS)
def test_columns_equal_the_exact_reader_in_the_demonstration_years(scheme: str) -> None:
    facts = demonstration_facts(scheme)
    found = dict(programs(read(scheme).scheme, facts))
    assert _by_columns(found, facts) == _exactly(found, facts)


@given(years(), st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_the_order_of_units_rows_and_values_changes_no_cell(year: Year, chance: random.Random) -> None:
    programs, facts = year
    units, rows = tuple(_mixed(facts.units, chance)), tuple(_mixed(facts.rows, chance))
    mixed = replace(facts, units=units, rows=rows, values=dict(_mixed(facts.values.items(), chance)))
    assert mixed.digest == facts.digest
    assert _by_columns(programs, mixed) == _by_columns(programs, facts)
    assert _exactly(programs, mixed) == _exactly(programs, facts)


@given(years())
@settings(max_examples=80)
def test_entries_sum_to_the_score_of_the_item_and_items_to_the_total(year: Year) -> None:
    programs, facts = year
    for card in score({unit: scored(program) for unit, program in programs.items()}, facts):
        if card.score is None:
            assert card.gaps
            continue
        for item in card.items:
            assert sum(entry.amount for entry in item.entries) == item.score
        assert sum(item.score or 0 for item in card.items) + sum(entry.amount for entry in card.entries) == card.score


@given(years())
@settings(max_examples=80)
def test_every_limit_holds_after_it_has_been_applied(year: Year) -> None:
    programs, facts = year
    reader = ExactReader(programs, facts)
    for unit in programs:
        for node in programs[unit].nodes:
            correction = reader.cell(unit, node.id)
            if isinstance(node, Limit) and isinstance(correction, Fraction) and node.when is None:
                before = sum(part for cell in node.over if isinstance(part := reader.cell(unit, cell), Fraction))
                bound = reader.value(node.value, Scope(unit, node.item))
                assert isinstance(bound, Fraction)
                assert _holds(node, Fraction(before), before + correction, bound)


def _holds(limit: Limit, before: Fraction, after: Fraction, bound: Fraction) -> bool:
    if limit.verb == "round":
        unit = Fraction(10) ** -int(bound)
        nearest = limit.mode in ("half_up", "half_even")
        return (after / unit).denominator == 1 and abs(after - before) <= (unit / 2 if nearest else unit)
    return {
        "at_least": after == before == 0 or abs(after) >= bound,
        "at_most": abs(after) <= abs(bound),
        "floor": after >= bound,
        "ceiling": after <= bound,
        "set": after == bound,
        "times": after == before * bound,
    }[limit.verb]


def _by_columns(programs: dict[str, Program], facts: Facts) -> Cells:
    reader = ColumnsReader(programs, facts)
    cells = {node.id for program in programs.values() for node in program.nodes}
    found = {cell: dict(zip(facts.units, reader.values(cell), strict=True)) for cell in cells}
    return {(unit.id, cell): found[cell][unit] for unit in facts.units for cell in cells}


def _exactly(programs: dict[str, Program], facts: Facts) -> Cells:
    reader = ExactReader(programs, facts)
    cells = {node.id for program in programs.values() for node in program.nodes}
    return {
        (unit.id, cell): _known(reader, unit.id, cell) if cell in programs[unit.id].node else None
        for unit in facts.units
        for cell in cells
    }


def _known(reader: ExactReader, unit: str, cell: str) -> Value | None:
    found = reader.cell(unit, cell)
    return None if isinstance(found, Missing) else found


def _mixed(things: Iterable[Thing], chance: random.Random) -> list[Thing]:
    listed = list(things)
    chance.shuffle(listed)
    return listed
