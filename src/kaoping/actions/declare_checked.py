"""Declaring that units were checked and nothing (more) is to be deducted (零报告): many at once, one change."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting
from kaoping.actions.entering import Entering, entering_of
from kaoping.actions.writing_facts import NewRow, write
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.queries.entry import facts_of_units
from kaoping.records.queries.facts import Row, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotAllowed
from kaoping.schemes.read import Settled
from kaoping.schemes.responsible import bodies_at

OFFICE = Text("考核办", "assessment office")


def declare_checked(by: Person, assessment: Assessment, places: Sequence[tuple[str, str]]) -> int:
    """How many declarations (of a unit, about an item or a veto) are new.

    Raises:
        NotAllowed: where one is about the own unit, or not the person's to make.
        Refused: where an item asks for no declaration.
    """
    settled = settled_now(assessment)
    with acting(by, "declare_checked", assessment) as opened:
        units = {unit for unit, _ in places}
        entering = entering_of(by, assessment, settled, facts_of_units(assessment, settled, units))
        ends = _ends(assessment, units)
        rows = [row for place in places if (row := _row(entering, place, ends)) is not None]
        if not rows:
            opened.leave()
            return 0
        _check_fit(assessment, settled, units, rows)
        write(opened, by, assessment, [NewRow("declared", row, ends.get(_address(row))) for row in rows])
        opened.tell(f"零报告 {len(rows)} 项", None, rows)
    return len(rows)


def _ends(assessment: Assessment, units: set[str]) -> dict[tuple[str, str, str], Fact]:
    found = assessment.facts.filter(table="declared", unit__in=units, superseded_by=None)
    return {(one.unit, one.item, one.name): one for one in found}


def _row(
    entering: Entering, place: tuple[str, str], ends: dict[tuple[str, str, str], Fact]
) -> dict[str, object] | None:
    """The declaration of a place, in the name of the body that makes it; None where it has been made."""
    unit, item = place
    refusal = entering.refusal("declared", unit, item)
    if refusal is not None:
        raise NotAllowed(refusal)
    if any(key[:2] == place and end.state == "confirmed" for key, end in ends.items()):
        return None
    return {"unit": unit, "item": item, "by": _body(entering, unit, item), "on": clock.today().isoformat()}


def _body(entering: Entering, unit: str, item: str) -> str:
    program = entering.programs[unit]
    own = [one for one in bodies_at(entering.scheme, unit, program, item) if one in entering.bodies]
    names = {one.id: one.name for one in entering.scheme.assessors}
    return names.get(own[0], own[0]) if own else OFFICE.zh


def _address(row: Row) -> tuple[str, str, str]:
    return str(row["unit"]), str(row["item"]), str(row["by"])


def _check_fit(assessment: Assessment, settled: Settled, units: set[str], rows: Sequence[Row]) -> None:
    shaping = ("units", "items", "tasks", "not_applicable")
    known = assessment.facts.filter(table__in=shaping, state="confirmed", superseded_by=None, unit__in=["", *units])
    kept = ((fact.table, parsed(fact.content)) for fact in known.order_by("place"))
    facts_from_rows([*kept, *(("declared", row) for row in rows)], settled)
