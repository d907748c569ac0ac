"""Scores, ranks, grades and awards of all units without their lines: for many recomputations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kaoping.core.facts import Facts
from kaoping.core.population import Standing, decide
from kaoping.core.program import TOTAL, Program
from kaoping.core.readers.columns import ColumnsReader
from kaoping.core.readers.exact import ExactReader
from kaoping.schemes.compile import programs
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import leaves
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import RankingEntry
from kaoping.schemes.outcomes import Decisions, cells_of, conditions_of, holds, rules_of

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


class Recomputation:
    """Recomputes the same facts under one scheme after another; what does not change is computed once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._scored: dict[str, Scored] = {}

    def results(self, scheme: Scheme) -> Mapping[str, QuickResult]:
        """Every unit's result under a scheme.

        Raises:
            Refused: where the facts do not say what the scheme asks about a veto.
        """
        standings = tuple(_standings(self._score(scheme), Decisions.of(scheme, self.facts), self.facts))
        outcomes = decide(rules_of(scheme, leaves(scheme, Form())), standings).outcomes
        return {
            one.unit: QuickResult(
                one.score,
                outcomes[one.unit].rank if one.score is not None else None,
                grade.in_language("zh") if (grade := outcomes[one.unit].grade) else None,
                outcomes[one.unit].award,
            )
            for one in standings
        }

    def _score(self, scheme: Scheme) -> Scored:
        """The scores, which ranking, grades and awards do not change."""
        key = repr(replace(scheme, ranking=RankingEntry(), grades=(), awards=(), readings=(), declared=()))
        if key not in self._scored:
            found = programs(scheme, self.facts)
            pointed = {unit: [item.id for item in program.items if item.points] for unit, program in found.items()}
            self._scored[key] = Scored(_cells(found, self.facts, conditions_of(scheme)), pointed)
        return self._scored[key]


@dataclass(frozen=True)
class Scored:
    """The scores of all units' items, branches and totals, the conditions of results; each unit's items with points."""

    cells: Cells
    pointed: Mapping[str, Sequence[str]]


def _cells(found: Mapping[str, Program], facts: Facts, conditions: tuple[str, ...]) -> Cells:
    """The scores of items, branches and totals, and the conditions, of all units."""
    different = list({id(program): program for program in found.values()}.values())
    wanted = [*dict.fromkeys(cell for program in different for cell in cells_of(program)), *conditions, TOTAL]
    if len(found) < FEW * len(different):
        exact = ExactReader(found, facts)
        return {cell: [_own(exact, found, unit.id, cell) for unit in facts.units] for cell in wanted}
    columns = ColumnsReader(found, facts)
    return {cell: [_number(value) for value in columns.values(cell)] for cell in wanted}


def _own(reader: ExactReader, found: Mapping[str, Program], unit: str, cell: str) -> Fraction | None:
    return _number(reader.cell(unit, cell)) if cell in found[unit].node else None


def _number(value: object) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _standings(scored: Scored, decisions: Decisions, facts: Facts) -> Iterator[Standing]:
    conditions = conditions_of(decisions.scheme)
    for place, unit in enumerate(facts.units):
        known = {cell: value for cell, values in scored.cells.items() if (value := values[place]) is not None}
        holding = {cell for cell in conditions if holds(cell, known.get(cell))}
        total = known.pop(TOTAL, None) if all(cell in known for cell in conditions) else None
        scores = {cell: value for cell, value in known.items() if cell not in conditions}
        yield decisions.standing(unit, total, scores, scored.pointed[unit.id], holding)
