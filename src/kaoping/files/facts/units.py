"""The units of a facts file."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.core.facts import Unit
from kaoping.core.text import Text
from kaoping.files.facts.document import Document
from kaoping.files.facts.notes import PLEASE_ADD, Notes, meant
from kaoping.files.facts.record import Record, missing, repeated
from kaoping.schemes.model import NamedUnit, Scheme


def units_of(document: Document, records: Sequence[Record], scheme: Scheme, notes: Notes) -> tuple[Unit, ...]:
    """The units as they are listed; name and group of a unit that the scheme names may be left out."""
    if not records:
        notes.note("no-units", document.node, Text("没有单位（units）。", "There are no units."), PLEASE_ADD)
    named = {unit.id: unit for unit in scheme.units}
    first: dict[str, Record] = {}
    found: dict[str, Unit] = {}
    for record in records:
        name = record.word("id")
        if name in first:
            repeated(record.at("id"), first[name].at("id"), name, notes)
        elif name:
            first[name] = record
            found[name] = _unit(record, named.get(name), scheme, notes)
    return tuple(found.values())


def _unit(record: Record, named: NamedUnit | None, scheme: Scheme, notes: Notes) -> Unit:
    group = record.word("group") or (named.group if named else "")
    groups = [one.id for one in scheme.groups]
    if groups and not group:
        missing(record.at("group"), record.table.column["group"], notes)
    elif groups and group not in groups:
        says = Text("方案没有“{group}”这一类别。", "The scheme has no group “{group}”.", {"group": group})
        choices = [one.name for one in scheme.groups] if notes.in_words else groups
        notes.note("unknown-group", record.at("group"), says, meant(group, choices))
    return Unit(record.word("id"), record.word("name") or (named.name if named else ""), group)
