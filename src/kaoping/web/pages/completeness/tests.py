"""Who owes what, and what is done about it: declarations, countersignatures, reminders."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaoping.actions.countersign import Word, countersign
from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.year import SMALL, Year, begun, opened, small_facts
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records.journal import verify_journal
from kaoping.records.models import Countersignature, Reminder
from kaoping.records.options import Options
from tests.databases import Prepared
from tests.visiting import asking, at

Ask = Callable[..., Any]


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year in which two bodies judge one item, open for entry."""
    return prepared(jointly_judged)


def jointly_judged(folder: Path) -> Year:
    both = SMALL.replace("points: 30, assessors: [law]", "points: 30, assessors: [law, audit]")
    return opened(folder, both, Options())


def test_what_is_missing_stands_under_who_owes_it_and_leads_to_its_field(year: Year) -> None:
    withdraw_fact(year.office, year.value("u-1", "given", "given"), "录错")
    ask = asking(year.office)
    assert "司法局" in ask.get(at(year, "completeness")).text
    detail = ask.get(at(year, "completeness") + "?by=owed&only=body:law").text
    assert "示例单位1" in detail
    assert "示例单位3" not in detail
    assert "item=given&amp;unit=u-1" in detail
    book = openpyxl.load_workbook(BytesIO(ask.get(at(year, "completeness") + "?by=owed&export=xlsx").content))
    assert any(cell.value == "示例单位1" for row in book.worksheets[0].iter_rows() for cell in row)


def test_an_assessor_sees_what_the_own_body_owes(year: Year) -> None:
    text = asking(year.join("law", "assessor", assessor="law")).get(at(year, "completeness")).text
    assert "司法局" in text
    assert "审计局" not in text


def test_a_declared_unit_is_owed_no_more_and_once_is_enough(year: Year) -> None:
    ask = asking(year.join("audit-clerk", "assessor", assessor="audit"))
    assert "核查完毕" in ask.get(at(year, "declarations")).text
    answer = ask.get(at(year, "declarations"))
    for says in ("已提交 2 项零报告", "已提交 0 项零报告"):
        answer = ask.post(at(year, "declarations") + "?item=calls", {"unit": ["u-2", "u-3"]}, follow=True)
        assert says in answer.text
    assert [(unit, by) for unit, _, by, _ in year.facts().declared] == [("u-2", "审计局"), ("u-3", "审计局")]
    assert ">2/3<" in answer.text
    assert verify_journal() is None


def test_nobody_declares_the_own_unit_or_another_body_s_item(year: Year) -> None:
    assert (
        "没有由您提交的零报告"
        in asking(year.join("law", "assessor", assessor="law")).get(at(year, "declarations")).text
    )
    assert asking(year.head).get(at(year, "declarations")).status_code == 404


def test_another_body_countersigns_and_what_changes_needs_it_again(year: Year) -> None:
    audit = asking(year.join("audit-clerk", "assessor", assessor="audit"))
    page = audit.get(at(year, "countersigning")).text
    assert "待会签" in page
    seen = year.value("u-1", "given", "given").entry
    form = {
        "form": "item0",
        "item0-item": "given",
        "item0-body": "audit",
        "item0-seen": str(seen),
        "item0-agreed": "yes",
        "item0-signature": "纪要3号",
    }
    silent = audit.post(at(year, "countersigning"), {**form, "item0-agreed": "no"})
    assert (silent.status_code, "请写明不同意的理由。" in silent.text) == (422, True)
    assert "为什么改" not in silent.text
    for _ in range(2):
        assert audit.post(at(year, "countersigning"), form).status_code == 302
    assert Countersignature.objects.get().signature == "纪要3号"
    assert "纪要3号" in audit.get(at(year, "countersigning")).text
    old = year.value("u-1", "given", "given")
    enter_value(year.office, year.assessment, ("u-1", "given", "given"), "20", expected=old.pk, why="更正")
    assert "待会签" in audit.get(at(year, "countersigning")).text
    late = audit.post(at(year, "countersigning"), form)
    assert (late.status_code, "数据又有改动" in late.text) == (409, True)


def test_the_office_sees_who_has_signed_and_records_what_was_signed_on_paper(year: Year) -> None:
    ask, paper = asking(year.office), at(year, "countersign-on-paper")
    page = ask.get(at(year, "countersigning")).text
    assert 'value="given audit"' in page
    refused = ask.post(paper, {"joint": ["given audit"], "seen": 99, "signature": ""})
    assert (refused.status_code, 'value="given audit" checked' in refused.text) == (422, True)
    late = ask.post(paper, {"joint": ["given audit"], "seen": 0, "signature": "纪要5号"})
    assert (late.status_code, "纪要5号" in late.text, "数据又有改动" in late.text) == (409, True, True)
    done = ask.post(paper, {"joint": ["given audit"], "seen": 99, "signature": "纪要5号"}, follow=True)
    assert "已登记 1 项书面会签" in done.text
    assert 'value="given audit"' not in done.text
    law = asking(year.join("law", "assessor", assessor="law"))
    assert law.post(paper, {"joint": ["given audit"], "seen": 99, "signature": "纪要5号"}).status_code == 403


def test_the_office_records_a_zero_report_in_the_name_of_its_body(year: Year) -> None:
    here = at(year, "declarations") + "?item=calls&body=audit"
    answer = asking(year.office).post(here, {"unit": ["u-1"]}, follow=True)
    assert "由考核办代为登记" in answer.text
    assert [(unit, by) for unit, _, by, _ in year.facts().declared] == [("u-1", "审计局")]


def test_countersignatures_are_owed_like_everything_else(year: Year) -> None:
    detail = asking(year.office).get(at(year, "completeness") + "?by=owed&only=body:audit").text
    assert detail.count(f'href="{at(year, "countersigning")}"') >= 2


def test_a_body_that_does_not_agree_is_heard_by_the_leading_one(year: Year) -> None:
    audit = year.join("audit-clerk", "assessor", assessor="audit")
    countersign(audit, year.assessment, ("given", "audit"), Word(agreed=False, note="示例单位1偏高"), 99)
    law = asking(year.join("law", "assessor", assessor="law")).get(at(year, "inbox")).text
    assert "审计局不同意您填报的数据：示例单位1偏高" in law


def test_the_office_reminds_a_body_once_a_day(year: Year) -> None:
    ask = asking(year.office)
    for _ in range(2):
        assert ask.post(at(year, "remind"), {"body": "audit", "message": "请于周五前报齐"}).status_code == 302
    assert Reminder.objects.get().owed == 5
    assert "最近提醒" in ask.get(at(year, "completeness")).text
    assert ask.post(at(year, "remind"), {"body": "law"}).status_code == 422
    assert (
        asking(year.join("law", "assessor", assessor="law")).post(at(year, "remind"), {"body": "audit"}).status_code
        == 403
    )


@pytest.mark.parametrize("place", ["completeness", "declarations", "countersigning"])
def test_a_page_asks_the_database_as_often_for_forty_units_as_for_three(
    databases: Ask, tmp_path: Path, place: str
) -> None:
    counts = []
    for number in (3, 40):
        with databases("sqlite"):
            units = [{"id": f"u-{one}", "name": f"示例单位{one}", "group": "all"} for one in range(1, number + 1)]
            year = begun(tmp_path, small_facts(units=units, values=[]), Options())
            ask = asking(year.office)
            ask.get(at(year, place))
            with CaptureQueriesContext(connection) as asked:
                assert ask.get(at(year, place)).status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 26


def test_reminders_and_countersignatures_wait_in_the_inbox(year: Year) -> None:
    asking(year.office).post(at(year, "remind"), {"body": "audit", "message": "请于周五前报齐"})
    inbox = asking(year.join("audit-clerk", "assessor", assessor="audit")).get(at(year, "inbox")).text
    assert "请于周五前报齐" in inbox
    assert "司法局已填报，待会签" in inbox
