"""The assessor's workbook and back: a sheet for each part of the grid and each kind of row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from xlsxwriter.format import Format  # type: ignore[import-untyped]  # it has no stubs
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from kaoping.actions.saving_rows import EnteredRow
from kaoping.core.defect import Defect
from kaoping.core.numbers import decimal_places
from kaoping.core.text import Text
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.sheet_rows import SheetRows
from kaoping.files.template.book import Book
from kaoping.files.workbook import Sheet, Workbook
from kaoping.files.workbook.workbook import address
from kaoping.records.models import Fact
from kaoping.records.queries.entry import Place
from kaoping.web.pages.entry.build import GridBuilder, version_in
from kaoping.web.pages.entry.lines import Part, values_of
from kaoping.web.pages.entry.reported import Reported, SentRows
from kaoping.web.shared.grid import EntryGrid, GridCell, GridColumn

KEYS = "编号"
HELP = Text(
    "只填白色格子；低于满分的写明理由。不要改动灰色的行和列。填好以后在“Excel 填报”中上传。",
    "Fill the white cells; below full marks, say why. Leave grey rows and columns as they are, then upload the file.",
)
# Where everything stands, from 0: the moment of the download, the headings, what the columns mean, the first line.
MOMENT, HEADINGS, MEANING, FIRST = 0, 2, 3, 4
LONGEST_NAME, MOST_DIGITS = 31, 15
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
CELL = Text("工作表“{sheet}”{cell}", "sheet “{sheet}”, cell {cell}")
WRONG_FILE = Text("这不是从本页下载的表。", "This is not the workbook of this page.")
FETCH = Text("请下载填报表，填好以后上传。", "Download the workbook, fill it and upload it.")
UNKNOWN_LINE = Text("这一行不是原表的行。", "This line is not one of the workbook's.")
LEAVE = Text("请删去这一行，或重新下载填报表。", "Delete it, or download the workbook again.")
ERROR = Text("单元格是错误值 {text}。", "The cell holds the error {text}.")
CORRECT = Text("请改正公式；没有数据请留空。", "Correct the formula; leave it empty where there is no value.")


def write_workbook(
    path: Path, builder: GridBuilder, parts: tuple[Part, ...], reported: Reported, sequence: int
) -> None:
    """Writes every part and what is reported by rows, as it stands at the line `sequence` of the journal."""
    book = Book(path, reported.lists(), sample=reported.asking.facts.sample)
    formats = {name: book.workbook.add_format(style) for name, style in _STYLES.items()}
    for number, part in enumerate(parts, start=1):
        sheet = book.workbook.add_worksheet(f"{number} {part.title.translate(FORBIDDEN)}"[:LONGEST_NAME].strip())
        _write(sheet, builder.grid(part.key, part.title, ""), formats, sequence, HELP.in_language(builder.language))
    reported.write(book, sequence)
    if book.lists.entries:
        book.write_lists()
    book.workbook.close()


_EDGE = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True}
_STYLES: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "help": {"font_color": "#595959"},
    "heading": {**_EDGE, "bold": True, "bg_color": "#DDEBF7"},
    "key": {**_EDGE, "font_size": 8, "font_color": "#7F7F7F", "bg_color": "#F2F2F2", "text_wrap": False},
    "name": {**_EDGE, "bg_color": "#FAFAFA"},
    "open": dict(_EDGE),
    "closed": {**_EDGE, "bg_color": "#D9D9D9"},
}


def _write(sheet: Worksheet, grid: EntryGrid, formats: Mapping[str, Format], sequence: int, help_text: str) -> None:
    sheet.write_string(MOMENT, 0, str(sequence), formats["key"])
    sheet.write_string(MOMENT, 1, grid.caption, formats["title"])
    sheet.write_string(MOMENT + 1, 1, help_text, formats["help"])
    sheet.write_string(HEADINGS, 1, grid.heading, formats["heading"])
    sheet.write_string(MEANING, 0, KEYS, formats["key"])
    sheet.write_blank(MEANING, 1, None, formats["key"])
    for place, column in enumerate(grid.columns, start=2):
        sheet.write_string(HEADINGS, place, f"{column.title}\n{column.hint}".strip(), formats["heading"])
        sheet.write_string(MEANING, place, column.key, formats["key"])
        sheet.set_column(place, place, 30 if column.words else 14)
    for line, row in enumerate(grid.rows, start=FIRST):
        sheet.write_string(line, 0, row.key, formats["key"])
        sheet.write_string(line, 1, row.title, formats["name"])
        for place, (column, cell) in enumerate(zip(grid.columns, row.cells, strict=True), start=2):
            _write_cell(sheet, (line, place), column, cell, formats)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 30)
    sheet.set_row(MEANING, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 2)


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], column: GridColumn, cell: GridCell, formats: Mapping[str, Format]
) -> None:
    style = formats["closed" if cell.closed else "open"]
    text = cell.value or (cell.why if cell.closed and not column.words else "")
    if not column.words and _is_number(text):
        sheet.write_number(*at, float(text), style)
    elif text:
        sheet.write_string(*at, text, style)
    else:
        sheet.write_blank(*at, None, style)


def _is_number(text: str) -> bool:
    """Whether a spreadsheet holds a numeral exactly."""
    digits = text.removeprefix("-").replace(".", "", 1)
    return (
        digits.isascii()
        and digits.isdigit()
        and len(digits) <= MOST_DIGITS
        and decimal_places(Fraction(text)) is not None
    )


@dataclass
class Filled:
    """A workbook that came back: its fields by part, its rows, where each stands, and what cannot be read."""

    sequence: int = 0
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: list[EnteredRow] = field(default_factory=list)
    cells: dict[str, Text] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def written_at(self, text: str) -> None:
        """What was copied together from several workbooks is as old as the oldest of them."""
        moment = version_in(text) or 0
        self.sequence = min(self.sequence, moment) if self.sequence else moment


def filled(workbook: Workbook, builder: GridBuilder, reported: Reported, file: str) -> Filled:
    """What a workbook says; of the grids only the fields that are open to the person."""
    found = Filled()
    listed: list[tuple[str, Sheet]] = []
    for sheet in workbook.sheets:
        table = reported.table_of(sheet)
        if table is None:
            _read(sheet, builder, file, found)
        elif table and sheet.rows:
            found.written_at(next((cell.text for cell in sheet.rows[0] if (cell.row, cell.column) == (1, 1)), ""))
            listed.append((table, sheet))
    notes = Notes(sheet.name for sheet in workbook.sheets)
    known = reported.facts(found.sequence) if listed else {}
    for table, sheet in listed:
        _read_rows(SentRows(reported, table, SheetRows(sheet, file, notes), known[table]), file, found)
    found.defects += notes.defects
    if not found.sequence and not found.defects:
        found.defects.append(Defect("not-the-workbook", file, WRONG_FILE, FETCH))
    return found


def _read_rows(sent: SentRows, file: str, found: Filled) -> None:
    if not found.sequence or not sent.keyed:
        place = _cell(sent.rows.sheet, 1, 1)
        found.defects.append(Defect("not-the-workbook", file, WRONG_FILE, FETCH, place=place))
        return
    rows, places = sent.read()
    found.rows += rows
    found.cells |= places


def _read(sheet: Sheet, builder: GridBuilder, file: str, found: Filled) -> None:
    rows = {row[0].row: {cell.column: cell for cell in row} for row in sheet.rows if row}
    keys = {column: cell.text.strip() for column, cell in rows.get(MEANING + 1, {}).items()}
    moment = rows.get(MOMENT + 1, {}).get(1)
    if keys.pop(1, "") != KEYS or moment is None:
        if rows:
            found.defects.append(Defect("not-the-workbook", file, WRONG_FILE, FETCH, place=_cell(sheet, 1, 1)))
        return
    found.written_at(moment.text)
    part = _part_of(builder, set(keys.values()), {row[1].text for row in rows.values() if 1 in row})
    grid = builder.grid(part, "", "") if part else None
    known = {row.key: dict(zip(grid.columns, row.cells, strict=True)) for row in grid.rows} if grid else {}
    for number, cells in sorted(rows.items()):
        if number <= FIRST:
            continue
        line = cells[1].text if 1 in cells else ""
        if line not in known:
            found.defects.append(Defect("unknown-line", file, UNKNOWN_LINE, LEAVE, place=_cell(sheet, number, 2)))
            continue
        fields = found.fields.setdefault(part, {})
        opened = {column.key for column, cell in known[line].items() if not cell.closed}
        for column, key in keys.items():
            if key in opened:
                cell = cells.get(column)
                name = f"cell:{line}:{key}"
                found.cells[name] = _cell(sheet, number, column)
                fields[name] = cell.text.strip() if cell else ""
                if cell is not None and cell.kind == "error":
                    says = ERROR.with_values(text=cell.text)
                    found.defects.append(Defect("error-cell", file, says, CORRECT, place=found.cells[name]))


def _part_of(builder: GridBuilder, keys: set[str], lines: set[str]) -> str:
    """The part whose grid a sheet is."""
    for part in builder.lines.parts():
        columns = {column.key for column in builder.lines.columns(part.key)}
        if columns & keys and {line.key for line in builder.lines.lines(part.key)} & lines:
            return part.key
    return ""


def _cell(sheet: Sheet, row: int, column: int) -> Text:
    return CELL.with_values(sheet=sheet.name, cell=address(row, column))


def with_versions(
    fields: Mapping[str, str], builder: GridBuilder, part: str, seen: Mapping[Place, Fact]
) -> dict[str, str]:
    """The fields with the facts that stood there when the workbook was downloaded."""
    return {**fields, **dict(_versions(builder, part, seen))}


def _versions(builder: GridBuilder, part: str, seen: Mapping[Place, Fact]) -> Iterator[tuple[str, str]]:
    for line, column, one in values_of(builder.lines.lines(part)):
        fact = seen.get((one.unit.id, one.item, one.name))
        yield f"version:{line.key}:{column}", str(fact.pk) if fact else ""
