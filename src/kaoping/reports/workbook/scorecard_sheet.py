"""The scorecard: choose a unit, and its lines stand there like a bank statement, looked up in the calculation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kaoping.core.text import Text
from kaoping.reports.naming import unit_labels
from kaoping.reports.workbook import words
from kaoping.reports.workbook.book import INK, RED, SHADE, Book
from kaoping.reports.workbook.figures import NEVER_SHOWN, SCORES, kind_of
from kaoping.reports.workbook.layout import Layout
from kaoping.reports.workbook.ranking_sheet import UNIT, Shown, last_ranking_row, ranking_columns
from kaoping.reports.workbook.sheet import (
    FIRST_ROW,
    HAIRLINES,
    Column,
    Sheet,
    column_range,
    local_range,
    local_reference,
)
from kaoping.reports.workbook.statement import (
    AMOUNT,
    CHOICE_ROW,
    COUNT,
    FIRST,
    ITEM,
    KIND,
    LABEL,
    LAST_ROW,
    NUMBER,
    PLACE,
    REMARK,
    SAYS,
    TOP,
    WAITING,
    Statement,
)

COLUMNS = (
    Column(words.ITEM, 28),
    Column(Text("计分说明", "sentence"), 46),
    Column(Text("金额", "amount"), 11, "right"),
    Column(Text("得分", "score"), 11, "right"),
    Column(words.CLAUSE, 46),
    Column(words.FORMULA, 38),
    Column(words.WITH_VALUES, 38),
    Column(words.REMARKS, 11),
)
CHOOSE, CHECK = Text("选择单位", "choose a unit"), Text("核对", "check")
ADDS_UP = Text("各行金额相加等于总分", "the amounts add up to the total")
DIFFERS = Text("各行金额相加不等于总分", "the amounts do not add up to the total")
AWARDS = Text("评优", "awards")


Ranked = Mapping[str, Mapping[str, Shown]]


def write_scorecard(book: Book, layout: Layout, ranked: Ranked, title: str) -> None:
    """The statement of the first unit; choosing another one is enough to see its own."""
    writer = _Writer(book, layout, ranked, title)
    writer.units()
    writer.head()
    writer.statement()
    writer.paper()
    writer.look()


class _Writer:
    def __init__(self, book: Book, layout: Layout, ranked: Ranked, title: str) -> None:
        self.book, self.layout, self.ranked = book, layout, ranked
        self.sheet = Sheet(book, words.SCORECARD, title, COLUMNS, fixed=1, first_row=TOP)
        self.assessment = layout.assessment
        self.first = self.assessment.facts.units[0].id
        self.labels = unit_labels(self.assessment.facts.units)
        self.length = max(self._lengths())
        self.last, self.last_unit = TOP + self.length - 1, TOP - 1 + len(self.labels)

    def _lengths(self) -> Iterator[int]:
        """How many lines each unit's statement could have, were no amount zero."""
        for unit in self.layout.of_unit:
            program = self.assessment.programs[unit]
            yield sum(kind_of(line, program) not in NEVER_SHOWN for line in self.layout.lines_of(unit))

    def units(self) -> None:
        """A hidden list: the units, where their rows begin in the calculation, and how many they are."""
        for place, (unit, label) in enumerate(self.labels.items(), TOP):
            first, last = self.layout.of_unit[unit]
            self.sheet.text(place, LABEL, label, "helper")
            self.sheet.number(place, FIRST, first - FIRST_ROW + 1, "helper")
            self.sheet.number(place, COUNT, last - first + 1, "helper")
        self.sheet.sheet.set_column(PLACE, COUNT, 8, None, {"hidden": True})

    def statement(self) -> None:
        """The lines."""
        rows = max(last - first + 1 for first, last in self.layout.of_unit.values())
        self.lines = Statement(self.book, self.layout, self.sheet, length=self.length, rows=rows)
        self.lines.write()

    def paper(self) -> None:
        """What is printed ends with the last line of the chosen unit: pages of empty lines beyond it stay away.

        LibreOffice knows no print area that is computed, and prints those pages as well.
        """
        counted = f"{TOP}+MAX({local_range(TOP, self.lines.last_row, NUMBER)})"
        self.sheet.formula(LAST_ROW, PLACE, counted, TOP + len(self.lines.printed), "helper")
        end = f"INDEX({self.sheet.range(0, self.last, REMARK)},{self.sheet.reference(LAST_ROW, PLACE)})"
        self.sheet.print_to(end)

    def head(self) -> None:
        """The drop-down, what the ranking says of the unit, and whether the lines add up."""
        labels = local_range(TOP, self.last_unit, LABEL)
        first = next(iter(self.labels.values()))
        self.sheet.text(CHOICE_ROW, ITEM, self.book.said(CHOOSE), "quiet")
        self.sheet.text(CHOICE_ROW, SAYS, first, "choice")
        self.sheet.sheet.data_validation(
            CHOICE_ROW, SAYS, CHOICE_ROW, SAYS, {"validate": "list", "source": f"={labels}"}
        )
        self._counters(labels)
        self._looked_up()
        self._check()

    def _counters(self, labels: str) -> None:
        chosen, place = local_reference(CHOICE_ROW, SAYS), local_reference(CHOICE_ROW, PLACE)
        first, last = self.layout.of_unit[self.first]
        lists = {FIRST: first - FIRST_ROW + 1, COUNT: last - first + 1}
        self.sheet.formula(CHOICE_ROW, PLACE, f"MATCH({chosen},{labels},0)", 1, "helper")
        for row, (column, value) in enumerate(lists.items(), CHOICE_ROW + 1):
            found = f"INDEX({local_range(TOP, self.last_unit, column)},{place})"
            self.sheet.formula(row, PLACE, found, value, "helper")

    def _looked_up(self) -> None:
        """Score, rank, awards and reasons of the chosen unit, from the ranking."""
        columns = list(ranking_columns(self.assessment).items())
        shown = self.ranked[self.first]
        for row, key in enumerate(("score", "rank"), CHOICE_ROW + 1):
            place = next(place for place, (name, _) in enumerate(columns) if name == key)
            self.sheet.text(row, ITEM, self.book.said(columns[place][1].heading), "quiet")
            self.sheet.formula(
                row, SAYS, self._from_ranking(place), shown[key], "big" if key == "score" else "big_whole"
            )
        awards = [(place, name, column) for place, (name, column) in enumerate(columns) if name.startswith("award.")]
        self._awards(awards, shown)
        self._reasons(len(columns) - 1, shown["reasons"])

    def _from_ranking(self, column: int) -> str:
        name, last = self.book.said(words.RANKING), last_ranking_row(self.assessment)
        found = f"MATCH({local_reference(CHOICE_ROW, SAYS)},{column_range(name, FIRST_ROW, last, UNIT)},0)"
        return f"INDEX({column_range(name, FIRST_ROW, last, column)},{found})"

    def _awards(self, awards: list[tuple[int, str, Column]], shown: Mapping[str, Shown]) -> None:
        """Every award with yes or no, in one cell."""
        if not awards:
            return
        colon = "：" if self.book.language == "zh" else ": "
        parts = [
            f'"{self.book.said(column.heading)}{colon}"&{self._from_ranking(place)}' for place, _, column in awards
        ]
        cached = [f"{self.book.said(column.heading)}{colon}{shown[name]}" for _, name, column in awards]
        self.sheet.text(CHOICE_ROW + 3, ITEM, self.book.said(AWARDS), "quiet")
        self.sheet.formula(CHOICE_ROW + 3, SAYS, '&"　"&'.join(parts), "　".join(cached), "big")

    def _reasons(self, column: int, cached: Shown) -> None:
        style = self.book.style("plain")
        self.sheet.sheet.merge_range(CHOICE_ROW, AMOUNT, CHOICE_ROW + 4, REMARK, "", style)
        self.sheet.formula(CHOICE_ROW, AMOUNT, self._from_ranking(column), cached, "plain")

    def _check(self) -> None:
        """Whether a pocket calculator would agree: the lines' amounts against the total of the ranking."""
        total = self.ranked[self.first]["score"]
        score, kinds = local_reference(CHOICE_ROW + 1, SAYS), local_range(TOP, self.last, KIND)
        lines = f'SUMIFS({local_range(TOP, self.last, AMOUNT)},{kinds},"<>{self.book.said(words.KINDS["total"])}")'
        says = f'IF(ABS({lines}-{score})<0.000001,"{self.book.said(ADDS_UP)}","{self.book.said(DIFFERS)}")'
        self.sheet.text(CHOICE_ROW + 4, ITEM, self.book.said(CHECK), "quiet")
        cached = WAITING if isinstance(total, str) else ADDS_UP
        formula = f'IF(ISNUMBER({score}),{says},"{self.book.said(WAITING)}")'
        self.sheet.formula(CHOICE_ROW + 4, SAYS, formula, self.book.said(cached), "plain")

    def look(self) -> None:
        """Sums stand out, deductions are red."""
        item_score, total = (self.book.said(words.KINDS[kind]) for kind in SCORES)
        bold: dict[str, object] = {"bold": True, "bottom": 1, "bottom_color": INK}
        self.sheet.condition(f'$J{TOP + 1}="{total}"', self.last, {**bold, "bg_color": SHADE})
        self.sheet.condition(f'$J{TOP + 1}="{item_score}"', self.last, bold)
        self.sheet.condition(f'$J{TOP + 1}<>""', self.last, HAIRLINES)
        red = {"type": "cell", "criteria": "<", "value": 0, "format": self.book.file.add_format({"font_color": RED})}
        self.sheet.sheet.conditional_format(TOP, AMOUNT, self.last, AMOUNT, red)
