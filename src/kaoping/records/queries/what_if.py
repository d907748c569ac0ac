"""What would change if facts were corrected: the same scoring, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaoping.core.facts import stands_at
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Fact, ScoreRun
from kaoping.records.queries.facts import Row, current, facts_from_rows
from kaoping.records.queries.runs import settled_of
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.quick import QuickResult, Recomputation
from kaoping.schemes.reading_effects import Effect, compared

CORRECTABLE = ("values", "findings", "events", "claims", "ratings", "not_applicable")


@dataclass(frozen=True)
class Correction:
    """A fact and the row that replaces it; None withdraws it."""

    fact: Fact
    row: Row | None


@dataclass(frozen=True)
class Addition:
    """A row that was overlooked, and its table."""

    table: str
    row: Row


@dataclass(frozen=True)
class Outcome:
    """What a correction leads to: every unit's result as things stand, and what changes for whom."""

    base: Mapping[str, QuickResult]
    effect: Effect

    def before(self, unit: str) -> QuickResult:
        """A unit's result as things stand."""
        return self.base[unit]

    def after(self, unit: str) -> QuickResult | None:
        """Its result with the correction; None where it would lack facts."""
        return None if unit in self.effect.incomplete else self.effect.after.get(unit, self.base[unit])


def facts_at(assessment: Assessment, unit: str, item: str, entry: int | None = None) -> list[Fact]:
    """The facts of an item of a unit that a review can correct, in their order: now, or as of a line of the journal."""
    found = current(assessment, entry).filter(unit=unit, table__in=CORRECTABLE).select_related("entered_by")
    return [fact for fact in found if stands_at(fact.item, (item,))]


def outcome_of(
    assessment: Assessment,
    corrections: Sequence[Correction | Addition],
    run: ScoreRun | None = None,
    entry: int | None = None,
) -> Outcome:
    """What would change, from the facts now or as of a line of the journal, or from those of a run under its scheme.

    Raises:
        Refused: where the corrected facts do not fit the scheme.
    """
    settled = settled_of(run) if run else settled_now(assessment)
    replaced = {one.fact.pk: one.row for one in corrections if isinstance(one, Correction)}
    added = [(one.table, one.row) for one in corrections if isinstance(one, Addition)]
    rows = current(assessment, run.as_of_entry if run else entry).values_list("pk", "table", "content")
    known = [(pk, table, parsed(content)) for pk, table, content in rows]
    before = [(table, row) for _, table, row in known]
    after = [(table, row) for pk, table, old in known if (row := replaced.get(pk, old)) is not None] + added
    base = Recomputation(facts_from_rows(before, settled)).results(settled.scheme)
    then = Recomputation(facts_from_rows(after, settled)).results(settled.scheme)
    return Outcome(base, compared((), base, then))
