"""What lines of the journal say was changed: nothing dropped, everything in its column, every row with a label."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from kaoping.actions.tests.year import Year, begun
from kaoping.records.canonical import canonical
from kaoping.records.journal import change
from kaoping.web.pages.journal.changes import changes
from tests.databases import Prepared
from tests.visiting import asking

SIGNED = {"item": "given", "body": "audit", "entry": 67, "agreed": False, "signature": ""}


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year in which a body does not agree."""
    return prepared(disagreed)


def disagreed(folder: Path) -> Year:
    year = begun(folder)
    with change(year.office, "countersign", year.assessment) as opened:
        opened.tell("会签 · 评分", None, SIGNED, "数据没有核实")
    return year


def test_who_does_not_agree_is_said_first_and_with_the_reason(year: Year) -> None:
    client, address = asking(year.office), reverse("journal", args=[year.assessment.pk])
    assert "会签意见：不同意：数据没有核实" in client.get(address).text
    found = changes("null", canonical(SIGNED), "zh", action="countersign", why="数据没有核实")
    assert found[0].says == "会签意见：不同意：数据没有核实"
    (agreed,) = changes("null", canonical([{**SIGNED, "agreed": True}]), "zh", action="countersign_on_paper")
    assert agreed.became == "会签意见：同意，指标或任务：given，部门：audit，截至日志第几号：67"


def test_what_was_not_there_before_stands_under_now() -> None:
    (one,) = changes("null", '[{"unit":"u-1","agreed":true}]', "zh")
    assert (one.label, one.was, one.became) == ("新增", "", "会签意见：同意，单位：u-1")
    (gone,) = changes('[{"unit":"u-1"}]', "[]", "zh")
    assert (gone.label, gone.was, gone.became) == ("删去", "单位：u-1", "")


@pytest.mark.parametrize(
    ("action", "was", "became", "first"),
    [
        ("publish", '"frozen"', '{"document":"1号","public":false}', ("状态", "已冻结", "已印发")),
        ("approve_review", '"upheld"', '{"approval":"批"}', ("批准依据", "", "批")),
        ("close_entry", '"entry"', '"checking"', ("状态", "填报", "核对")),
        ("comment_task_list", '""', '"多了一项"', ("单位意见", "", "多了一项")),
        (
            "decide_review",
            '[[null,{"asked":"30","id":"review-1"}]]',
            "{}",
            ("新增", "", "应评人数：30，编号：review-1"),
        ),
        (
            "decide_review",
            '[[{"unit":"u","item":"i","asked":"30"},{"unit":"u","item":"i","asked":"40"}]]',
            '{"state":"upheld"}',
            ("应评人数", "30", "40"),
        ),
    ],
)
def test_every_row_has_a_label_and_its_column(action: str, was: str, became: str, first: tuple[str, str, str]) -> None:
    found = changes(was, became, "zh", action=action)
    assert (found[0].label, found[0].was, found[0].became) == first
    assert all(one.label and not one.was.startswith("；") for one in found)


def test_a_row_that_stands_for_another_is_told_by_what_differs() -> None:
    was = '[{"unit":"u","item":"a","asked":"4.9"},{"unit":"u","item":"b","asked":"1"}]'
    became = was.replace("4.9", "5.9")
    (one,) = changes(was, became, "zh")
    assert one.says == "u · a · 应评人数：4.9 → 5.9"
    doubled = [changes(f"[{one},{one.replace('1', '2')}]", "[]", "zh") for one in ('{"unit":"u","asked":"1"}',)]
    assert [len(one) for one in doubled] == [2]
