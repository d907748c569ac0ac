"""The units' pages: what they list, what they take in, what they refuse and keep."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kaoping.actions.tests.year import UNITS, Year, begun, person, small_facts
from kaoping.records.models import Fact, JournalEntry
from kaoping.records.queries.facts import current
from tests.visiting import at


def units_in(year: Year) -> list[tuple[str, str, str]]:
    return list(year.assessment.units.order_by("code").values_list("code", "name", "group"))


def book_of(year: Year, ask: Client) -> Any:  # noqa: ANN401  # openpyxl has no types
    return openpyxl.load_workbook(BytesIO(ask.get(at(year, "units-workbook")).content))


def sent(book: Any, why: str = "") -> dict[str, object]:  # noqa: ANN401  # as above
    content = BytesIO()
    book.save(content)
    return {"file": SimpleUploadedFile("单位表.xlsx", content.getvalue()), "why": why}


def row_of(sheet: Any, code: str) -> Any:  # noqa: ANN401  # as above
    return next(row for row in sheet.iter_rows() if row[0].value == code)


def test_the_list_shows_every_unit_and_who_is_appointed_for_it(year: Year, ask: Client) -> None:
    text = ask.get(at(year, "units")).text
    assert text.index("示例单位1") < text.index("负责人示例") < text.index("未任命")
    assert "共 3 行" in text


def test_a_unit_is_added_and_said_to_be(year: Year, ask: Client) -> None:
    answer = ask.post(at(year, "new-unit"), {"code": "u-4", "name": "示例单位4", "group": "all"}, follow=True)
    assert "已添加单位“示例单位4”。" in answer.text
    assert ("u-4", "示例单位4", "all") in units_in(year)


def test_a_code_that_is_taken_is_refused_and_what_was_typed_stays(year: Year, ask: Client) -> None:
    answer = ask.post(at(year, "new-unit"), {"code": "u-1", "name": "另一单位", "group": "all"})
    assert answer.status_code == 422
    assert "编号“u-1”已有单位使用。" in answer.text
    assert 'value="另一单位"' in answer.text
    assert ("u-1", "示例单位1", "all") in units_in(year)


def test_a_unit_is_renamed_with_a_reason_and_the_journal_keeps_both_names(year: Year, ask: Client) -> None:
    seen = current(year.assessment).get(table="units", unit="u-1").pk
    given = {"name": "新名单位", "group": "all", "expected": seen}
    assert ask.post(at(year, "unit", "u-1"), given).status_code == 422
    assert ask.post(at(year, "unit", "u-1"), {**given, "why": "机构改革"}).status_code == 302
    assert ("u-1", "新名单位", "all") in units_in(year)
    entry = JournalEntry.objects.order_by("-sequence")[0]
    assert "示例单位1" in entry.before
    assert "新名单位" in entry.after


def test_whoever_renames_second_sees_the_first_and_loses_nothing(year: Year, ask: Client) -> None:
    seen = current(year.assessment).get(table="units", unit="u-1").pk
    first = {"name": "甲名", "group": "all", "expected": seen, "why": "更名"}
    ask.post(at(year, "unit", "u-1"), first)
    answer = ask.post(at(year, "unit", "u-1"), {**first, "name": "乙名"})
    assert answer.status_code == 409
    assert "别人刚刚把它改成“甲名”" in answer.text
    assert 'value="乙名"' in answer.text
    newest = current(year.assessment).get(table="units", unit="u-1").pk
    assert f'name="expected" value="{newest}"' in answer.text
    assert ask.post(at(year, "unit", "u-1"), {**first, "name": "乙名", "expected": newest}).status_code == 302


def test_the_workbook_comes_back_without_a_change(year: Year, ask: Client) -> None:
    facts = Fact.objects.count()
    answer = ask.post(at(year, "import-units"), sent(book_of(year, ask)), follow=True)
    assert "与现有的完全相同" in answer.text
    assert Fact.objects.count() == facts


def test_a_workbook_adds_and_regroups_and_asks_why_for_the_latter(year: Year, ask: Client) -> None:
    book = book_of(year, ask)
    row_of(book["单位"], "u-2")[1].value = "示例单位2（新）"
    row = row_of(book["单位"], "u-3")[0].row + 1
    for column, value in enumerate(("u-4", "示例单位4", "全部"), start=1):
        book["单位"].cell(row, column).value = value
    refused = ask.post(at(year, "import-units"), sent(book))
    assert refused.status_code == 422
    assert "没有写明理由" in refused.text
    assert len(units_in(year)) == 3
    answer = ask.post(at(year, "import-units"), sent(book, "机构改革"), follow=True)
    assert "写入 2 个单位" in answer.text
    assert units_in(year)[1] == ("u-2", "示例单位2（新）", "all")
    assert units_in(year)[3] == ("u-4", "示例单位4", "all")


def test_bad_rows_are_all_named_with_their_cells_and_nothing_is_imported(year: Year, ask: Client) -> None:
    book = book_of(year, ask)
    sheet = book["单位"]
    row_of(sheet, "u-2")[2].value = "没有的类别"
    row = row_of(sheet, "u-3")[0].row
    sheet.cell(row + 1, 1).value, sheet.cell(row + 1, 2).value = "u-1", "重复"
    answer = ask.post(at(year, "import-units"), sent(book))
    assert answer.status_code == 422
    assert f"工作表“单位”C{row - 1}" in answer.text
    assert f"工作表“单位”A{row + 1}" in answer.text
    assert "单位表.xlsx" in answer.text
    assert units_in(year) == [(one["id"], one["name"], one["group"]) for one in UNITS]


def test_something_that_is_no_workbook_is_refused_on_the_page(year: Year, ask: Client) -> None:
    answer = ask.post(at(year, "import-units"), {"file": SimpleUploadedFile("单位.xlsx", b"no workbook")})
    assert answer.status_code == 422
    assert "单位.xlsx" in answer.text


def test_a_unit_added_by_mistake_is_removed_with_a_reason(year: Year, ask: Client) -> None:
    ask.post(at(year, "new-unit"), {"code": "u-4", "name": "误加单位", "group": "all"})
    assert at(year, "remove-unit", "u-4") in ask.get(at(year, "unit", "u-4")).text
    assert ask.post(at(year, "remove-unit", "u-4"), {"why": ""}).status_code == 422
    assert "已删除单位“误加单位”。" in ask.post(at(year, "remove-unit", "u-4"), {"why": "误加"}, follow=True).text
    assert len(units_in(year)) == 3
    assert ask.get(at(year, "unit", "u-4")).status_code == 404
    ask.post(at(year, "new-unit"), {"code": "u-4", "name": "示例单位4", "group": "all"})
    assert len(units_in(year)) == 4


def test_a_unit_of_which_something_is_known_stays(year: Year, ask: Client) -> None:
    answer = ask.post(at(year, "remove-unit", "u-1"), {"why": "误加"})
    assert answer.status_code == 422
    assert "已有数据，不能删除" in answer.text
    ask.post(at(year, "new-unit"), {"code": "u-4", "name": "示例单位4", "group": "all"})
    year.join("clerk", "unit_clerk", unit="u-4")
    assert "已任命过人员" in ask.post(at(year, "remove-unit", "u-4"), {"why": "误加"}).text
    assert len(units_in(year)) == 4


@pytest.mark.parametrize("place", ["units", "new-unit", "import-units", "units-workbook"])
def test_nobody_but_the_office_gets_there(year: Year, place: str) -> None:
    for stranger in (year.head, year.leading_group, person("system"), person("security"), person("audit")):
        client = Client()
        client.force_login(stranger)
        assert client.get(at(year, place)).status_code == 404
        assert client.post(at(year, place), {"code": "u-9", "name": "x", "group": "all"}).status_code in (404, 405)
    assert len(units_in(year)) == 3


def test_the_list_asks_the_database_as_often_for_forty_units_as_for_three(
    databases: Callable[..., Any], tmp_path: Path
) -> None:
    counts = []
    for number in (3, 40):
        units = [{"id": f"u-{one}", "name": f"示例单位{one}", "group": "all"} for one in range(1, number + 1)]
        with databases("sqlite"):
            year = begun(tmp_path, small_facts(units=units))
            client = Client()
            client.force_login(year.office)
            client.get(at(year, "units"))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(at(year, "units")).status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
