"""The columns reader and the exact reader agree in every cell of invented programs and facts."""

from __future__ import annotations

from hypothesis import given, settings

from kaoping.core.facts import Facts, Value
from kaoping.core.missing import Missing
from kaoping.core.program import Program
from kaoping.core.readers.columns import ColumnsReader
from kaoping.core.readers.exact import ExactReader
from tests.programs import years

Year = tuple[dict[str, Program], Facts]


@given(years())
@settings(max_examples=300)
def test_columns_equal_the_exact_reader_in_every_cell(year: Year) -> None:
    programs, facts = year
    columns = ColumnsReader(programs, facts)
    for cell in {node.id for program in programs.values() for node in program.nodes}:
        assert columns.values(cell) == _exact(programs, facts, cell), cell


def _exact(programs: dict[str, Program], facts: Facts, cell: str) -> tuple[Value | None, ...]:
    reader = ExactReader(programs, facts)
    found = [reader.cell(unit.id, cell) if cell in programs[unit.id].node else None for unit in facts.units]
    return tuple(None if isinstance(value, Missing) else value for value in found)
