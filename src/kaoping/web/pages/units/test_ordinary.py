"""An office's own workbooks of units: read by their headings, and in one clear sentence where they cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.tests.year import SMALL, Year, begun, founded
from kaoping.records.models import Assessment, Person

Rows = Sequence[Sequence[object]]


@pytest.fixture
def year(db: None, tmp_path: Path) -> Year:
    """A small year."""
    return begun(tmp_path)


def sent(year: Year, rows: Rows) -> tuple[int, str]:
    """The answer to a workbook with one sheet."""
    return uploaded(year.office, year.assessment, rows)


def uploaded(office: Person, assessment: Assessment, rows: Rows) -> tuple[int, str]:
    """The answer to a workbook with one sheet, sent by the office of an assessment."""
    book, content = openpyxl.Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet("Sheet1")
    for row in rows:
        sheet.append(list(row))
    book.create_sheet("备用")
    book.save(content)
    client = Client()
    client.force_login(office)
    form = {"file": SimpleUploadedFile("名单.xlsx", content.getvalue()), "why": ""}
    answer = client.post(reverse("import-units", args=[assessment.pk]), form, follow=True)
    return answer.status_code, answer.text


def units_in(year: Year) -> list[tuple[str, str]]:
    return list(year.assessment.units.order_by("code").values_list("code", "name"))


def test_a_list_with_a_title_blank_rows_and_more_columns_is_taken_and_says_what_it_passed_over(year: Year) -> None:
    rows: Rows = [
        ["2020年度被考评单位名单"], [], [None, "序号", "被考评单位", "代码", "分组", "联系人", "电话"],
        [None, 1, "示例单位4", "u-4", "全部", "示例", "1000"], [], [None, 2, "示例单位5", "u-5", "全部", "示例", "1001"],
    ]  # fmt: skip
    status, text = sent(year, rows)
    assert status == 200
    assert "写入 2 个单位" in text
    assert "没有用到的列：联系人、电话。" in text
    assert units_in(year)[3:] == [("u-4", "示例单位4"), ("u-5", "示例单位5")]


def test_units_that_are_known_by_their_names_need_no_code(year: Year) -> None:
    status, text = sent(year, [["单位名称", "组别"], ["示例单位1", "全部"], ["示例单位9", "全部"]])
    assert status == 422
    assert "工作表“Sheet1”第 3 行" in text
    assert "缺少“单位编号”" in text
    assert "第 2 行" not in text
    assert "完全相同" in sent(year, [["单位名称", "组别"], ["示例单位1", "全部"]])[1]


def test_the_first_list_of_an_office_needs_no_codes(db: None) -> None:
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, SchemeText(SMALL))
    rows = [
        ["序号", "单位全称", "所属类别"],
        ["1", "示例单位2", "全部"],
        ["2", "示例甲局", "全部"],
        ["3", "示例乙局", "全部"],
    ]
    assert "已导入，写入 3 个单位。" in uploaded(office, assessment, rows)[1]
    known = dict(assessment.units.values_list("name", "code"))
    assert known == {"示例单位2": "u-2", "示例甲局": "u1", "示例乙局": "u2"}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["示例单位4", "u-4"]], "找不到表头：没有一行写着这张表的列名。"),
        ([["代码", "组别"], ["u-4", "没有这组"]], "可选：全部。"),
        ([["代码", "组别"], ["u-4", ""]], "缺少“类别”。"),
        ([["组别", "备注"], ["全部", "无"]], "表头缺少这些列：单位编号。"),
        ([["代码", "单位名称"]], "表头下面没有内容。"),
        ([["代码", "单位名称"], ["u-4", "甲"], ["u-4", "乙"]], "“u-4”写了两次，第一次在工作表“Sheet1”A2。"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_and_nothing_is_imported(year: Year, rows: Rows, says: str) -> None:
    status, text = sent(year, rows)
    assert status == 422
    assert says in text
    assert len(units_in(year)) == 3
