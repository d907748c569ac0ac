"""The sheets that are plain lists: what is missing, the readings in force, and how to read the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaoping.core.text import Text, verbatim
from kaoping.reports.gaps import missing_facts
from kaoping.reports.naming import unit_labels
from kaoping.reports.readings import reading_rows
from kaoping.reports.workbook import words
from kaoping.reports.workbook.book import Book
from kaoping.reports.workbook.layout import Layout
from kaoping.reports.workbook.sheet import FIRST_ROW, Column, Sheet
from kaoping.schemes.assessment import Assessment
from kaoping.schemes.result import result_digest

MISSING_COLUMNS = (
    Column(words.UNIT, 26),
    Column(words.ITEM, 44),
    Column(Text("缺什么", "what is missing"), 26),
    Column(Text("是哪个单位的数据", "whose fact"), 26),
    Column(Text("由谁提供", "owed by"), 50),
)
NOTHING_MISSING = Text("没有缺项，各单位数据齐全。", "Nothing is missing; every unit is complete.")
READING_COLUMNS = (
    Column(Text("编号", "id"), 20),
    Column(Text("问题", "question"), 48),
    Column(Text("本次理解", "reading in force"), 48),
    Column(Text("选项", "alternative"), 18),
    Column(Text("改选", "changed"), 8),
    Column(Text("还可以理解为", "could also mean"), 48),
    Column(Text("条文", "clause"), 48),
    Column(Text("原文行", "source lines"), 10),
)
CHANGED = Text("改选", "changed")
NO_READINGS = Text("本方案没有待定的条文理解。", "This scheme leaves no reading open.")
NOTE_COLUMNS = (Column(Text("项目", "subject"), 22), Column(Text("内容", "content"), 110))
HOW_TO_READ = (
    (
        words.RANKING,
        Text("名次和评优。黄色横线以上为入选单位。", "Ranks and awards; the chosen stand above the yellow line."),
    ),
    (
        words.SCORECARD,
        Text(
            "在浅黄格里选一个单位，看它的每一笔加扣分、条文和算式；金额相加等于总分。",
            "Choose a unit in the pale cell to see its lines, each with clause and formula; they add up to the total.",
        ),
    ),
    (words.MISSING, Text("还缺哪些数据，由谁提供。", "Which facts are missing, and who owes them.")),
    (
        words.CALCULATION,
        Text(
            "所有单位的所有计分行。金额是公式，直接引用数据各表，可以逐格核对。",
            "All lines of all units. Amounts are formulas over the sheets of facts and can be checked cell by cell.",
        ),
    ),
    (
        words.VALUES,
        Text(
            "考评数据；问题、事件、加扣分、评议各有一张表。#N/A 表示没有填报，用到它的得分也显示为数据未齐，不作零分。",
            "The facts; findings, events, claims and ratings have sheets of their own. #N/A is a fact not given: what"
            " needs it stays incomplete and does not count as zero.",
        ),
    ),
    (
        words.READINGS,
        Text("条文有不同理解时，本次按哪一种计算。", "Where a clause can be read in several ways: the way taken."),
    ),
)
EXACT = Text(
    "金额按分数精确计算；表格软件用浮点数重算，极靠后的小数位可能略有出入，以导出时的数值为准。",
    "Amounts are computed in exact fractions. A spreadsheet computes in floating point and may differ in a very late"
    " decimal; the exported values count.",
)
EXPORTED = Text(
    "注明“导出时”的文字不随改动重算；正式结果以导出时为准。",
    "Texts marked “as exported” do not follow changes; the official result is the one exported.",
)
TIMES = Text("{what}（{count} 处）", "{what} ({count})")


def write_missing(book: Book, layout: Layout, title: str) -> None:
    """One row per unit and missing fact."""
    sheet = Sheet(book, words.MISSING, title, MISSING_COLUMNS, fixed=1)
    assessment = layout.assessment
    labels, place = unit_labels(assessment.facts.units), FIRST_ROW
    for card in assessment.cards:
        for fact in missing_facts(assessment, card):
            owed = Text("{who}", "{who}", {"who": fact.owed_by})
            cells = (verbatim(labels[card.unit.id]), fact.item, fact.what, verbatim(fact.whose), owed)
            _write_row(sheet, place, [book.said(text) for text in cells])
            place += 1
    if place == FIRST_ROW:
        sheet.text(place, 0, book.said(NOTHING_MISSING), "quiet")
    else:
        sheet.filter(place - 1)


def _write_row(sheet: Sheet, place: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts):
        sheet.text(place, column, text, "wrapped")
    sheet.fit(place, dict(enumerate(texts)))


def write_readings(book: Book, layout: Layout, title: str) -> None:
    """One row per reading: the question, what is in force, what else the clause could mean."""
    sheet = Sheet(book, words.READINGS, title, READING_COLUMNS, fixed=1)
    rows = reading_rows(layout.assessment.settled)
    for place, row in enumerate(rows, FIRST_ROW):
        others = "\n".join(book.said(other) for other in row.others)
        changed = book.said(CHANGED) if row.changed else ""
        texts = (row.id, book.said(row.question), book.said(row.in_force), row.choice, changed, others)
        _write_row(sheet, place, (*texts, row.clause.quote, row.clause.at))
    if not rows:
        sheet.text(FIRST_ROW, 0, book.said(NO_READINGS), "quiet")


def write_notes(book: Book, layout: Layout, title: str) -> None:
    """What this workbook is, which scheme and facts it was made from, and how to read it."""
    sheet = Sheet(book, words.NOTES, title, NOTE_COLUMNS)
    for place, (subject, content) in enumerate(_notes(book, layout.assessment), FIRST_ROW):
        _write_row(sheet, place, (book.said(subject), content))


def _notes(book: Book, assessment: Assessment) -> Iterator[tuple[Text, str]]:
    scheme = assessment.settled.scheme
    if book.mark:
        yield Text("标记", "mark"), book.mark
    yield Text("考评方案", "scheme"), f"{scheme.title} [{scheme.id}]"
    if scheme.source.title:
        yield Text("依据文件", "source"), scheme.source.title
    yield Text("方案摘要", "scheme digest"), assessment.settled.digest
    yield Text("数据摘要", "facts digest"), assessment.facts.digest
    yield Text("结果摘要", "result digest"), result_digest(assessment)
    for sheet, says in HOW_TO_READ:
        yield Text("“{sheet}”", "“{sheet}”", {"sheet": sheet}), book.said(says)
    yield Text("精度", "precision"), book.said(EXACT)
    yield Text("文字", "texts"), book.said(EXPORTED)
    for what, count in book.by_value.items():
        yield words.BY_VALUE, book.said(TIMES.with_values(what=what, count=count)) if count else what
