"""The calculation: one row per unit and line, its amount a formula over the facts and the rows above it."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.line import Quantity
from kaoping.core.text import Text
from kaoping.reports.naming import item_title, unit_labels
from kaoping.reports.workbook import words
from kaoping.reports.workbook.book import Book
from kaoping.reports.workbook.figures import Figure, Figures
from kaoping.reports.workbook.formulas import Formulas
from kaoping.reports.workbook.layout import CalculationLine, Layout
from kaoping.reports.workbook.sheet import FIRST_ROW, Column, Sheet
from kaoping.reports.workbook.words import Kind
from kaoping.schemes.assessment import Progress

UNIT, ITEM_ID, ITEM, KIND, SAYS, AMOUNT, CLAUSE, NAMES, VALUES, REMARK, LINE = range(11)
COLUMNS = (
    Column(words.UNIT, 22),
    Column(words.ITEM_ID, 10),
    Column(words.ITEM, 28),
    Column(Text("类型", "kind"), 10),
    Column(Text("计分说明（导出时）", "sentence (as exported)"), 44),
    Column(Text("金额", "amount"), 12, "right"),
    Column(words.CLAUSE, 40),
    Column(words.FORMULA, 40),
    Column(words.WITH_VALUES, 40),
    Column(words.REMARKS, 12),
    Column(Text("行编号", "line id"), 22),
)
NOTE = Text(
    "“金额”列是公式，点一格可以看到它引用的数据；同一单位的各行连在一起。",
    "Amounts are formulas: click one to see the facts it refers to. The rows of a unit stand together.",
)
BY_VALUE = Text("计算表中备注“按值写入”的金额", "amounts marked “written as a value” in the calculation")
STYLES: dict[Kind, tuple[str, str]] = {"item_score": ("sum", "sum_text"), "total": ("total", "total_text")}


def write_calculation(book: Book, layout: Layout, title: str, progress: Progress) -> None:
    """All rows of all units; `progress` is told about every unit."""
    sheet = Sheet(book, words.CALCULATION, title, COLUMNS, fixed=1, note=book.said(NOTE), ruled=True)
    writer = _Writer(book, layout, sheet)
    for done, unit in enumerate(layout.assessment.facts.units, start=1):
        for line in layout.lines_of(unit.id):
            writer.write(line)
        progress(done, len(layout.of_unit))
    sheet.filter(FIRST_ROW + len(layout.lines) - 1)


class _Writer:
    def __init__(self, book: Book, layout: Layout, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.programs = layout.assessment.programs
        self.figures = Figures(layout.assessment.reader, book.language)
        self.formulas = Formulas(book, layout)
        self.labels = unit_labels(layout.assessment.facts.units)

    def write(self, line: CalculationLine) -> None:
        figure = self.figures.of(line)
        style, text_style = STYLES.get(figure.kind, ("plain_amount", "plain_text"))
        for column, text in self._texts(line, figure).items():
            self.sheet.text(line.place, column, text, text_style)
        self._amount(line, figure, style, text_style)

    def _texts(self, line: CalculationLine, figure: Figure) -> dict[int, str]:
        item = self.programs[line.unit.id].item.get(line.node.item)
        return {
            UNIT: self.labels[line.unit.id],
            ITEM_ID: line.node.item,
            ITEM: item_title(item) if item else "",
            KIND: self.book.said(words.KINDS[figure.kind]),
            SAYS: figure.says,
            CLAUSE: "" if isinstance(line.node, Quantity) else line.node.clause.quote,
            NAMES: figure.names,
            VALUES: figure.values,
            LINE: line.node.id,
        }

    def _amount(self, line: CalculationLine, figure: Figure, style: str, text_style: str) -> None:
        value = figure.value if isinstance(figure.value, Fraction) else None
        if figure.kind == "opening" and value is not None:
            self.sheet.number(line.place, AMOUNT, value, style)
            return
        formula = self.formulas.amount(line)
        self.sheet.formula(line.place, AMOUNT, formula.text, value, style)
        if formula.as_value:
            self.sheet.text(line.place, REMARK, self.book.said(words.BY_VALUE), text_style)
            self.book.note_by_value(BY_VALUE, 1)
