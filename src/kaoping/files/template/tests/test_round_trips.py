"""The facts workbook says exactly what was put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kaoping.core.defect import Refused
from kaoping.core.facts import Facts, Row, Task, Unit
from kaoping.files.facts import read_facts
from kaoping.files.facts.tests.examples import EFFICIENCY, STATIONS, facts, settled
from kaoping.files.template import write_template
from kaoping.files.template.tests.workbooks import column_of, opened
from kaoping.schemes.read import built_in

pytestmark = pytest.mark.slow  # a workbook is read by another process
NASTY = (
    "=1+1", "+86", "-", "@sum", "'quoted", "TRUE", "2020-08-01", "001", "1e5", "90%", "a\nb",
    "_x000D_", "_x005F_", "&<>\"",
    "#N/A", "{=A1}", "http://x", "\U00020000", "　全角　空格".strip(), "长" * 3000,
)  # fmt: skip


def again(known: Facts, folder: Path, scheme: str = STATIONS, *, sample: bool = False) -> Facts:
    """The facts after a way through a workbook."""
    path = folder / "数据.xlsx"
    write_template(settled(scheme), path, known, sample=sample)
    return read_facts(path, settled(scheme))


@pytest.mark.parametrize("scheme", built_in())
def test_an_empty_template_has_the_units_that_the_document_names_and_no_facts(scheme: str, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(settled(scheme), path)
    found = read_facts(path, settled(scheme))
    named = settled(scheme).scheme.units
    assert found == Facts(scheme, tuple(Unit(unit.id, unit.name, unit.group) for unit in named))


def test_text_comes_back_as_it_was_whatever_it_looks_like(tmp_path: Path) -> None:
    rows = tuple(
        Row("events", "zdzq", "incidents", (("note", text), ("id", str(place)))) for place, text in enumerate(NASTY)
    )
    known = replace(facts(""), rows=rows)
    assert again(known, tmp_path) == known


def test_numbers_come_back_exactly_however_many_digits_they_have(tmp_path: Path) -> None:
    texts = ("0.1", "0.300000000000001", "1234567890.12345", "0.1234567890123456789", "100000000000000000000", "-0.5")
    tasks = tuple(Task(f"a{place}", "shortfall") for place in range(len(texts)))
    values = {("zdzq", task.item, "actual"): Fraction(text) for task, text in zip(tasks, texts, strict=True)}
    known = replace(facts(""), tasks={"zdzq": tasks}, values=values)
    assert again(known, tmp_path) == known


def test_everything_that_stands_beside_a_value_comes_back(tmp_path: Path) -> None:
    known = facts(
        """values:
- {unit: zdzq, item: t1, name: done, value: false, on: 1899-12-31, evidence: 验收单, reason: 甲, kind: 乙, matter: 丙, id: 7}
- {unit: zdzq, item: t2, name: done, value: true}
- {unit: other, item: affairs.1.a, name: rate, value: 95, note: 说明}
not_applicable: [{unit: zdzq, item: t10, why: 没有, note: 已核}]
declared: [{unit: zdzq, item: law, by: 市司法局, on: 2021-01-10, evidence: 函}, {unit: other, item: law, by: 市司法局}]
items: [{item: t3, type: composite, completion: progress, points: 12.5}]
tasks:
- {unit: other, item: a1, type: shortfall, points: 30, duty: 一, title: 甲, source: 乙, goal: "1. 丙\\n2. 丁", assessor: 戊}
"""
    )
    assert len(known.remarks) == 4
    assert again(known, tmp_path) == known


def test_earlier_years_and_units_that_are_not_counted_come_back(tmp_path: Path) -> None:
    known = facts(
        "history: [{unit: dept-01, year: 2008, grade: 优秀, award: advanced}]\n"
        "status: [{unit: jd-01, status: trial, why: 新设单位, on: 2009-05-01}]",
        EFFICIENCY,
    )
    assert again(known, tmp_path, EFFICIENCY) == known


def test_units_of_one_name_keep_their_facts_apart(tmp_path: Path) -> None:
    units = (Unit("a", "同名"), Unit("b", "同名"), Unit("c d", ""))
    rows = tuple(Row("events", unit.id, "incidents", (("note", unit.id),)) for unit in units)
    known = Facts(STATIONS, units, rows=rows)
    assert again(known, tmp_path) == known


def test_a_choice_of_effect_and_ratings_of_an_award_come_back(tmp_path: Path) -> None:
    chosen = settled(EFFICIENCY, veto_effect="chosen")
    known = facts(
        "vetoes: [{unit: dept-01, veto: v1, decision: 1号, effect: grade}]\n"
        "ratings: [{unit: dept-01, item: 1, rater_group: 企业, value: 88.5, raters: 12},\n"
        " {unit: jd-01, item: 1, rater_group: 企业, value: 90, raters: 48, asked: 60}]",
        EFFICIENCY,
        veto_effect="chosen",
    )
    path = tmp_path / "数据.xlsx"
    write_template(chosen, path, known)
    assert read_facts(path, chosen) == known


def test_what_is_a_sample_stays_one(tmp_path: Path) -> None:
    assert again(replace(facts(""), sample=True), tmp_path).sample
    assert again(facts(""), tmp_path, sample=True).sample


def test_a_template_that_another_program_filled_is_read(tmp_path: Path) -> None:
    book = opened(STATIONS, tmp_path)
    tasks, grid = book["任务数据"], book["数据"]
    tasks[f"{column_of(tasks, 'done')}5"] = "是"
    grid["B8"] = "９４％"
    for column, value in enumerate(("重点站区管委会", "law.2", "一般", None, "单位自查", date(2020, 8, 1)), start=1):
        book["问题"].cell(40, column, value)
    path = tmp_path / "填好.xlsx"
    book.save(path)
    found = read_facts(path, settled(STATIONS))
    assert found.values == {("zdzq", "t1", "done"): 1, ("zdzq", "affairs.1.a", "rate"): 94}
    assert [row.values["on"] for row in found.rows] == ["2020-08-01"]


def test_a_mistake_in_a_filled_template_names_its_cell(tmp_path: Path) -> None:
    book = opened(EFFICIENCY, tmp_path)
    book["数据"]["D9"] = 1.5
    path = tmp_path / "填错.xlsx"
    book.save(path)
    with pytest.raises(Refused) as refused:
        read_facts(path, settled(EFFICIENCY))
    [defect] = refused.value.defects
    assert defect.where("zh") == f"{path}，工作表“数据”D9："
    assert "1.5，超出范围。允许范围：0 至 1。" in defect.in_language("zh")


def test_a_text_that_no_cell_can_hold_is_refused_and_not_cut(tmp_path: Path) -> None:
    rows = (Row("events", "zdzq", "incidents", (("note", "长" * 40_000),)),)
    with pytest.raises(Refused, match="more than 32767 characters"):
        again(replace(facts(""), rows=rows), tmp_path)
