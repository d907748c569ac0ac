"""From a facts workbook to a document: headings found by their words, ids by the words that people see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kaoping.core.text import Text
from kaoping.files.facts.document import Document, Entry
from kaoping.files.facts.from_grid import grid_entries, ids_row
from kaoping.files.facts.layout import (
    ALIASES,
    GUIDE,
    GUIDE_WORDS,
    LISTS,
    PASSED_OVER,
    PREPARED,
    SHEETS,
    meaning,
    plain,
    titled,
)  # fmt: skip
from kaoping.files.facts.notes import Notes, meant
from kaoping.files.facts.record import repeated
from kaoping.files.facts.sheet_rows import SheetRows, note_stray
from kaoping.files.facts.tables import TABLES, Table
from kaoping.files.facts.vocabulary import Vocabulary, vocabularies
from kaoping.files.workbook import Workbook
from kaoping.schemes.model import Scheme
from kaoping.schemes.nodes import Node

Pairs = Sequence[tuple[str, str]]


def document_of_workbook(workbook: Workbook, file: str, scheme: Scheme, notes: Notes) -> Document:
    """The document that a workbook holds; sheets that are unknown and not empty are noted."""
    guide: SheetRows | None = None
    found: dict[str, list[Entry]] = {key: [] for key in TABLES}
    for rows in (SheetRows(sheet, file, notes) for sheet in workbook.sheets):
        name = plain(rows.sheet.name)
        if name in SHEETS:
            found[SHEETS[name]] += entries_of(TABLES[SHEETS[name]], rows)
        elif name in _GUIDE:
            guide = guide or rows
        elif name not in _LISTS and rows.sheet.rows:
            _unknown_sheet(rows, notes)
    root = Node(None, file, 0, f"{guide.sheet.name if guide else GUIDE.zh}!", 0)
    words = _words(guide) if guide else {}
    known = _vocabularies(scheme, found)
    return Document(
        root, words, {key: tuple(in_ids(entry, key, known) for entry in rows) for key, rows in found.items()}
    )


_GUIDE, _LISTS = meaning({"guide": GUIDE}), meaning({"lists": LISTS})


def _words(guide: SheetRows) -> dict[str, Node]:
    """What the guide sheet says about the file: the cell right of each known word."""
    known = meaning(GUIDE_WORDS)
    found: dict[str, Node] = {}
    for row in guide.rows:
        for (_, word), (column, _) in pairwise(sorted(guide.texts(row).items())):
            if plain(word) in known:
                found.setdefault(known[plain(word)], guide.node(row, column, guide.rows[row][column].text.strip()))
    return found


def _unknown_sheet(rows: SheetRows, notes: Notes) -> None:
    name = rows.sheet.name
    says = Text("不认识工作表“{name}”。", "The sheet “{name}” is not known.", {"name": name})
    remedy = Text("请改回模板中的名称，或删去这张表。", "Give it its name of the template, or delete it.")
    notes.note("unknown-sheet", Node(None, rows.file, 0, f"{name}!", 0), says, remedy)


def entries_of(table: Table, rows: SheetRows) -> list[Entry]:
    """The rows of a table on one sheet, wherever its headings stand."""
    if table.key == "values" and ids_row(rows):
        return list(grid_entries(rows))
    heading = _heading(table, rows)
    return list(rows_below(heading, rows)) if heading else []


@dataclass(frozen=True)
class WrittenRow:
    """A row of a sheet with ids in its fields, and the sheet that it stands on."""

    table: str
    rows: SheetRows
    entry: Entry


def written_rows(sheet: SheetRows, table: str, scheme: Scheme, units: Pairs, tasks: Pairs) -> list[WrittenRow]:
    """The rows of a table that stand on one sheet, of units and tasks (id, name) that are known already."""
    known = vocabularies(scheme, units, tasks)
    return [WrittenRow(table, sheet, in_ids(one, table, known)) for one in entries_of(TABLES[table], sheet)]


@dataclass(frozen=True)
class Heading:
    """The row of headings: which field stands in which column, and which columns are for people."""

    table: Table
    row: int
    fields: Mapping[int, str]
    passed_over: frozenset[int]


def _heading(table: Table, rows: SheetRows) -> Heading | None:
    """The first row with at least two of the table's headings."""
    known = meaning({key: name for key, name in ALIASES.items() if key in table.column})
    known |= meaning({column.key: column.name for column in table.columns})
    for row in sorted(rows.rows):
        if sum(plain(text) in known for text in rows.texts(row).values()) >= 2:
            return _checked_heading(table, row, known, rows)
    if rows.rows:
        says = Text("找不到表头。", "The row of headings is not found.")
        remedy = Text("请保留模板的表头：{names}。", "Keep the headings of the template: {names}.")
        remedy = remedy.with_values(names=[column.name for column in table.columns])
        rows.notes.note("no-heading", rows.node(min(rows.rows), 0), says, remedy)
    return None


def _checked_heading(table: Table, row: int, known: Mapping[str, str], rows: SheetRows) -> Heading | None:
    fields: dict[int, str] = {}
    texts = rows.texts(row)
    for column, text in texts.items():
        key = known.get(plain(text))
        if key in fields.values():
            first = next(place for place, name in fields.items() if name == key)
            repeated(rows.node(row, column), rows.node(row, first), text, rows.notes)
        elif key:
            fields[column] = key
        elif plain(text) not in _PASSED_OVER:
            _unknown_column(text, rows.node(row, column), _named(table, known, texts.values()), rows.notes)
    missing = [column.name for column in table.columns if column.needed and column.key not in fields.values()]
    if missing:
        says = Text("缺少这些列：{missing}。", "These columns are missing: {missing}.", {"missing": missing})
        rows.notes.note("missing-column", rows.node(row, 0), says, _TAKE_THE_TEMPLATE)
        return None
    return Heading(table, row, fields, frozenset(column for column, text in texts.items() if column not in fields))


def _named(table: Table, known: Mapping[str, str], texts: Iterable[str]) -> list[str]:
    """The names of the columns, in the language in which most headings of the row are written."""
    found = [text for text in texts if plain(text) in known]
    english = sum(text.isascii() for text in found) * 2 > len(found)
    return [titled(column.name, "en" if english else "zh") for column in table.columns]


def _unknown_column(text: str, node: Node, names: Sequence[str], notes: Notes) -> None:
    says = Text("不认识“{text}”这一列。", "The column “{text}” is not known.", {"text": text})
    remedy = meant(text, names)
    if "known" in remedy.values:
        remedy = _A_HEADING.with_values(row=node.line, names=remedy)
    notes.note("unknown-column", node, says, remedy)


_A_HEADING = Text(
    "第 {row} 行是表头，请改回原来的列名。{names}", "Row {row} holds the headings; put the old one back. {names}"
)


_PASSED_OVER = {plain(word) for name in PASSED_OVER for word in (name.zh, name.en)} | {""}
_TAKE_THE_TEMPLATE = Text("请照模板补上。", "Add them as in the template.")


def rows_below(heading: Heading, rows: SheetRows) -> Iterator[Entry]:
    """The rows under the headings that say something."""
    prepared = PREPARED.get(heading.table.key, frozenset())
    for row, cells in rows.below(heading.row):
        fields = {heading.fields[column]: node for column, node in cells.items() if column in heading.fields}
        for column, node in cells.items():
            if column not in heading.fields and column not in heading.passed_over:
                note_stray(node, rows.notes)
        if fields and not fields.keys() <= prepared:
            empty = {key: rows.node(row, column) for column, key in heading.fields.items() if key not in fields}
            yield Entry(rows.node(row, 0), fields | empty)


def _vocabularies(scheme: Scheme, found: Mapping[str, Iterable[Entry]]) -> dict[str, Vocabulary]:
    units = [(_said(entry, "id"), _said(entry, "name")) for entry in found["units"]]
    named = {unit.id: unit.name for unit in scheme.units}
    tasks = [(_said(entry, "item"), _said(entry, "title")) for entry in found["tasks"]]
    return vocabularies(scheme, [(name, text or named.get(name, "")) for name, text in units], tasks)


def _said(entry: Entry, key: str) -> str:
    value = entry.fields[key].value if key in entry.fields else None
    return value.strip() if isinstance(value, str) else ""


def in_ids(entry: Entry, table: str, known: Mapping[str, Vocabulary]) -> Entry:
    """The entry with ids instead of the words that a workbook shows; ids that a table defines stay as they are."""
    if table == "tasks":
        known = {key: vocabulary for key, vocabulary in known.items() if key != "item"}
    fields = {
        key: node._replace(value=known[key].read(node.value))
        if key in known and isinstance(node.value, str) and not (table == "units" and key == "name")
        else node
        for key, node in entry.fields.items()
    }
    return Entry(entry.node, fields)
