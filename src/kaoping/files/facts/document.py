"""A facts file as it is written, before anything in it is believed: a few words and rows, in any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kaoping.core.text import Text
from kaoping.files.facts.notes import PLEASE_ADD, Notes, meant
from kaoping.files.facts.tables import TABLES, Table
from kaoping.schemes.nodes import Node

FORMAT = "kaoping/facts/1"
WORDS = ("format", "scheme", "sample")


class Entry(NamedTuple):
    """One row of a table: where it stands, and its fields by key."""

    node: Node
    fields: Mapping[str, Node]

    def at(self, key: str) -> Node:
        """The field, or the place where it would stand."""
        found = self.fields.get(key)
        return found if found is not None else self.node._replace(value=None, path=f"{self.node.path}.{key}")


@dataclass(frozen=True)
class Document:
    """The words at the top (format, scheme, sample) and the rows of every table."""

    node: Node
    words: Mapping[str, Node] = field(default_factory=dict)
    rows: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)


def document_of(node: Node, notes: Notes) -> Document:
    """The document that a text file holds."""
    if not isinstance(node.value, dict):
        says = Text("这不是考评数据文件。", "This is not a facts file.")
        remedy = Text("文件应以 format: {format} 开头。", "It begins with format: {format}.", {"format": FORMAT})
        notes.note("not-facts", node, says, remedy)
        notes.refuse_errors()
        return Document(node)
    for key, part in node.value.items():
        if key not in WORDS and key not in TABLES:
            _unknown(key, part, (*WORDS, *TABLES), notes)
    words = {key: node.value[key] for key in WORDS if key in node.value}
    rows = {key: _entries(table, node.value[key], notes) for key, table in TABLES.items() if key in node.value}
    return Document(node, words, rows)


def _entries(table: Table, node: Node, notes: Notes) -> tuple[Entry, ...]:
    if node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        says = Text("“{table}”应为列表。", "“{table}” must be a list.", {"table": table.key})
        notes.note("not-a-list", node, says, Text("请写成一行一条。", "Write one entry per row."))
        return ()
    return tuple(entry for row in node.value if (entry := _entry(table, row, notes)))


def _entry(table: Table, node: Node, notes: Notes) -> Entry | None:
    if not isinstance(node.value, dict):
        says = Text("此处应为若干“字段: 值”。", "Here fields (key: value) are needed.")
        remedy = Text("字段：{fields}。", "Fields: {fields}.", {"fields": list(table.column)})
        notes.note("not-a-row", node, says, remedy)
        return None
    for key, part in node.value.items():
        if key not in table.column:
            _unknown(key, part, table.column, notes)
    return Entry(node, {key: part for key, part in node.value.items() if key in table.column})


def _unknown(key: str, node: Node, known: Mapping[str, object] | tuple[str, ...], notes: Notes) -> None:
    says = Text("没有“{key}”这个字段。", "There is no field “{key}”.", {"key": key})
    notes.note("unknown-field", node._replace(line=node.key_line), says, meant(key, known))


def check_words(document: Document, scheme: str, notes: Notes) -> None:
    """Whether the file says that it holds facts, and for this scheme."""
    _expect("format", FORMAT, document, notes)
    _expect("scheme", scheme, document, notes)


def _expect(key: str, wanted: str, document: Document, notes: Notes) -> None:
    node = document.words.get(key)
    if node is None:
        says = Text("缺少“{key}”。", "“{key}” is missing.", {"key": key})
        notes.note(f"missing-{key}", document.node, says, PLEASE_ADD)
    elif node.value != wanted:
        says = Text("{key} 是“{found}”，应为“{wanted}”。", "{key} is “{found}”, not “{wanted}”.")
        remedy = (
            Text("请选用这一方案，或核对数据文件。", "Name that scheme, or check the facts file.")
            if key == "scheme"
            else Text("请用本版本的数据文件或模板。", "Use a facts file or template of this version.")
        )
        notes.note(f"wrong-{key}", node, says.with_values(key=key, found=str(node.value), wanted=wanted), remedy)
