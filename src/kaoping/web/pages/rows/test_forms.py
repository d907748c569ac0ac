"""The forms of rows: each place is one of the unit's own, each answer is checked at its field, no file is lost."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from kaoping.actions.open_entry import open_entry
from kaoping.actions.tests.year import Year, begun, small_facts
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, FactEvidence
from kaoping.web.pages.rows.tests import FINDING, PDF, SCHEME, last, new
from tests.databases import Prepared
from tests.visiting import asking, at

MORE = """  - id: penalty
    name: 扣分
    assessors: [audit]
    rule: {kind: claims, sign: deduct, clauses: [{id: penalty.a, name: 受到通报, from: 0.1, to: 1}]}
  - id: tasks
    name: 年度任务
    points: 0
    tasks: true
    each: {rules: [{id: problems, kind: checklist, each: 0, found_by: {self: 0, assessor: 0.2, inspection: 0.3}}]}
awards:"""
TYPES = "task_types:\n  work: {name: 任务, rule: {kind: pass_or_fail}}\nitems:"
WITH_TASKS = (
    SCHEME.replace("awards:", MORE).replace("items:", TYPES, 1).replace("id: small", "id: small\nsame_matter: highest")
)
TASKS = [
    ("u-1", "t1", "开展业务培训"),
    ("u-1", "t2", "推广节水器具"),
    ("u-2", "t1", "公开年度报告"),
    ("u-3", "t1", "应急演练"),
]
CLAIM = {"id": "r-2", "clause": "bonus.a", "points": "0.4", "on": "2020-05-01", "note": "市政府通报表彰"}
TASK_FINDING = {"id": "r-1", "found_by": "assessor", "on": "2020-05-01"}


@pytest.fixture
def year(prepared: Prepared, tmp_path: Path, settings: Settings) -> Year:
    """A small year in which the first task of each unit is another one."""
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return prepared(with_tasks)


def with_tasks(folder: Path) -> Year:
    tasks = [{"unit": unit, "item": item, "type": "work", "title": title} for unit, item, title in TASKS]
    year = begun(folder, small_facts(tasks=tasks), scheme=WITH_TASKS)
    open_entry(year.office, year.assessment)
    return year


def places(text: str) -> list[str]:
    """What the second list offers, without its first line."""
    return re.findall(r"<option [^>]*>([^<]*)<", text.partition('name="item"')[2].partition("</select>")[0])[1:]


def test_only_the_tasks_of_the_chosen_unit_are_offered_each_once_by_its_own_name(year: Year) -> None:
    ask = asking(year.office)
    nothing = ask.get(at(year, "new-row", "findings")).text
    assert ("请先选择单位" in nothing, places(nothing)) == (True, [])
    assert places(ask.get(new(year, "findings", "u-1", "")).text) == [
        "依法行政 · 按时公开",
        "开展业务培训",
        "推广节水器具",
    ]
    assert places(ask.get(new(year, "findings", "u-2", "")).text) == ["依法行政 · 按时公开", "公开年度报告"]


def test_a_task_that_the_unit_does_not_have_is_refused_before_anything_is_entered(year: Year) -> None:
    ask = asking(year.office)
    for answer in (
        ask.get(new(year, "findings", "u-2", "t2")),
        ask.post(new(year, "findings", "u-2", "t2"), TASK_FINDING),
    ):
        assert (answer.status_code, "该单位没有这一项" in answer.text) == (422, True)
    assert not Fact.objects.filter(table="findings").exists()


def test_another_unit_chosen_without_script_asks_for_the_item_again(year: Year) -> None:
    """The first task of one unit is no task of the other, though both have the same number."""
    answer = asking(year.office).get(new(year, "findings", "u-2", "t1") + "&listed=u-1")
    assert (answer.status_code, places(answer.text)) == (200, ["依法行政 · 按时公开", "公开年度报告"])


def test_a_list_in_which_nothing_was_chosen_says_to_choose(year: Year) -> None:
    answer = asking(year.office).get(new(year, "findings", "u-2", "") + "&listed=u-2")
    assert (answer.status_code, "请选择。" in answer.text, "请填写" in answer.text) == (422, True, False)


def test_a_unit_is_offered_additions_alone_and_cannot_claim_a_deduction(year: Year) -> None:
    unit = asking(year.head)
    assert places(unit.get(at(year, "new-row", "claims")).text) == ["加分"]
    deduction = {**CLAIM, "clause": "penalty.a"}
    for answer in (
        unit.get(new(year, "claims", "u-1", "penalty")),
        unit.post(new(year, "claims", "u-1", "penalty"), deduction),
    ):
        assert (answer.status_code, "受到通报" in answer.text) == (422, False)
    assert not Fact.objects.filter(table="claims").exists()
    assert "扣分" in places(asking(year.office).get(new(year, "claims", "u-1", "")).text)


def test_points_out_of_range_are_refused_at_their_field_in_words_of_the_office(year: Year) -> None:
    answer = asking(year.head).post(new(year, "claims", "u-1", "bonus"), {**CLAIM, "points": "1.9"})
    assert answer.status_code == 422
    assert '<a href="#id_points">申报分值</a>：须在 0.1 至 1 之间。' in answer.text
    assert "r-2：" not in answer.text
    assert "claims" not in answer.text.partition("form-errors")[2].partition("</div>")[0]


def test_points_that_only_somebody_can_decide_are_asked_for_at_their_field(year: Year) -> None:
    answer = asking(year.office).post(new(year, "findings", "u-1", "law.1"), {**FINDING, "points": "", "note": "逾期"})
    assert answer.status_code == 422
    assert '<a href="#id_points">认定分值</a>：请写明分值。须在 0.3 至 0.5 之间。' in answer.text


def test_what_the_rules_refuse_is_said_at_the_field_without_any_code(year: Year) -> None:
    answer = asking(year.head).post(new(year, "claims", "u-1", "bonus"), {**CLAIM, "points": "很多"})
    assert answer.status_code == 422
    assert '<a href="#id_points">申报分值</a>：“很多”不是可用的数。' in answer.text
    assert "u-1 bonus r-2" not in answer.text


def test_a_list_left_alone_says_to_choose_and_a_field_to_fill_in(year: Year) -> None:
    answer = asking(year.head).post(new(year, "claims", "u-1", "bonus"), {**CLAIM, "clause": "", "note": ""})
    assert '<a href="#id_clause">条款</a>：请选择。' in answer.text
    assert '<a href="#id_note">依据和说明</a>：请填写。' in answer.text


def test_a_file_survives_the_correction_of_the_form_it_came_with(year: Year) -> None:
    ask = asking(year.head)
    refused = ask.post(
        new(year, "claims", "u-1", "bonus"), {**CLAIM, "points": "1.9", "file": SimpleUploadedFile("表彰.pdf", PDF)}
    )
    assert "已收到“表彰.pdf”" in refused.text
    answer = ask.post(new(year, "claims", "u-1", "bonus"), {**CLAIM, "kept": kept(refused.text)}, follow=True)
    assert "表彰.pdf" in answer.text
    assert [one.fact for one in FactEvidence.objects.all()] == [last("claims")]


def kept(text: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', text)
    assert found
    return found[1]


def test_a_file_that_was_kept_for_somebody_else_must_be_chosen_again(year: Year) -> None:
    refused = asking(year.head).post(
        new(year, "claims", "u-1", "bonus"), {**CLAIM, "points": "1.9", "file": SimpleUploadedFile("表彰.pdf", PDF)}
    )
    answer = asking(year.office).post(new(year, "claims", "u-2", "bonus"), {**CLAIM, "kept": kept(refused.text)})
    assert (answer.status_code, "请重新选择文件。" in answer.text) == (422, True)
    assert not Fact.objects.filter(table="claims").exists()


def test_a_file_that_is_no_evidence_is_named_at_its_field(year: Year) -> None:
    form = {**CLAIM, "file": SimpleUploadedFile("a.html", b"<html>")}
    answer = asking(year.head).post(new(year, "claims", "u-1", "bonus"), form)
    assert '<a href="#id_file">佐证材料</a>：“a.html”没有附上：不能接收这种文件。' in answer.text


def test_a_day_that_is_still_to_come_is_refused_at_its_field(year: Year) -> None:
    ask = asking(year.office)
    today, tomorrow = (clock.today() + timedelta(days=days) for days in (0, 1))
    form: dict[str, Any] = {**FINDING, "note": "逾期"}
    for field, label in (("on", "发现日期"), ("mended", "整改日期")):
        answer = ask.post(new(year, "findings", "u-1", "law.1"), {**form, field: tomorrow.isoformat()})
        assert (answer.status_code, f'<a href="#id_{field}">{label}</a>：这一天还没有到' in answer.text) == (422, True)
        assert "与 2020 年度的考评有关" not in answer.text
    answer = ask.post(new(year, "findings", "u-1", "law.1"), {**form, "mended": today.isoformat()})
    assert answer.status_code == 302


def test_a_day_of_another_year_is_taken_only_where_somebody_says_that_it_is_right(year: Year) -> None:
    ask = asking(year.head)
    early = {**CLAIM, "on": "2019-12-20"}
    answer = ask.post(new(year, "claims", "u-1", "bonus"), early)
    assert (answer.status_code, "不在 2020 年度内" in answer.text, "日期确实是2019年12月20日" in answer.text) == (
        422,
        True,
        True,
    )
    assert ask.post(new(year, "claims", "u-1", "bonus"), {**early, "outside": "on"}).status_code == 302
    assert parsed(last("claims").content)["on"] == "2019-12-20"


def test_a_correction_asks_about_the_year_only_where_the_day_is_changed(year: Year) -> None:
    ask = asking(year.office)
    early = {**FINDING, "on": "2019-12-20", "note": "逾期", "outside": "on"}
    ask.post(new(year, "findings", "u-1", "law.1"), early)
    address = at(year, "correct", last("findings").pk)
    same = {**FINDING, "on": "2019-12-20", "note": "逾期", "points": "0.3", "why": "材料补齐"}
    assert ask.post(address, same).status_code == 302
    assert ask.post(at(year, "correct", last("findings").pk), {**same, "on": "2019-12-21"}).status_code == 422


def test_the_form_says_what_a_matter_is_for_where_it_decides_what_counts(year: Year) -> None:
    assert "只按最重的一条计分" in asking(year.head).get(new(year, "claims", "u-1", "bonus")).text


def test_what_was_filed_says_who_decides_it(year: Year) -> None:
    answer = asking(year.head).post(new(year, "claims", "u-1", "bonus"), CLAIM, follow=True)
    assert "已申报，待考核办审定。" in answer.text


def test_nothing_is_reported_or_mended_before_it_is_found(year: Year) -> None:
    ask, page = asking(year.office), new(year, "findings", "u-1", "law.1")
    form = {**FINDING, "on": "2020-10-10", "note": "逾期"}
    refused = ask.post(page, {**form, "reported": "2020-09-01", "mended": "2020-10-01"})
    assert refused.status_code == 422
    for field in ("reported", "mended"):
        at_field = refused.text.partition(f'id="id_{field}"')[2].partition("</p>")[0]
        assert "这一天早于发现日期，请核对。" in at_field
    assert not Fact.objects.filter(table="findings")
    ask.post(page, {**form, "reported": "2020-10-10", "mended": "2020-10-10"})
    assert Fact.objects.filter(table="findings").count() == 1
