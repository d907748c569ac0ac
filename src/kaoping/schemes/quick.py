"""Scores, ranks, grades and awards of all units without their lines: for many recomputations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.facts import Facts
from kaoping.core.population import ResultRules, Standing, decide
from kaoping.core.program import TOTAL, Program
from kaoping.core.readers.columns import ColumnsReader
from kaoping.core.readers.exact import ExactReader
from kaoping.schemes.compile import programs
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import leaves
from kaoping.schemes.model import Scheme
from kaoping.schemes.outcomes import Decisions, cells_of, rules_of

# With fewer units per program than this, one unit after the other is quicker than columns.
FEW = 12
Cells = Mapping[str, Sequence[Fraction | None]]


@dataclass(frozen=True)
class QuickResult:
    """One unit's result without its lines."""

    score: Fraction | None
    rank: int | None
    grade: str | None
    award: bool | None


@dataclass(frozen=True)
class Rules:
    """Everything of a scheme on which results depend: equal rules give equal results."""

    programs: Mapping[str, Program]
    results: ResultRules
    decisions: Decisions


def rules_for(scheme: Scheme, facts: Facts) -> Rules:
    """A scheme's rules for the units at hand."""
    results = rules_of(scheme, leaves(scheme, Form()))
    return Rules(programs(scheme, facts), results, Decisions.of(scheme, facts))


def quick_results(rules: Rules, facts: Facts) -> Mapping[str, QuickResult]:
    """Every unit's result."""
    cells = _cells(rules.programs, facts)
    outcomes = decide(rules.results, _standings(rules, cells, facts)).outcomes
    return {
        unit.id: QuickResult(
            score,
            outcomes[unit.id].rank if score is not None else None,
            grade.in_language("zh") if (grade := outcomes[unit.id].grade) else None,
            outcomes[unit.id].award,
        )
        for unit, score in zip(facts.units, cells[TOTAL], strict=True)
    }


def _cells(found: Mapping[str, Program], facts: Facts) -> Cells:
    """The scores of items, branches and totals of all units."""
    different = list({id(program): program for program in found.values()}.values())
    wanted = [*dict.fromkeys(cell for program in different for cell in cells_of(program)), TOTAL]
    if len(found) < FEW * len(different):
        exact = ExactReader(found, facts)
        return {cell: [_own(exact, found, unit.id, cell) for unit in facts.units] for cell in wanted}
    columns = ColumnsReader(found, facts)
    return {cell: [_number(value) for value in columns.values(cell)] for cell in wanted}


def _own(reader: ExactReader, found: Mapping[str, Program], unit: str, cell: str) -> Fraction | None:
    return _number(reader.cell(unit, cell)) if cell in found[unit].node else None


def _number(value: object) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _standings(rules: Rules, cells: Cells, facts: Facts) -> Iterator[Standing]:
    for place, unit in enumerate(facts.units):
        known = {cell: value for cell in cells if cell != TOTAL and (value := cells[cell][place]) is not None}
        pointed = [item.id for item in rules.programs[unit.id].items if item.points]
        yield rules.decisions.standing(unit, cells[TOTAL][place], known, pointed)
