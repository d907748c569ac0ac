"""What holds for every program and all facts: columns equal the exact reader, order never matters, lines make the score."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kaoping.core.facts import Facts, Value
from kaoping.core.limits import corrected
from kaoping.core.missing import Missing
from kaoping.core.program import Program
from kaoping.core.readers.columns import ColumnsReader
from kaoping.core.readers.exact import ExactReader
from kaoping.core.scorecard import score
from tests.programs import Year, scored, values, years

Cells = dict[tuple[str, str], Value | None]


@given(years())
@settings(max_examples=400)
def test_columns_equal_the_exact_reader_in_every_cell(year: Year) -> None:
    programs, facts = year
    assert _by_columns(programs, facts) == _exact(programs, facts)


@given(years(), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_units_rows_and_values_changes_no_cell(year: Year, chance: st.DataObject) -> None:
    programs, facts = year
    mixed = replace(
        facts,
        units=tuple(_mixed(facts.units, chance)),
        rows=tuple(_mixed(facts.rows, chance)),
        values=dict(_mixed(facts.values.items(), chance)),
    )
    assert mixed.digest == facts.digest
    assert _by_columns(programs, mixed) == _by_columns(programs, facts)
    assert _exact(programs, mixed) == _exact(programs, facts)
