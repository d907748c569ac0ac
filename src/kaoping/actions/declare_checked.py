"""Declaring that a body has checked units and nothing (more) is to be deducted (零报告): many at once, one change."""

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
from kaoping.schemes.model import Scheme
from kaoping.schemes.read import Settled
from kaoping.schemes.responsible import bodies_at, named_body

OFFICE = Text("考核办", "assessment office")


def declare_checked(by: Person, assessment: Assessment, places: Sequence[tuple[str, str]], body: str = "") -> int:
    """How many declarations (of a unit, about an item or a veto) are new.

    They are made in the name of a body: the person's own, the office that of any body that has reported on paper.
    Without one it is the first of the person's own, or the office itself.

    Raises:
        NotAllowed: where one is about the own unit, or not the person's or not that body's to make.
        Refused: where an item asks for no declaration.
    """
    settled = settled_now(assessment)
    with acting(by, "declare_checked", assessment) as opened:
        units = {unit for unit, _ in places}
        entering = entering_of(by, assessment, settled, facts_of_units(assessment, settled, units))
        ends = _ends(assessment, units)
        known, scheme = _known(entering.scheme, ends), entering.scheme
        found = ((place, _row(entering, place, body)) for place in dict.fromkeys(places))
        rows = [row for place, row in found if (*place, named_body(scheme, str(row["by"]))) not in known]
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


def _known(scheme: Scheme, ends: dict[tuple[str, str, str], Fact]) -> set[tuple[str, str, str]]:
    """What has been declared, whether the body was written by its id or by its name."""
    return {(unit, item, named_body(scheme, by)) for (unit, item, by), end in ends.items() if end.state == "confirmed"}


def _row(entering: Entering, place: tuple[str, str], body: str) -> dict[str, object]:
    """The declaration of a place, in the name of the body that makes it."""
    unit, item = place
    refusal = entering.refusal("declared", unit, item)
    if refusal is not None:
        raise NotAllowed(refusal)
    return {"unit": unit, "item": item, "by": _by(entering, unit, item, body), "on": clock.today().isoformat()}


def _by(entering: Entering, unit: str, item: str, body: str) -> str:
    bodies = bodies_at(entering.scheme, unit, entering.programs[unit], item)
    allowed = bodies if "office" in entering.roles else [one for one in bodies if one in entering.bodies]
    if body and body not in allowed:
        raise NotAllowed(_NOT_THEIRS)
    own = [body] if body else [one for one in bodies if one in entering.bodies]
    names = {one.id: one.name for one in entering.scheme.assessors}
    return names.get(own[0], own[0]) if own else OFFICE.zh


def _address(row: Row) -> tuple[str, str, str]:
    return str(row["unit"]), str(row["item"]), str(row["by"])


def _check_fit(assessment: Assessment, settled: Settled, units: set[str], rows: Sequence[Row]) -> None:
    shaping = ("units", "items", "tasks", "not_applicable")
    known = assessment.facts.filter(table__in=shaping, state="confirmed", superseded_by=None, unit__in=["", *units])
    kept = ((fact.table, parsed(fact.content)) for fact in known.order_by("place"))
    facts_from_rows([*kept, *(("declared", row) for row in rows)], settled)


_NOT_THEIRS = Text(
    "这一项不由该部门负责，不能以其名义提交。", "This is not that body's; nothing is declared in its name."
)
