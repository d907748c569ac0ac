"""An office's own workbook of tasks: what has no id is numbered, types are in the words of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from kaoping.actions.tests.test_task_lists import units
from kaoping.files.facts.document import Entry
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.own_tasks import completed, untyped
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Person, TaskList
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import read
from kaoping.web.pages.task_lists.tests import sent
from tests.databases import Prepared
from tests.visiting import asking

Rows = Sequence[Sequence[object]]
TYPES = "指数数值类、工程项目类、综合职能类、综合评价类"


@pytest.fixture
def office(prepared: Prepared) -> tuple[Assessment, Person]:
    """An assessment under the station scheme with two units, and its office."""
    return prepared(founded)


def founded(folder: Path) -> tuple[Assessment, Person]:
    assessment, _, person, _ = units()
    return assessment, person


def imported(office: tuple[Assessment, Person], rows: Rows) -> str:
    """What is said to a workbook with one sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for row in rows:
        sheet.append(list(row))
    assessment, person = office
    return asking(person).post(reverse("import-task-lists", args=[assessment.pk]), sent(book), follow=True).text


def drafted(code: str) -> list[tuple[str, str, str]]:
    """The id, the type and the title of every task of a unit's list."""
    rows = parsed(TaskList.objects.get(unit__code=code).rows)
    return [(row["item"], row["type"], row["title"]) for row in rows]


def test_tasks_without_ids_are_numbered_in_their_order_within_the_unit(office: tuple[Assessment, Person]) -> None:
    text = imported(
        office,
        [
            ["2020年度重点任务分解表"],
            ["序号", "承办单位", "重点任务", "任务类型"],
            [1, "示例单位1", "完成绿化", "指数数值类"],
            [2, "示例单位2", "改造用房", "工程项目类"],
            [3, "示例单位1", "制定方案", "综合职能类"],
        ],
    )
    assert "已草拟 2 份任务清单。" in text
    assert drafted("u-1") == [("t1", "shortfall", "完成绿化"), ("t2", "pass_or_fail", "制定方案")]
    assert drafted("u-2") == [("t1", "progress", "改造用房")]


def test_numbers_pass_over_the_ids_that_are_given(office: tuple[Assessment, Person]) -> None:
    rows = [
        ["示例单位1", "", "甲", "综合职能类"],
        ["示例单位1", "t1", "乙", "综合职能类"],
        ["示例单位1", "", "丙", "综合职能类"],
    ]
    imported(office, [["单位", "编号", "任务", "类型"], *rows])
    assert [(item, title) for item, _, title in drafted("u-1")] == [("t2", "甲"), ("t1", "乙"), ("t3", "丙")]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("指数数值", "shortfall"),
        ("工程项目类任务", "progress"),
        ("（三）综合职能类", "pass_or_fail"),
        ("综合评价类", "composite"),
        ("general duty", "pass_or_fail"),
        ("progress", "progress"),
    ],
)
def test_types_are_read_in_the_words_of_the_document(office: tuple[Assessment, Person], word: str, kind: str) -> None:
    completion = ("完成量按何类型计", "工程项目类") if kind == "composite" else ("备注", "")
    imported(office, [["单位", "任务", "任务类型", completion[0]], ["示例单位1", "甲", word, completion[1]]])
    assert drafted("u-1") == [("t1", kind, "甲")]


def test_a_task_without_a_type_is_refused_at_its_cell_with_the_words_to_choose_from(
    office: tuple[Assessment, Person],
) -> None:
    text = imported(office, [["单位", "任务", "任务类型"], ["示例单位1", "甲", ""], ["示例单位1", "乙", "工程项目类"]])
    assert "工作表“Sheet1”C2" in text
    assert "没有写任务类型。" in text
    assert f"请写其中一种：{TYPES}。" in text
    assert text.count("没有写任务类型。") == 1
    assert not TaskList.objects.exists()


def test_a_table_without_the_column_of_types_is_refused_once(office: tuple[Assessment, Person]) -> None:
    text = imported(office, [["单位", "任务"], ["示例单位1", "甲"], ["示例单位2", "乙"]])
    assert text.count("表头没有“任务类型”这一列。") == 1
    assert f"请加上，每项任务写明：{TYPES}。" in text
    assert not TaskList.objects.exists()


def test_an_unknown_word_is_refused(office: tuple[Assessment, Person]) -> None:
    text = imported(office, [["单位", "任务", "任务类型"], ["示例单位1", "甲", "重点类"]])
    assert "没有“重点类”这种任务类型。" in text
    assert f"请写其中一种：{TYPES}。" in text
    assert not TaskList.objects.exists()


def test_the_only_type_of_a_scheme_needs_not_to_be_written() -> None:
    whole = read("beijing-stations-2020").scheme
    scheme = replace(whole, task_types={"progress": whole.task_types["progress"]})
    place = Node(None, "任务.xlsx", 2, "Sheet1!A2", 0)
    notes = Notes(["Sheet1"])
    (task,) = completed([Entry(place, {"unit": place._replace(value="u-1")})], scheme, notes)
    untyped(place, scheme, notes)
    assert (task.at("item").value, task.at("type").value) == ("t1", "progress")
    assert not notes.defects
