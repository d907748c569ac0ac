"""The people's pages: who is listed, who is appointed, what is refused, what comes back from a workbook."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kaoping.actions.tests.year import Year, begun, person
from kaoping.records.access import roles_of
from kaoping.records.models import Appointment, JournalEntry, Person
from tests.visiting import asking, at

NEW = {"username": "shenji-01", "name": "示例经办", "role": "assessor", "assessor": "audit"}


@pytest.fixture
def ask(year: Year) -> Client:
    """The office's browser."""
    return asking(year.office)


def book_of(year: Year, ask: Client) -> Any:  # noqa: ANN401  # openpyxl has no types
    return openpyxl.load_workbook(BytesIO(ask.get(at(year, "people-workbook")).content))


def add(book: Any, *rows: tuple[str, ...]) -> int:  # noqa: ANN401  # as above
    """Writes rows below those that are there; the number of the first."""
    sheet = book["人员与任命"]
    first: int = next(row[0].row for row in sheet.iter_rows(min_row=4) if row[0].value is None)
    for number, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells, start=1):
            sheet.cell(number, column).value = cell or None
    return first


def sent(book: Any, why: str = "") -> dict[str, object]:  # noqa: ANN401  # as above
    content = BytesIO()
    book.save(content)
    return {"file": SimpleUploadedFile("人员表.xlsx", content.getvalue()), "why": why}


def test_the_list_says_who_is_what_for_whom(year: Year, ask: Client) -> None:
    text = ask.get(at(year, "people")).text
    assert text.index("考核办示例") < text.index("负责人示例") < text.index("领导小组示例")
    assert "单位负责人" in text
    assert "从未登录" in text


def test_somebody_unknown_is_added_and_appointed_and_cannot_sign_in_yet(year: Year, ask: Client) -> None:
    answer = ask.post(at(year, "appoint"), NEW, follow=True)
    assert "新建 1 人，新增 1 项任命" in answer.text
    assert "审计局" in answer.text
    assert roles_of(person("shenji-01"), year.assessment) == {"assessor"}
    assert not person("shenji-01").has_usable_password()


def test_the_form_tells_inspectors_from_a_body_of_the_same_name(year: Year, ask: Client) -> None:
    assert "哪怕那个主体就叫“检查组”" in ask.get(at(year, "appoint")).text


def test_the_same_request_twice_has_one_effect(year: Year, ask: Client) -> None:
    ask.post(at(year, "appoint"), NEW)
    lines = JournalEntry.objects.count()
    assert "没有改动" in ask.post(at(year, "appoint"), NEW, follow=True).text
    assert JournalEntry.objects.count() == lines
    assert Appointment.objects.filter(person__username="shenji-01").count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"role": "unit_head", "assessor": ""}, "“单位负责人”须属于一个单位"),
        ({"assessor": ""}, "没有写明是哪个考评主体"),
        ({"username": "head", "name": "别的姓名"}, "用户名“head”是负责人示例的"),
        ({"username": "office", "name": "考核办示例"}, "不能任命自己"),
        ({"username": "group", "name": "领导小组示例", "role": "unit_head", "unit": "u-1"}, "决定全部单位得分的人"),
        ({"since": "2020-05-01", "until": "2020-04-01"}, "早于开始的日子"),
        ({"username": ""}, "请填写。"),
        ({"role": "office"}, "请从所列各项中选择。"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(
    year: Year, ask: Client, given: dict[str, str], says: str
) -> None:
    answer = ask.post(at(year, "appoint"), {**NEW, **given})
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{given.get("name", NEW["name"])}"' in answer.text
    assert not Person.objects.filter(username="shenji-01").exists()


def test_the_workbook_comes_back_without_a_change(year: Year, ask: Client) -> None:
    ask.post(at(year, "appoint"), {**NEW, "since": "2020-03-01", "until": "2099-12-31"})
    held = list(Appointment.objects.order_by("pk").values())
    answer = ask.post(at(year, "import-people"), sent(book_of(year, ask)), follow=True)
    assert "没有改动" in answer.text
    assert list(Appointment.objects.order_by("pk").values()) == held


def test_a_workbook_appoints_many_by_the_words_of_its_lists(year: Year, ask: Client) -> None:
    book = book_of(year, ask)
    clerk = ("u2-01", "示例甲", "单位经办人", "示例单位2")
    add(book, clerk, ("fa-01", "示例乙", "考评主体", "", "司法局"), ("jc-01", "示例丙", "监察局"))
    answer = ask.post(at(year, "import-people"), sent(book), follow=True)
    assert "新建 3 人，新增 3 项任命" in answer.text
    given = Appointment.objects.get(person__username="u2-01")
    assert given.unit is not None
    assert (given.role, given.unit.code) == ("unit_clerk", "u-2")
    assert Appointment.objects.get(person__username="fa-01").assessor == "law"
    assert roles_of(person("jc-01"), year.assessment) == {"supervision"}


def test_bad_rows_are_all_named_with_their_cells_and_nobody_is_added(year: Year, ask: Client) -> None:
    book = book_of(year, ask)
    first = add(
        book,
        ("a-01", "示例甲", "单位经办人", "没有的单位"),
        ("a-02", "示例乙", "掌门人"),
        ("a-03", "示例丙", "监察局", "", "", "三月"),
    )
    answer = ask.post(at(year, "import-people"), sent(book))
    assert answer.status_code == 422
    for cell in (f"D{first}", f"C{first + 1}", f"F{first + 2}"):
        assert f"工作表“人员与任命”{cell}" in answer.text
    book = book_of(year, ask)
    first = add(book, ("a-01", "示例甲", "单位经办人"), ("a-02", "示例乙", "考核办"), ("a-03", "示例丙", "检查组"))
    answer = ask.post(at(year, "import-people"), sent(book))
    assert f"“人员与任命”D{first}" in answer.text or f"第 {first} 行" in answer.text
    assert "“考核办”须由安全管理员任命" in answer.text
    assert not Person.objects.filter(username__startswith="a-0").exists()


def test_another_end_needs_a_reason(year: Year, ask: Client) -> None:
    book = book_of(year, ask)
    sheet = book["人员与任命"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "head")
    row[6].value = "2099-12-31"
    assert "没有写明理由" in ask.post(at(year, "import-people"), sent(book)).text
    assert "1 项任命改了结束日期" in ask.post(at(year, "import-people"), sent(book, "到龄"), follow=True).text
    until = Appointment.objects.get(person=year.head).until
    assert until is not None
    assert until.isoformat() == "2099-12-31"


def test_an_appointment_is_ended_with_a_reason(year: Year, ask: Client) -> None:
    found = Appointment.objects.get(person=year.head)
    page = ask.get(at(year, "appointment", found.pk)).text
    assert "从今天起，负责人示例不再担任“单位负责人”" in page
    assert ask.post(at(year, "appointment", found.pk), {"reason": " "}).status_code == 422
    answer = ask.post(at(year, "appointment", found.pk), {"reason": "调离"}, follow=True)
    assert "已解除负责人示例的任命。" in answer.text
    assert not roles_of(year.head, year.assessment)


def test_the_office_cannot_end_an_office(year: Year, ask: Client) -> None:
    found = Appointment.objects.get(person=year.leading_group)
    assert '<form class="confirm"' not in ask.get(at(year, "appointment", found.pk)).text
    assert ask.post(at(year, "appointment", found.pk), {"reason": "x"}).status_code == 403
    assert roles_of(year.leading_group, year.assessment)


def test_the_security_administrator_appoints_an_office_and_sees_nothing_else(year: Year) -> None:
    ask = asking(person("security"))
    answer = ask.post(at(year, "appoint"), {**NEW, "role": "office", "assessor": ""}, follow=True)
    assert roles_of(person("shenji-01"), year.assessment) == {"office"}
    assert at(year, "ranking") not in answer.text
    assert ask.get(at(year, "units")).status_code == 404


@pytest.mark.parametrize("place", ["people", "appoint", "import-people", "people-workbook"])
def test_nobody_else_gets_there(year: Year, place: str) -> None:
    for stranger in (year.head, year.leading_group, person("system"), person("audit")):
        assert asking(stranger).get(at(year, place)).status_code == 404
        assert asking(stranger).post(at(year, place), NEW).status_code in (404, 405)
    assert not Person.objects.filter(username="shenji-01").exists()


def test_the_list_asks_the_database_as_often_for_many_people_as_for_few(
    databases: Callable[..., Any], tmp_path: Path
) -> None:
    counts = []
    for number in (1, 20):
        with databases("sqlite"):
            year = begun(tmp_path)
            for one in range(number):
                year.join(f"clerk-{one}", "unit_clerk", unit="u-2")
            ask = asking(year.office)
            ask.get(at(year, "people"))
            with CaptureQueriesContext(connection) as asked:
                assert ask.get(at(year, "people")).status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_links_for_many_are_said_to_be_issued_and_name_the_bodies(year: Year) -> None:
    year.join("auditor", "assessor", assessor="audit")
    answer = asking(person("security")).post(at(year, "people-links"))
    assert "人发放登录链接" in answer.text
    assert "离开本页以后不能再下载" in answer.text
    found = re.search(r'href="data:[^;]+;base64,([^"]+)" download="[^"]+登录链接.xlsx"', answer.text)
    assert found is not None
    book = openpyxl.load_workbook(BytesIO(b64decode(unescape(found[1]))))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    auditor = next(row for row in rows if "auditor" in row)
    assert "审计局" in auditor
    assert "audit" not in auditor
