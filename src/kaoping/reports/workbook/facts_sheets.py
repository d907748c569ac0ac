"""The sheets with the facts that the formulas refer to: values by unit and item, and the rows of every table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kaoping.core.facts import Row, Value
from kaoping.core.line import Ask
from kaoping.core.program import Program
from kaoping.core.text import Text
from kaoping.core.words import FIELD_NAMES, WORDS
from kaoping.reports.naming import item_title, unit_labels
from kaoping.reports.workbook import words
from kaoping.reports.workbook.book import Book
from kaoping.reports.workbook.layout import Layout, TableLayout
from kaoping.reports.workbook.sheet import FIRST_ROW, Column, Sheet, cell_reference
from kaoping.schemes.assessment import root_of

VALUE_COLUMN = 6
FIELD_COLUMN = 5
EXCEL_DAY = date(1899, 12, 30).toordinal()
"""Excel counts days from here."""
STANDS = Text("计入（{contest}）", "counts ({contest})")
CONTESTS: Mapping[str, Text] = {
    "same_matter.deductions": Text("扣分就高", "deductions"),
    "same_matter.additions": Text("加分就高", "additions"),
}
ABSENT, EXCUSED = Text("缺", "missing"), Text("不适用：{why}", "does not apply: {why}")
OPTIONAL = Text("未填（可不填）", "not given (optional)")
ON_VALUES = Text(
    "浅黄格可以改：改了数值，计算、得分表和排名随之重算。",
    "Pale cells may be changed: calculation, scorecard and ranking follow.",
)
BY_VALUE = Text(
    "同一事项就高的取舍（“{sheet}”中“计入”一列）", "which rows about one matter count (“{sheet}”, column “counts”)"
)
VALUE_COLUMNS = (
    Column(words.UNIT_ID, 12),
    Column(words.UNIT, 22),
    Column(words.ITEM_ID, 12),
    Column(words.ITEM, 34),
    Column(Text("数据项编号", "value id"), 12),
    Column(Text("数据项", "value"), 20),
    Column(Text("数值", "given"), 12, "right"),
    Column(Text("计量单位", "measure"), 9),
    Column(Text("提供单位", "provided by"), 28),
    Column(words.REMARKS, 22),
)


def write_values(book: Book, layout: Layout, title: str) -> None:
    """One row per unit and value; what is missing holds #N/A, which every formula that needs it passes on."""
    sheet = Sheet(book, words.VALUES, title, VALUE_COLUMNS, fixed=2, note=book.said(ON_VALUES), ruled=True)
    names = {one.id: one.name for one in layout.assessment.settled.scheme.assessors}
    labels = unit_labels(layout.assessment.facts.units)
    for (unit, item, name), place in layout.values.items():
        program = layout.assessment.programs[unit]
        ask = program.asks.get((item, name))
        owner = program.item.get(root_of(program, item))
        owed = ask.owed_by if ask and ask.owed_by else owner.assessors if owner else ()
        cells = (unit, labels[unit], item, _item_name(program, item), name, _label(book, ask, name))
        for column, text in enumerate(cells):
            sheet.text(place, column, text, "plain_text")
        _write_value(sheet, layout, (unit, item, name), place, ask)
        sheet.text(place, VALUE_COLUMN + 1, ask.measure if ask else "", "plain_text")
        who = Text("{who}", "{who}", {"who": [names.get(one, one) for one in owed]})
        sheet.text(place, VALUE_COLUMN + 2, book.said(who), "plain_text")
    _grey_missing(sheet, len(layout.values), VALUE_COLUMN)
    sheet.filter(FIRST_ROW + len(layout.values) - 1)


def _item_name(program: Program, address: str) -> str:
    item = program.item.get(address)
    return item_title(item) if item else program.places_named.get(address, address)


def _label(book: Book, ask: Ask | None, name: str) -> str:
    return book.said(ask.label) if ask else name


def _write_value(sheet: Sheet, layout: Layout, key: tuple[str, str, str], place: int, ask: Ask | None) -> None:
    facts, remark = layout.assessment.facts, VALUE_COLUMN + 3
    value, why = facts.values.get(key), facts.not_applicable.get(key) or facts.not_applicable.get((*key[:2], ""))
    if value is not None:
        write_fact(sheet, place, VALUE_COLUMN, value, ask.form if ask else "number")
    else:
        sheet.formula(place, VALUE_COLUMN, "NA()", None, "input")
        absent = EXCUSED.with_values(why=why) if why else OPTIONAL if ask and ask.optional else ABSENT
        sheet.text(place, remark, sheet.book.said(absent), "plain_text")


def write_fact(sheet: Sheet, row: int, column: int, value: Value, form: str = "number") -> None:
    """A value in a cell that may be changed: a number, a date, yes or no, a word in the workbook's language."""
    if isinstance(value, str):
        sheet.text(row, column, shown_word(sheet.book, value), "input")
    elif form == "date":
        sheet.number(row, column, value - EXCEL_DAY, "date")
    else:
        sheet.number(row, column, value, "yes_no" if form == "yes_no" else "input")


def shown_word(book: Book, word: str) -> str:
    """A known word (grave) in the workbook's language, any other as it is."""
    return book.said(WORDS[word]) if word in WORDS else word


def _grey_missing(sheet: Sheet, rows: int, column: int) -> None:
    """Shows #N/A quietly."""
    if rows:
        quiet = sheet.book.file.add_format({"font_color": "#B0B7C0"})
        sheet.sheet.conditional_format(
            FIRST_ROW, column, FIRST_ROW + rows - 1, column, {"type": "errors", "format": quiet}
        )


def write_tables(book: Book, layout: Layout, title: str) -> None:
    """One sheet per table that has rows."""
    for table in layout.tables.values():
        _write_table(book, layout, table, title)


def _write_table(book: Book, layout: Layout, table: TableLayout, title: str) -> None:
    columns = [Column(words.UNIT_ID, 12), Column(words.UNIT, 22), Column(words.ITEM_ID, 14), Column(words.ITEM, 40)]
    columns.append(Column(Text("所属指标", "of item"), 24))
    columns += [Column(FIELD_NAMES.get(name, Text(name, name)), _width(name)) for name in table.fields]
    columns += [Column(STANDS.with_values(contest=CONTESTS.get(one, Text(one, one))), 16) for one in table.contests]
    sheet = Sheet(book, words.TABLES[table.table], title, columns, fixed=2)
    labels = unit_labels(layout.assessment.facts.units)
    for row in table.rows:
        _write_row(sheet, layout, table, row, labels[row.unit])
    if table.contests:
        book.note_by_value(BY_VALUE.with_values(sheet=words.TABLES[table.table]))
    for place in range(len(table.fields)):
        _grey_missing(sheet, len(table.rows), FIELD_COLUMN + place)
    sheet.filter(FIRST_ROW + len(table.rows) - 1)


def _width(field: str) -> float:
    return 36 if field in ("note", "reason", "evidence") else 14


def _write_row(sheet: Sheet, layout: Layout, table: TableLayout, row: Row, label: str) -> None:
    program, place = layout.assessment.programs[row.unit], layout.rows[id(row)]
    item = program.item.get(root_of(program, row.item))
    cells = (row.unit, label, row.item, _place_name(layout, program, row), item_title(item) if item else "")
    for column, text in enumerate(cells):
        sheet.text(place, column, text)
    for column, name in enumerate(table.fields, FIELD_COLUMN):
        _write_field(sheet, row, name, place, column, needed=name in table.read)
    for column, contest in enumerate(table.contests, FIELD_COLUMN + len(table.fields)):
        contests = program.contest
        stands = contest in contests and id(row) in layout.assessment.reader.standing(row.unit, contest)
        sheet.number(place, column, int(stands or contest not in contests), "yes_no")


def _place_name(layout: Layout, program: Program, row: Row) -> str:
    veto = next((one for one in layout.assessment.settled.scheme.vetoes if one.id == row.item), None)
    return veto.name if veto and row.table == "vetoes" else _item_name(program, row.item)


def _write_field(sheet: Sheet, row: Row, name: str, place: int, column: int, *, needed: bool) -> None:
    value = row.values.get(name)
    if value is not None:
        write_fact(sheet, place, column, value)
    elif needed:
        sheet.formula(place, column, "NA()", None, "input")
    else:
        sheet.text(place, column, "", "input")


def value_reference(book: Book, layout: Layout, key: tuple[str, str, str]) -> str:
    """The cell of a value; of a date, its number as the exact reader counts days."""
    cell = cell_reference(book.said(words.VALUES), layout.values[key], VALUE_COLUMN)
    ask = layout.assessment.programs[key[0]].asks.get(key[1:])
    return f"({cell}+{EXCEL_DAY})" if ask is not None and ask.form == "date" else cell


def field_reference(book: Book, layout: Layout, row: Row, name: str) -> str:
    """The cell of a field of a row; its address stands in a column of its own."""
    column = 2 if name == "item" else FIELD_COLUMN + layout.tables[row.table].fields.index(name)
    return cell_reference(book.said(words.TABLES[row.table]), layout.rows[id(row)], column)


def stands_reference(book: Book, layout: Layout, row: Row, contest: str) -> str:
    """The cell that holds 1 where a row stands after a contest over its matter, 0 where it does not."""
    table = layout.tables[row.table]
    column = FIELD_COLUMN + len(table.fields) + table.contests.index(contest)
    return cell_reference(book.said(words.TABLES[row.table]), layout.rows[id(row)], column)
