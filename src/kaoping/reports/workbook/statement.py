"""The lines of the scorecard sheet: each looks up the next row that the calculation prints for the chosen unit."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.line import Node, Quantity
from kaoping.core.text import Text
from kaoping.reports.naming import item_title, shortened
from kaoping.reports.workbook import calculation, words
from kaoping.reports.workbook.book import Book
from kaoping.reports.workbook.figures import ALWAYS_SHOWN, NEVER_SHOWN, SCORES, Figure, Figures
from kaoping.reports.workbook.layout import CalculationLine, Layout
from kaoping.reports.workbook.sheet import FIRST_ROW, Sheet, column_range, local_range, local_reference

TOP = 8
"""The first line of the statement, below the block in which the unit is chosen."""
ITEM, SAYS, AMOUNT, SCORE, CLAUSE, NAMES, VALUES, REMARK = range(8)
PLACE, KIND, ROW, NUMBER, LABEL, FIRST, COUNT = range(8, 15)
"""Hidden columns: what a line looks up; the unit's rows with their numbers; the list of units."""
CHOICE_ROW = 2
START, ROWS = "$I$4", "$I$5"
"""Hidden cells: where the unit's rows begin in the calculation, and how many they are."""
LAST_ROW = CHOICE_ROW + 3
"""Where a hidden cell says with which row the unit's lines end."""
SEVERAL = Text("涉及几项或者总分", "several items or the total")
ABSENT, SAME, WAITING = Text("缺", "missing"), Text("同上", "as above"), Text("数据未齐", "incomplete")
LONGEST_CLAUSE = 70
NOTHING = "0.0000001"
"""Less than this is nothing: a spreadsheet computes in binary."""


class Statement:
    """Writes the lines with the values that they have for the first unit; `length` lines are enough for every unit."""

    def __init__(self, book: Book, layout: Layout, sheet: Sheet, *, length: int, rows: int) -> None:
        self.book, self.layout, self.sheet = book, layout, sheet
        self.last, self.last_row = TOP + length - 1, TOP + rows - 1
        self.item_score, self.total = (f'"{book.said(words.KINDS[kind])}"' for kind in SCORES)
        figures = Figures(layout.assessment.reader, book.language)
        first = layout.assessment.facts.units[0].id
        self.figures = [(line, figures.of(line)) for line in layout.lines_of(first)]
        self.printed = [(line, figure) for line, figure in self.figures if figure.is_shown]

    def write(self) -> None:
        """The hidden numbers, then as many lines as the longest statement can have; those beyond its end are empty."""
        for place in range(TOP, self.last_row + 1):
            self._number(place)
        for place in range(TOP, self.last + 1):
            self._line(place)

    def _number(self, place: int) -> None:
        """Numbers the unit's rows that a scorecard prints: amounts of nothing are left out, points and sums are not."""
        index = place - TOP
        row, kind, amount = (
            local_reference(place, ROW),
            self._at(calculation.KIND, place, ROW),
            self._at(AMOUNTS, place, ROW),
        )
        always = ",".join(f'{kind}="{self.book.said(words.KINDS[one])}"' for one in ALWAYS_SHOWN)
        never = ",".join(f'{kind}="{self.book.said(words.KINDS[one])}"' for one in NEVER_SHOWN)
        counts = f"IF(OR({always}),1,IF(OR({never}),0,IF(ISNUMBER({amount}),IF(ABS({amount})<{NOTHING},0,1),1)))"
        before = f"{local_reference(place - 1, NUMBER)}+" if index else ""
        known = index < len(self.figures)
        number = sum(figure.is_shown for _, figure in self.figures[: index + 1])
        value = self.figures[index][0].place - FIRST_ROW + 1 if known else ""
        self.sheet.formula(place, ROW, f'IF({index}<{ROWS},{START}+{index},"")', value, "helper")
        self.sheet.formula(place, NUMBER, f'{before}IF({row}="",0,{counts})', number, "helper")

    def _line(self, place: int) -> None:
        formulas, cached = self._formulas(place), self._cached(place - TOP)
        for column, formula in formulas.items():
            style = "helper" if column in (PLACE, KIND) else "plain_amount" if column in (AMOUNT, SCORE) else "small"
            self.sheet.formula(place, column, formula, cached.get(column, ""), style)
        self.sheet.sheet.set_row(place, 26)

    def _at(self, column: int, place: int, pointer: int = PLACE) -> str:
        """A cell of the calculation, in the row to which a hidden cell points."""
        name, last = self.book.said(words.CALCULATION), FIRST_ROW + len(self.layout.lines) - 1
        return f"INDEX({column_range(name, FIRST_ROW, last, column)},{local_reference(place, pointer)})"

    def _formulas(self, place: int) -> dict[int, str]:
        row, kind = local_reference(place, PLACE), local_reference(place, KIND)
        numbers, rows = local_range(TOP, self.last_row, NUMBER), local_range(TOP, self.last_row, ROW)
        is_sum = f"OR({kind}={self.item_score},{kind}={self.total})"
        plain = {NAMES: calculation.NAMES, VALUES: calculation.VALUES, REMARK: calculation.REMARK}
        return {
            PLACE: f'IFERROR(INDEX({rows},MATCH({place - TOP + 1},{numbers},0)),"")',
            KIND: f'IF({row}="","",{self._at(calculation.KIND, place)})',
            ITEM: f'IF({row}="","",{self._item(place)})',
            SAYS: f'IF({row}="","",IF({is_sum},{kind},{self._at(calculation.SAYS, place)}))',
            AMOUNT: f'IF(OR({row}="",{kind}={self.item_score}),"",{self._amount(place)})',
            SCORE: f'IF({is_sum},IFERROR({self._at(AMOUNTS, place)},"{self.book.said(WAITING)}"),"")',
            CLAUSE: f'IF(OR({row}="",{is_sum}),"",{self._clause(place)})',
            **{one: f'IF(OR({row}="",{is_sum}),"",{self._at(source, place)}&"")' for one, source in plain.items()},
        }

    def _item(self, place: int) -> str:
        """The item's title on its first line."""
        title = self._at(calculation.ITEM, place)
        named = f'IF({local_reference(place, KIND)}={self.total},"",IF({title}="","{self.book.said(SEVERAL)}",{title}))'
        return named if place == TOP else f'IF({self._same(calculation.ITEM_ID, place)},"",{named})'

    def _same(self, column: int, place: int) -> str:
        return f"{self._at(column, place)}={self._at(column, place - 1)}"

    def _amount(self, place: int) -> str:
        """A line's amount, and on the line of the total the sum of what stands above it."""
        amount = self._at(AMOUNTS, place)
        line = f'IFERROR({amount},"{self.book.said(ABSENT)}")'
        if place == TOP:
            return line
        above = f"SUM({local_range(TOP, place - 1, AMOUNT)})"
        return f'IF({local_reference(place, KIND)}={self.total},IF(ISNUMBER({amount}),{above},""),{line})'

    def _clause(self, place: int) -> str:
        """The beginning of the clause; on further lines of the item that apply the same one, that it is the same."""
        clause = self._at(calculation.CLAUSE, place)
        cut = f'IF(LEN({clause})>{LONGEST_CLAUSE},LEFT({clause},{LONGEST_CLAUSE - 1})&"…",{clause}&"")'
        if place == TOP:
            return cut
        again = f'AND({clause}<>"",{self._same(calculation.ITEM_ID, place)},{self._same(calculation.CLAUSE, place)})'
        return f'IF({again},"{self.book.said(SAME)}",{cut})'

    def _cached(self, index: int) -> dict[int, Fraction | int | str]:
        """What the formulas of a line give for the first unit."""
        if index >= len(self.printed):
            return {}
        line, figure = self.printed[index]
        before = self.printed[index - 1][0] if index else None
        found: dict[int, Fraction | int | str] = {
            PLACE: line.place - FIRST_ROW + 1,
            KIND: self.book.said(words.KINDS[figure.kind]),
            ITEM: self._cached_item(line, before, figure),
        }
        value = figure.value if isinstance(figure.value, Fraction) else None
        if figure.kind in SCORES:
            found[SAYS] = self.book.said(words.KINDS[figure.kind])
            found[SCORE] = self.book.said(WAITING) if value is None else value
            if figure.kind == "total" and value is not None:
                found[AMOUNT] = value
            return found
        amount = self.book.said(ABSENT) if value is None else value
        clause = self._cached_clause(line, before)
        return found | {SAYS: figure.says, AMOUNT: amount, CLAUSE: clause, NAMES: figure.names, VALUES: figure.values}

    def _cached_item(self, line: CalculationLine, before: CalculationLine | None, figure: Figure) -> str:
        if figure.kind == "total" or (before is not None and before.node.item == line.node.item):
            return ""
        item = self.layout.assessment.programs[line.unit.id].item.get(line.node.item)
        return item_title(item) if item else self.book.said(SEVERAL)

    def _cached_clause(self, line: CalculationLine, before: CalculationLine | None) -> str:
        quote = _quote(line.node)
        if quote and before and before.node.item == line.node.item and _quote(before.node) == quote:
            return self.book.said(SAME)
        return shortened(quote, LONGEST_CLAUSE)


AMOUNTS = calculation.AMOUNT


def _quote(node: Node) -> str:
    return "" if isinstance(node, Quantity) else node.clause.quote
