"""Drafts (试算): the totals of some units, computed from their own facts without their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.facts import Facts, Unit
from kaoping.core.missing import Gap, Missing
from kaoping.core.program import TOTAL, Program
from kaoping.core.readers.exact import ExactReader
from kaoping.schemes.compile import programs
from kaoping.schemes.outcomes import conditions_of
from kaoping.schemes.read import Settled


@dataclass(frozen=True)
class Drafted:
    """A unit's total; None while facts are missing. `compares`: other units' facts count for it too."""

    unit: Unit
    score: Fraction | None
    missing: int
    compares: bool


def drafted_totals(settled: Settled, facts: Facts) -> Iterator[Drafted]:
    """The totals of all units of the facts, as `assess` finds them."""
    found = programs(settled.scheme, facts)
    reader = ExactReader(found, facts)
    for unit in facts.units:
        gaps = _gaps(reader, found, unit, conditions_of(settled.scheme))
        total = reader.cell(unit.id, TOTAL)
        score = total if isinstance(total, Fraction) and not gaps else None
        yield Drafted(unit, score, len(gaps), found[unit.id].compares)


def _gaps(reader: ExactReader, found: Mapping[str, Program], unit: Unit, conditions: tuple[str, ...]) -> frozenset[Gap]:
    values = [reader.cell(unit.id, cell) for cell in (TOTAL, *conditions) if cell in found[unit.id].node]
    return frozenset().union(*(value.gaps for value in values if isinstance(value, Missing)))
