"""Declarations that an item was checked and nothing is to be deducted (零报告), and those that are missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kaoping.core.facts import Facts
from kaoping.core.missing import Gap
from kaoping.core.text import Text
from kaoping.files.facts.accepted import Accepted, accepted
from kaoping.files.facts.addresses import Addresses
from kaoping.files.facts.notes import meant
from kaoping.files.facts.record import Record, repeated
from kaoping.schemes.read import Settled


def declared_of(records: Sequence[Record], addresses: Addresses) -> list[tuple[str, str, str, str]]:
    """Unit, item or veto, by whom, on which day (empty where nobody wrote it)."""
    first: dict[tuple[str, str, str], Record] = {}
    for record in records:
        key = record.word("unit"), record.word("item"), record.word("by")
        if key in first:
            repeated(record.at("item"), first[key].at("item"), " ".join(key), addresses.notes)
        elif addresses.judge(record, partial(_is_declarable, record)):
            first[key] = record
    return sorted((*key, record.word("on")) for key, record in first.items())


def _is_declarable(record: Record, addresses: Addresses, accepted: Accepted) -> bool:
    item, places = record.word("item"), declarable(accepted)
    if item and item not in places:
        says = Text("“{item}”不需要零报告。", "“{item}” needs no declaration.", {"item": item})
        addresses.notes.note("not-declarable", record.at("item"), says, meant(item, places))
    return item in places


def declarable(units_form: Accepted) -> tuple[str, ...]:
    """What must be declared checked for a unit: items with zero_report that apply to it, and every veto."""
    items = [item.id for item in units_form.program.items if item.zero_report]
    return (
        *(item for item in items if units_form.form.excused(item) is None),
        *(veto.id for veto in units_form.scheme.vetoes),
    )


def undeclared(settled: Settled, facts: Facts) -> tuple[Gap, ...]:
    """What nobody has declared checked, in the order of the units and the scheme: a gap named `declared` for each."""
    known = {(unit, item) for unit, item, _, _ in facts.declared}
    forms = accepted(settled.scheme, facts)
    return tuple(
        Gap(unit.id, item, "declared")
        for unit in facts.units
        for item in declarable(forms[unit.id])
        if (unit.id, item) not in known
    )
