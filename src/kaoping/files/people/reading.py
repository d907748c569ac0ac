"""From a workbook of people to rows whose words are known; whatever is not, is said with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kaoping.core.text import LANGUAGES, Text
from kaoping.files.facts.from_workbook import entries_of
from kaoping.files.facts.layout import plain
from kaoping.files.facts.notes import Notes, meant
from kaoping.files.facts.record import Record, record_of
from kaoping.files.facts.sheet_rows import SheetRows
from kaoping.files.people.table import PEOPLE, Words
from kaoping.files.workbook import read_workbook
from kaoping.schemes.nodes import Node


@dataclass(frozen=True)
class Listed:
    """Somebody in a role, by ids; `places` says for each field where it stands in the file."""

    username: str
    name: str
    role: str
    unit: str
    assessor: str
    since: date | None
    until: date | None
    file: str = ""
    places: Mapping[str, Text] = field(default_factory=dict)


def read_people(path: Path, words: Words) -> tuple[Listed, ...]:
    """The rows of the workbook's sheet of people.

    Raises:
        Refused: with every defect that the workbook has by itself: columns, dates, unknown roles, units and bodies.
    """
    workbook = read_workbook(path)
    notes = Notes(sheet.name for sheet in workbook.sheets)
    sheets = [SheetRows(sheet, str(path), notes) for sheet in workbook.sheets]
    names = {plain(PEOPLE.name.in_language(language)) for language in LANGUAGES}
    found = next((one for one in sheets if plain(one.sheet.name) in names), None)
    if found is None:
        says = Text("没有“{name}”这张工作表。", "There is no sheet “{name}”.", {"name": PEOPLE.name})
        remedy = Text("请用导出的表格填写。", "Use the workbook that was exported.")
        notes.note("no-sheet", Node(None, str(path), 0, "", 0), says, remedy)
    rows = tuple(_rows(found, words, notes)) if found else ()
    notes.refuse_errors()
    return rows


def _rows(sheet: SheetRows, words: Words, notes: Notes) -> Iterator[Listed]:
    for entry in entries_of(PEOPLE, sheet):
        record = record_of(PEOPLE, entry, notes)
        known = {key: _known(record, key, words, notes) for key in words.vocabularies}
        since, until = (_day(record.word(key)) for key in ("since", "until"))
        yield Listed(
            record.word("username"),
            record.word("name"),
            known["role"],
            known["unit"],
            known["assessor"],
            since,
            until,
            sheet.file,
            {column.key: notes.place(_at(record, column.key)) for column in PEOPLE.columns},
        )


def _known(record: Record, key: str, words: Words, notes: Notes) -> str:
    """The id that a cell means."""
    vocabulary = words.vocabularies[key]
    said = record.word(key)
    found = vocabulary.read(said)
    if said and found not in vocabulary.shown["zh"]:
        says = Text("没有“{said}”。", "“{said}” is not known.", {"said": said})
        notes.note(f"unknown-{key}", record.at(key), says, meant(said, vocabulary.shown["zh"].values()))
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _at(record: Record, key: str) -> Node:
    return record.entry.fields.get(key, record.entry.node)
