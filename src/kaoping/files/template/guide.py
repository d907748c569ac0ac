"""The first sheet: what the workbook is, and how it is filled."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it has no stubs

from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.core.words import NO_WORD, YES_WORD
from kaoping.files.facts.document import FORMAT
from kaoping.files.facts.layout import GUIDE, GUIDE_WORDS, IDS
from kaoping.files.template.book import Book
from kaoping.files.template.help import RULES
from kaoping.files.template.plan import Sheet, height
from kaoping.schemes.model import Scheme

TITLE = Text("{scheme} 考评数据", "Facts: {scheme}")
SCHEME_TITLE = Text("方案名称", "Scheme")
HOW, SHEETS = Text("怎样填写", "How to fill it in"), Text("各表", "The sheets")
WIDTHS = (24, 110)


def write_guide(book: Book, scheme: Scheme, facts: Facts, plans: Sequence[Sheet]) -> None:
    """The guide, with a line for every sheet that follows."""
    lists = book.lists
    title = lists.say(Text(scheme.title, scheme.english or scheme.title))
    sheet = book.add(lists.say(GUIDE))
    book.title(sheet, lists.say(TITLE.with_values(scheme=title)))
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    words = [
        (GUIDE_WORDS["format"], FORMAT),
        (GUIDE_WORDS["scheme"], facts.scheme),
        (SCHEME_TITLE, title),
        (GUIDE_WORDS["sample"], lists.say(YES_WORD if book.sample else NO_WORD)),
    ]
    rules = [lists.say(rule.with_values(scheme=facts.scheme, ids=IDS)) for rule in RULES]
    row = 1
    for heading, style, rows in (
        (None, "main", [(lists.title(word), text) for word, text in words]),
        (HOW, "main", [(str(number), rule) for number, rule in enumerate(rules, start=1)]),
        (SHEETS, "link", [(plan.name, plan.help) for plan in plans]),
    ):
        row += 1
        if heading:
            sheet.write_string(row, 0, lists.say(heading), book.formats["title"])
            row += 1
        for words_of_row in rows:
            _row(book, sheet, row, words_of_row, style)
            row += 1


def _row(book: Book, sheet: Worksheet, row: int, words: tuple[str, str], style: str) -> None:
    """A word, or a link to a sheet, and what is said about it."""
    word, text = words
    if style == "link":
        sheet.write_url(row, 0, f"internal:'{word}'!A1", book.formats[style], word)
    else:
        sheet.write_string(row, 0, word, book.formats[style])
    sheet.write_string(row, 1, text, book.formats["text"])
    sheet.set_row(row, height(text, WIDTHS[1]) + 3)
