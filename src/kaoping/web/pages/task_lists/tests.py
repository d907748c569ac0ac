"""The pages of task lists: from the draft to the issue, by role; amended in mid-year; through Excel."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.countersign_task_list import countersign_task_list
from kaoping.actions.draft_task_list import draft_task_list
from kaoping.actions.import_facts import import_facts
from kaoping.actions.tests.test_task_lists import ROWS, issued, titles, units
from kaoping.actions.tests.year import begun
from kaoping.files.facts.document import FORMAT
from kaoping.records.models import TaskList
from kaoping.records.queries.tasks import newest, seen_as, tasks_counting
from tests.databases import Prepared
from tests.visiting import asking

TYPED = {
    "0-item": "t1", "0-type": "pass_or_fail", "0-title": "示例任务一",
    "1-item": "t2", "1-type": "progress", "1-points": "15", "1-title": "示例任务二",
    "2-item": "", "2-type": "",
}  # fmt: skip


class Office:
    """An assessment under the station scheme with two units, and who works in it."""

    def __init__(self) -> None:
        self.assessment, self.unit, self.office, self.head = units()

    def at(self, place: str = "task-list", *names: object) -> str:
        """An address about the first unit."""
        own = (
            ()
            if place
            in ("task-lists", "import-task-lists", "task-lists-workbook", "send-task-lists", "issue-task-lists")
            else ("u-1",)
        )
        return reverse(place, args=[self.assessment.pk, *own, *names])

    def book(self) -> Any:  # noqa: ANN401  # openpyxl has no types
        """The workbook as it is fetched."""
        return openpyxl.load_workbook(BytesIO(asking(self.office).get(self.at("task-lists-workbook")).content))


@pytest.fixture
def year(prepared: Prepared) -> Office:
    """A new one."""
    return prepared(lists)


def lists(folder: Path) -> Office:
    return Office()


def sent(book: Any, why: str = "") -> dict[str, object]:  # noqa: ANN401  # as above
    content = BytesIO()
    book.save(content)
    return {"file": SimpleUploadedFile("任务.xlsx", content.getvalue()), "why": why}


def fill(book: Any, *rows: tuple[str, ...]) -> int:  # noqa: ANN401  # as above
    """Writes tasks below those that are there, under the headings of unit, id and type; the number of the first."""
    sheet = book["任务清单"]
    first: int = next(row[0].row for row in sheet.iter_rows(min_row=4) if row[0].value is None)
    for number, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells, start=1):
            sheet.cell(number, column).value = cell
    return first


def test_a_list_goes_from_the_draft_to_the_issue_by_the_pages_of_its_roles(year: Office) -> None:
    office, head = asking(year.office), asking(year.head)
    assert "未草拟" in office.get(year.at("task-lists")).text
    drafted = office.post(year.at("draft-task-list"), {**TYPED, "expected": "none"}, follow=True)
    assert "草稿已保存" in drafted.text
    assert head.get(year.at("task-lists")).text.count("示例单位1") == 0
    assert "已发给示例单位1征求意见。" in office.post(year.at("send-task-list", 1), follow=True).text
    assert "示例任务二" in head.get(year.at()).text
    assert "意见已提交考核办。" in head.post(year.at("comment-task-list", 1), {"comment": "分值偏高"}, follow=True).text
    assert "单位意见：分值偏高" in office.get(year.at()).text
    assert "已会签" in head.post(year.at("countersign-task-list", 1), follow=True).text
    assert "已下达，从现在起" in office.post(year.at("issue-task-list", 1), follow=True).text
    assert titles(year.assessment) == ["示例任务一", "示例任务二"]
    assert "按此考评" in head.get(year.at()).text


def test_tasks_that_came_with_the_facts_are_said_to_count(year: Office, tmp_path: Path) -> None:
    units = [{"id": "u-1", "group": "示例组"}]
    tasks = [{**row, "unit": "u-1"} for row in ROWS]
    content = {"format": FORMAT, "scheme": "beijing-stations-2020", "units": units, "tasks": tasks}
    path = tmp_path / "示例.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    import_facts(year.office, year.assessment, path, "随数据导入")
    ask = asking(year.office)
    everything = ask.get(year.at("task-lists")).text
    assert everything.count("已随数据导入") == everything.count("未草拟") == 1
    shown = ask.get(year.at()).text
    assert all(title in shown for title in ("已随数据导入", "按此考评", "示例任务一", "示例任务二"))
    assert "示例任务二" in ask.get(year.at("draft-task-list")).text


def test_an_amendment_needs_a_reason_and_shows_what_it_changes(year: Office) -> None:
    issued(year.unit, year.office, year.head, ROWS)
    ask = asking(year.office)
    assert "年中调整" in ask.get(year.at()).text
    changed = {**TYPED, "1-item": "t3", "1-title": "示例任务三", "expected": seen_as(newest(year.unit))}
    refused = ask.post(year.at("draft-task-list"), changed)
    assert refused.status_code == 422
    assert "没有写明理由" in refused.text
    assert "示例任务三" in refused.text
    page = ask.post(year.at("draft-task-list"), {**changed, "why": "机构职能调整"}, follow=True).text
    assert all(word in page for word in ("新增", "取消", "调整理由：机构职能调整", "第1版", "第2版"))
    assert "示例任务二" in ask.get(year.at() + "?version=1").text
    assert titles(year.assessment) == ["示例任务一", "示例任务二"]


def test_a_paper_stands_for_the_signature_and_has_to_be_named(year: Office) -> None:
    draft_task_list(year.office, year.unit, ROWS)
    ask = asking(year.office)
    ask.post(year.at("send-task-list", 1))
    nameless = ask.post(year.at("countersign-task-list", 1), {"signature": ""})
    assert nameless.status_code == 422
    assert "没有写明会签文件，也没有附扫描件。" in nameless.text
    assert (
        "会签依据：示例纪要3号"
        in ask.post(year.at("countersign-task-list", 1), {"signature": "示例纪要3号"}, follow=True).text
    )


def test_a_signed_scan_stands_for_the_signature_and_can_be_read_by_the_unit(year: Office) -> None:
    draft_task_list(year.office, year.unit, ROWS)
    ask = asking(year.office)
    ask.post(year.at("send-task-list", 1))
    address = year.at("countersign-task-list", 1)
    refused = ask.post(address, {"scan": SimpleUploadedFile("会签.pdf", b"no picture")})
    assert refused.status_code == 422
    assert "会签.pdf：内容不是 PDF" in refused.text
    answer = ask.post(address, {"scan": SimpleUploadedFile("会签.pdf", b"%PDF-1.7 signed")}, follow=True)
    assert "会签依据：会签.pdf" in answer.text
    file = asking(year.head).get(year.at("task-list-scan", 1))
    assert file.getvalue() == b"%PDF-1.7 signed"
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_what_is_wrong_with_the_tasks_is_said_and_nothing_typed_is_lost(year: Office) -> None:
    wrong = {**TYPED, "0-type": "", "1-points": "很多", "expected": "none"}
    answer = asking(year.office).post(year.at("draft-task-list"), wrong)
    assert answer.status_code == 422
    assert "很多" in answer.text
    assert "示例任务一" in answer.text
    assert answer.text.count("<tr><td>") > 2
    assert not TaskList.objects.exists()


def test_whoever_saves_second_is_told_and_loses_nothing(year: Office) -> None:
    ask = asking(year.office)
    ask.post(year.at("draft-task-list"), {**TYPED, "expected": "none"})
    second = ask.post(year.at("draft-task-list"), {**TYPED, "0-title": "另一任务", "expected": "none"})
    assert second.status_code == 409
    assert "别人刚刚改过这份清单" in second.text
    assert "另一任务" in second.text
    again = {**TYPED, "0-title": "另一任务", "expected": seen_as(newest(year.unit))}
    assert ask.post(year.at("draft-task-list"), again).status_code == 302


def test_more_rows_are_given_without_saving(year: Office) -> None:
    answer = asking(year.office).post(year.at("draft-task-list"), {**TYPED, "more": "1"})
    assert 'name="11-item"' in answer.text
    assert "示例任务二" in answer.text
    assert not TaskList.objects.exists()


def test_the_workbook_drafts_many_lists_and_comes_back_without_a_change(year: Office) -> None:
    ask, book = asking(year.office), year.book()
    types = year.book()["任务清单"]
    assert types.max_row > 3
    fill(book, ("示例单位1", "t1", "pass_or_fail"), ("示例单位2", "t1", "progress"))
    assert "已草拟 2 份任务清单。" in ask.post(year.at("import-task-lists"), sent(book), follow=True).text
    assert "没有改动" in ask.post(year.at("import-task-lists"), sent(year.book()), follow=True).text
    assert TaskList.objects.count() == 2


def test_bad_rows_are_all_named_with_their_cells_and_nothing_is_drafted(year: Office) -> None:
    book = year.book()
    first = fill(book, ("没有的单位", "t1", "progress"), ("示例单位1", "t.1", "progress"), ("示例单位1", "t2", "没有"))
    answer = asking(year.office).post(year.at("import-task-lists"), sent(book))
    assert answer.status_code == 422
    for cell in (f"A{first}", f"B{first + 1}", f"C{first + 2}"):
        assert f"工作表“任务清单”{cell}" in answer.text
    assert not TaskList.objects.exists()


def test_a_scheme_without_tasks_says_so(db: None, tmp_path: Path) -> None:
    small = begun(tmp_path)
    answer = asking(small.office).get(reverse("task-lists", args=[small.assessment.pk]))
    assert "不用任务清单" in answer.text


def test_a_unit_drafts_nothing_and_signs_its_own_list_only(year: Office) -> None:
    other = year.assessment.units.get(code="u-2")
    draft_task_list(year.office, other, ROWS)
    asking(year.office).post(reverse("send-task-list", args=[year.assessment.pk, "u-2", 1]))
    head = asking(year.head)
    assert head.get(year.at("draft-task-list")).status_code == 403
    assert head.post(year.at("import-task-lists")).status_code == 403
    assert head.get(year.at("task-lists-workbook")).status_code == 404
    for place in ("comment-task-list", "countersign-task-list"):
        assert head.post(reverse(place, args=[year.assessment.pk, "u-2", 1]), {"comment": "x"}).status_code == 404
    assert newest(other).state == "sent"  # type: ignore[union-attr]  # drafted above


def test_the_lists_ask_the_database_as_often_for_many_units_as_for_few(databases: Callable[..., Any]) -> None:
    counts = []
    for number in (1, 2):
        with databases("sqlite"):
            year = Office()
            for code in ("u-1", "u-2")[:number]:
                draft_task_list(year.office, year.assessment.units.get(code=code), ROWS)
            ask = asking(year.office)
            ask.get(year.at("task-lists"))
            with CaptureQueriesContext(connection) as asked:
                assert ask.get(year.at("task-lists")).status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 24


def test_an_offices_own_list_is_read_by_its_headings_and_named_by_units(year: Office) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for row in (
        ("2020年度重点任务",),
        ("序号", "承办单位", "代码", "类别", "重点任务", "完成时限"),
        (1, "示例单位1", "t1", "progress", "建设示例项目", "12月"),
    ):
        sheet.append(row)
    answer = asking(year.office).post(year.at("import-task-lists"), sent(book), follow=True)
    assert "已草拟 1 份任务清单。" in answer.text
    assert "没有用到的列：完成时限。" in answer.text


def test_all_drafts_are_sent_and_all_signed_lists_are_issued_in_one_go(year: Office) -> None:
    other = year.assessment.units.get(code="u-2")
    draft_task_list(year.office, year.unit, ROWS)
    draft_task_list(year.office, other, [{**row, "unit": "u-2"} for row in ROWS])
    ask = asking(year.office)
    assert "发送全部草稿征求意见（2 份）" in ask.get(year.at("task-lists")).text
    assert "2 份任务清单草稿，待发送征求意见" in ask.get(reverse("inbox", args=[year.assessment.pk])).text
    said = ask.post(year.at("send-task-lists"), follow=True).text
    assert "已把 2 份任务清单发给单位征求意见。" in said
    assert f"没有人能看到：{other}。" in said, "nobody is appointed for the second unit"
    assert {one.state for one in TaskList.objects.all()} == {"sent"}
    for unit in (year.unit, other):
        countersign_task_list(year.office, newest(unit) or TaskList(), "示例纪要3号")
    assert "下达全部已会签的清单（2 份）" in ask.get(year.at("task-lists")).text
    assert "已下达 2 份任务清单" in ask.post(year.at("issue-task-lists"), follow=True).text
    assert {one.state for one in TaskList.objects.all()} == {"issued"}
    assert tasks_counting(year.assessment) == {"u-1": len(ROWS), "u-2": len(ROWS)}
    lines = year.assessment.journal.filter(action__in=("send_task_lists", "issue_task_lists"))
    assert [line.subject for line in lines.order_by("sequence")] == ["2 份任务清单", "2 份任务清单"]


def test_a_file_with_fewer_tasks_says_whose_and_the_draft_marks_what_is_gone(year: Office) -> None:
    draft_task_list(year.office, year.unit, ROWS)
    book = year.book()
    sheet = book["任务清单"]
    last = max(row[0].row for row in sheet.iter_rows(min_row=4) if row[0].value is not None)
    sheet.delete_rows(last)
    said = asking(year.office).post(year.at("import-task-lists"), sent(book), follow=True).text
    assert f"任务减少的：{year.unit}（{len(ROWS)} 项改为 {len(ROWS) - 1} 项）。" in said


def test_a_comment_says_whose_it_is(year: Office) -> None:
    draft_task_list(year.office, year.unit, ROWS)
    asking(year.office).post(year.at("send-task-list", 1))
    asking(year.head).post(year.at("comment-task-list", 1), {"comment": "建议把目标改为 90 亩"})
    shown = asking(year.office).get(year.at("task-list")).text
    assert f'单位意见：建议把目标改为 90 亩<span class="quiet">（{year.head.name}，' in shown
