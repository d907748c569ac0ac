"""The rows of an assessor's workbook: sent back unchanged they change nothing, everything else is said at its cell."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.enter_row import enter_row
from kaoping.actions.open_entry import open_entry
from kaoping.actions.tests.year import SMALL, Year, begun, small_facts
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence, verify_journal
from kaoping.records.models import Fact, JournalEntry
from tests.databases import Prepared
from tests.visiting import asking

SCHEME = SMALL.replace(
    "awards:",
    """  - id: law
    name: 依法行政
    assessors: [audit]
    points: 0
    starts: full
    checkpoints: [{id: law.1, text: 按时公开}, {id: law.2, text: 会前学法}]
    rule: {kind: checklist, severities: {minor: {points: 0.1}, grave: {from: 0.3, to: 0.5}}}
  - {id: survey, name: 群众评议, assessors: [audit], points: 0, rule: {kind: rating}}
awards:""",
)
FINDING = {"unit": "u-1", "item": "law.1", "severity": "minor", "on": "2020-06-01", "note": "逾期"}


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year with checkpoints and ratings, open for entry; one finding has a name and one has none."""
    return prepared(with_findings)


def with_findings(folder: Path) -> Year:
    findings = [FINDING, {**FINDING, "id": "f-2", "unit": "u-3"}]
    found = begun(folder, small_facts(findings=findings), scheme=SCHEME)
    open_entry(found.office, found.assessment)
    return found


@pytest.fixture
def audit(year: Year) -> Client:
    """The browser of an assessor of the body that has every item but one."""
    return asking(year.join("auditor", "assessor", assessor="audit"))


def downloaded(ask: Client, year: Year) -> Any:  # noqa: ANN401  # openpyxl has no types here
    answer = ask.get(reverse("entry-template", args=[year.assessment.pk]))
    return openpyxl.load_workbook(BytesIO(answer.content))


def sent(ask: Client, year: Year, book: Any, why: str = "") -> Any:  # noqa: ANN401  # as above
    content = BytesIO()
    book.save(content)
    form = {"file": SimpleUploadedFile("填报表.xlsx", content.getvalue()), "why": why}
    return ask.post(reverse("entry-workbook", args=[year.assessment.pk]), form, follow=True)


def columns(sheet: Any) -> dict[str, int]:  # noqa: ANN401  # as above
    """The columns by their headings."""
    (heading,) = [row for row in sheet.iter_rows() if row[0].value == "序号"]
    return {str(cell.value).rstrip("＊"): cell.column for cell in heading if cell.value}


def below(sheet: Any) -> int:  # noqa: ANN401  # as above
    """The row of the headings."""
    return int(next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号"))


def put(sheet: Any, row: int, **words: object) -> int:  # noqa: ANN401  # as above
    """Writes words into the n-th row below the headings, and says which row of the sheet that is."""
    at = columns(sheet)
    for name, word in words.items():
        sheet.cell(below(sheet) + row, at[name], word)
    return below(sheet) + row


def rows_of(year: Year, table: str) -> list[dict[str, Any]]:
    found = year.assessment.facts.filter(table=table, superseded_by=None, state="confirmed")
    return [parsed(one.content) for one in found.order_by("place")]


def test_what_is_downloaded_and_sent_back_changes_nothing(year: Year, audit: Client) -> None:
    enter_row(year.office, year.assessment, "ratings", {
        "unit": "u-1", "item": "survey", "rater_group": "居民", "value": "82.5", "raters": "120", "on": "2020-09-01",
    })  # fmt: skip
    enter_row(year.office, year.assessment, "declared", {"unit": "u-2", "item": "calls", "by": "审计局"})
    end = head_sequence()
    book = downloaded(audit, year)
    assert [sheet.title for sheet in book.worksheets] == ["1 完成", "问题", "事件", "评议", "零报告", "清单"]
    assert "表中没有改动。" in sent(audit, year, book).text
    assert "表中没有改动。" in sent(asking(year.office), year, downloaded(asking(year.office), year)).text
    assert head_sequence() == end


def test_everything_that_was_added_is_saved_with_the_values_as_one_change(year: Year, audit: Client) -> None:
    book = downloaded(audit, year)
    put(
        book["问题"],
        3,
        单位="示例单位2",
        考点或任务="law.2 会前学法",
        严重程度="一般",
        日期="2020-07-01",
        说明="缺一次",
    )
    put(
        book["评议"],
        1,
        单位="示例单位1",
        指标="survey 群众评议",
        评议主体="居民",
        评议分=82.5,
        参评人数=120,
        应评人数=150,
    )
    put(book["零报告"], 2, 报告部门="审计局")
    book["1 完成"]["D5"].value = 95
    text = sent(audit, year, book, why="年终核对").text
    assert "已保存 4 项。" in text
    assert rows_of(year, "findings")[-1] == {
        "unit": "u-2", "item": "law.2", "severity": "minor", "on": "2020-07-01", "note": "缺一次",
    }  # fmt: skip
    assert [rows_of(year, "ratings")[0][name] for name in ("value", "raters", "asked")] == ["82.5", "120", "150"]
    assert [(one["unit"], one["by"]) for one in rows_of(year, "declared")] == [("u-2", "审计局")]
    assert rows_of(year, "declared")[0]["on"]
    assert parsed(year.value("u-1", "done", "actual").content)["value"] == "95"
    assert JournalEntry.objects.filter(action="save_workbook").count() == 1
    assert verify_journal() is None
    assert sent(audit, year, book, why="年终核对").status_code == 422
    assert len(rows_of(year, "findings")) == 3


def test_everything_wrong_is_said_at_its_cell_and_nothing_is_saved(year: Year, audit: Client) -> None:
    book = downloaded(audit, year)
    put(book["问题"], 3, 单位="示例单位2", 考点或任务="law.9", 严重程度="一般")
    put(book["问题"], 4, 单位="示例单位2", 考点或任务="law.1", 严重程度="特别严重", 认定分值=0.4)
    put(book["评议"], 1, 单位="示例单位1", 指标="survey", 评议主体="居民", 评议分=820, 参评人数="半数")
    last = put(book["零报告"], 1, 报告部门="司法局")
    answer = sent(audit, year, book)
    first = below(book["问题"])
    assert answer.status_code == 422
    assert f"工作表“问题”C{first + 3}" in answer.text
    assert f"工作表“评议”E{below(book['评议']) + 1}" in answer.text
    assert f"工作表“评议”F{below(book['评议']) + 1}" in answer.text
    put(book["问题"], 3, 考点或任务="law.2")
    put(book["评议"], 1, 评议分=82, 参评人数=9, 应评人数=8)
    assert "应评人数 8 少于参评人数 9。" in sent(audit, year, book).text
    put(book["评议"], 1, 应评人数=9)
    again = sent(audit, year, book).text
    assert "由您裁量，没有写明理由" in again
    assert f"工作表“零报告”D{last}" in again
    assert "零报告只能以本部门的名义提交。请填：审计局。" in again.replace("</td><td>", "")
    assert len(rows_of(year, "findings")) == 2
    assert not rows_of(year, "ratings")


def test_a_changed_row_and_one_taken_out_need_a_reason(year: Year, audit: Client) -> None:
    book = downloaded(audit, year)
    sheet = book["问题"]
    put(sheet, 1, 说明="逾期一个月")
    sheet.delete_rows(below(sheet) + 2)
    answer = sent(audit, year, book)
    assert answer.status_code == 422
    assert "改动了已登记的内容，没有写明理由" in answer.text
    assert "工作表“问题”：示例单位3" in answer.text
    assert "已登记的一条被删去" in answer.text
    assert "已保存 2 项。" in sent(audit, year, book, why="复核").text
    assert [one["note"] for one in rows_of(year, "findings")] == ["逾期一个月"]
    assert Fact.objects.get(table="findings", name="f-2", superseded_by=None).reason == "复核"


def test_a_sheet_that_was_deleted_leaves_its_rows_alone(year: Year, audit: Client) -> None:
    book = downloaded(audit, year)
    book.remove(book["问题"])
    assert "表中没有改动。" in sent(audit, year, book).text


def test_what_somebody_else_has_changed_meanwhile_is_named(year: Year, audit: Client) -> None:
    book = downloaded(audit, year)
    put(book["问题"], 1, 说明="逾期一个月")
    colleague = asking(year.join("colleague", "office"))
    theirs = downloaded(colleague, year)
    put(theirs["问题"], 1, 说明="逾期两个月")
    sent(colleague, year, theirs, why="更正")
    answer = sent(audit, year, book, why="更正")
    assert answer.status_code == 422
    assert "下载以后，colleague改动了这一条。" in answer.text


def test_rows_of_other_bodies_are_neither_given_out_nor_taken(year: Year) -> None:
    law = asking(year.join("law", "assessor", assessor="law"))
    book = downloaded(law, year)
    assert "问题" not in book.sheetnames
    other = downloaded(asking(year.office), year)
    put(other["评议"], 1, 单位="示例单位1", 指标="survey", 评议主体="居民", 评议分=82, 参评人数=9)
    answer = sent(law, year, other)
    assert answer.status_code == 422
    assert not rows_of(year, "ratings")


def test_more_rows_take_no_more_queries(year: Year, audit: Client) -> None:
    asked = []
    for count in (1, 6):
        book = downloaded(audit, year)
        for number in range(count):
            put(book["问题"], len(rows_of(year, "findings")) + 1 + number, 单位="示例单位2", 考点或任务="law.2",
                严重程度="一般", 说明=f"第{count}批第{number}次")  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert sent(audit, year, book).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_unit_that_there_is_not_is_said_once_at_its_cell(year: Year, audit: Client) -> None:
    book = downloaded(audit, year)
    row = put(
        book["问题"],
        3,
        单位="不存在单位",
        考点或任务="law.2 会前学法",
        严重程度="一般",
        日期="2020-07-01",
        说明="缺一次",
    )
    text = sent(audit, year, book).text
    assert f"工作表“问题”{chr(64 + columns(book['问题'])['单位'])}{row}" in text
    assert "没有“不存在单位”这个单位。" in text
    assert "请从下拉清单选择本考评的单位。" in text
    assert "错误 1 处" in text
    assert "没有单位（units）" not in text


def test_a_heading_that_was_overwritten_is_said_with_its_row_and_the_names_in_chinese(
    year: Year, audit: Client
) -> None:
    book = downloaded(audit, year)
    sheet = book["评议"]
    sheet.cell(below(sheet), columns(sheet)["说明"], 79.1)
    text = sent(audit, year, book).text
    assert "不认识“79.1”这一列。" in text
    assert f"第 {below(sheet)} 行是表头，请改回原来的列名。可选：单位" in text
    assert "Rater group" not in text


def test_how_many_were_asked_stands_beside_how_many_took_part_and_workbooks_of_before_are_read(
    year: Year, audit: Client
) -> None:
    book = downloaded(audit, year)
    sheet = book["评议"]
    at = columns(sheet)
    assert at["应评人数"] == at["参评人数"] + 1
    put(sheet, 1, 单位="示例单位1", 指标="survey", 评议主体="居民", 评议分=80, 参评人数=9)
    last = max(at.values()) + 1
    sheet.cell(below(sheet), last, "应评人数")
    sheet.cell(below(sheet) + 1, last, 12)
    sheet.cell(below(sheet), at["应评人数"], None).value = None
    assert "已保存 1 项。" in sent(audit, year, book).text
    [rating] = rows_of(year, "ratings")
    assert (rating["raters"], rating["asked"]) == ("9", "12")
