"""The first sheet: what the workbook is, and how it is filled."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.core.facts import Facts
from kaoping.files.facts.document import FORMAT
from kaoping.files.facts.layout import GUIDE, SAMPLE
from kaoping.files.template.book import Book
from kaoping.files.template.lists import NO, YES
from kaoping.files.template.plan import Sheet
from kaoping.schemes.model import Scheme

RULES = (
    "从左到右逐张填写。带“＊”的列必填；没有数据的格留空：空格表示“尚缺数据”，不等于 0，也不等于“未完成”。",
    "从下拉清单选择单位、指标、严重程度等；鼠标停在格上可以看到条文。可以插入行、排序、筛选，不要改动表头和灰色的“编号”行。",
    "数字写普通数，例如 0.5；百分数写 90 或 90%。日期写 2020-08-01。以 =、+、-、@ 开头的文字请在前面加一个撇号 '。",
    "填好后运行“kaoping score 方案编号 文件名”。有错的地方会全部列出，写明工作表、单元格和改法；有错时不计分。",
    "请保留本页的格式和方案编号：程序据此认出文件。",
)


def write_guide(book: Book, scheme: Scheme, facts: Facts, plans: Sequence[Sheet]) -> None:
    """The guide, with a line for every sheet that follows."""
    sheet = book.add(GUIDE)
    book.title(sheet, f"{scheme.title} 考评数据")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 96)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    words = {
        "格式": FORMAT,
        "方案编号": facts.scheme,
        "方案名称": scheme.title,
        SAMPLE: YES if book.sample else NO,
    }
    row = 2
    for word, text in words.items():
        sheet.write_string(row, 0, word, book.formats["main"])
        sheet.write_string(row, 1, text, book.formats["text"])
        row += 1
    for heading, lines in (
        ("怎样填写", list(enumerate(RULES, start=1))),
        ("各表", [(one.name, one.help) for one in plans]),
    ):
        row += 1
        sheet.write_string(row, 0, heading, book.formats["title"])
        for name, text in lines:
            row += 1
            sheet.write_string(row, 0, str(name), book.formats["main"])
            sheet.write_string(row, 1, text, book.formats["text"])
