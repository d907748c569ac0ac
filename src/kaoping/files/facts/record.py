"""A row whose fields have been read: words, exact numbers, days; whatever could not be read has been noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.facts import Value
from kaoping.core.text import Text
from kaoping.files.facts.document import Document, Entry
from kaoping.files.facts.notes import PLEASE_ADD, Notes
from kaoping.files.facts.tables import REMARK_KEYS, TABLES, Column, Table
from kaoping.files.facts.written import day, number, text, whole
from kaoping.schemes.nodes import Node


@dataclass(frozen=True)
class Record:
    """One row; `values` has the fields that are written and readable, in the order of the table."""

    table: Table
    entry: Entry
    values: Mapping[str, Value]
    readable: bool = True

    def word(self, key: str) -> str:
        """A field of words; empty where there are none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> Fraction | None:
        """A numeric field."""
        value = self.values.get(key)
        return value if isinstance(value, Fraction) else None

    def at(self, key: str) -> Node:
        """Where a field stands, or would stand."""
        return self.entry.at(key)

    def fields(self, *without: str) -> tuple[tuple[str, Value], ...]:
        """What was written, in the order of the table, so that the order in the file never matters."""
        return tuple((key, value) for key, value in self.values.items() if key not in without)

    def remarks(self, *without: str) -> tuple[tuple[str, str], ...]:
        """What stands beside the fact itself: its date, a note, evidence."""
        return tuple((key, self.word(key)) for key in REMARK_KEYS if key in self.values and key not in without)


def records_of(document: Document, notes: Notes) -> dict[str, tuple[Record, ...]]:
    """The records of every table."""
    return {
        key: tuple(record_of(table, entry, notes) for entry in document.rows.get(key, ()))
        for key, table in TABLES.items()
    }


def record_of(table: Table, entry: Entry, notes: Notes) -> Record:
    """The fields of one row; what cannot be read, or is missing, is noted."""
    values: dict[str, Value] = {}
    readable = True
    for column in table.columns:
        node = entry.fields.get(column.key)
        if node is not None and not _blank(node):
            value = _read(column, node, notes)
            if value is not None:
                values[column.key] = value
            readable = readable and value is not None
        elif column.needed:
            missing(entry.at(column.key), column, notes)
            readable = False
    return Record(table, entry, values, readable)


def _blank(node: Node) -> bool:
    return node.value is None or (isinstance(node.value, str) and not node.value.strip())


def _read(column: Column, node: Node, notes: Notes) -> Value | None:
    if column.form == "number":
        return number(node, notes)
    if column.form == "whole":
        return whole(node, notes)
    if column.form == "date":
        found = day(node, notes)
        return found.isoformat() if found else None
    return "" if column.form == "raw" else text(node, notes)


def missing(node: Node, column: Column, notes: Notes) -> None:
    """Notes that a field must be written."""
    notes.note("missing-field", node, _LACKING.with_values(name=column.name, key=column.key), PLEASE_ADD)


_LACKING = Text("缺少“{name}”（{key}）。", "“{name}” ({key}) is missing.")


def check_row_ids(records: Mapping[str, Iterable[Record]], notes: Notes) -> None:
    """Every id that a row has is its own."""
    seen: dict[str, Record] = {}
    for key, rows in records.items():
        for record in rows if key != "units" else ():
            name = record.word("id")
            if name and name in seen:
                repeated(record.at("id"), seen[name].at("id"), name, notes)
            elif name:
                seen[name] = record


def repeated(node: Node, first: Node, name: str, notes: Notes) -> None:
    """Notes that something was written before."""
    says = Text("“{name}”写了两次，第一次在{first}。", "“{name}” is written twice, first at {first}.")
    remedy = Text("请只保留其中一个。", "Keep only one of them.")
    notes.note("repeated", node, says.with_values(name=name, first=notes.place(first)), remedy)
