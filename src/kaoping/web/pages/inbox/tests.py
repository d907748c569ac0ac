"""The inbox: in each stage of the year every role finds what waits for it, and nothing that waits for others."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.appoint import appoint
from kaoping.actions.compute_run import compute_run
from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.decide_review import decide_review
from kaoping.actions.enter_value import enter_value
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.open_entry import open_entry
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.remind import remind
from kaoping.actions.save_values import Entered
from kaoping.actions.score_oneself import score_oneself
from kaoping.actions.start_run import start_run
from kaoping.actions.tests.year import SMALL, WEDNESDAY, Year, begun, confirm_all, on, person, small_facts
from kaoping.records.models import Assessment, Person, Release
from kaoping.records.queries.what_if import Correction, facts_at
from tests.databases import Databases, Prepared
from tests.visiting import asking, at

LATER = date(2021, 3, 1)


@pytest.fixture
def year(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A year at its beginning, on a Wednesday."""
    on(monkeypatch, WEDNESDAY)
    return prepared(begun_on_wednesday)


def begun_on_wednesday(folder: Path) -> Year:
    return begun(folder)


def shown(year: Year, by: Person) -> str:
    return asking(by).get(at(year, "inbox")).text


def released(year: Year) -> Release:
    confirm_all(year.office, year.version)
    return release_run(year.office, compute_run(year.office, year.assessment))


def test_the_office_confirms_readings_computes_and_releases(year: Year) -> None:
    text = shown(year, year.office)
    assert "1 条口径待确认" in text
    assert at(year, "confirm-readings") in text
    assert "还没有核算过" in text
    confirm_all(year.office, year.version)
    start_run(year.office, year.assessment)
    text = shown(year, year.office)
    assert "第1次核算正在进行" in text
    assert "口径待确认" not in text


def test_a_run_that_is_done_can_be_released_and_one_that_is_out_of_date_computed_again(year: Year) -> None:
    confirm_all(year.office, year.version)
    compute_run(year.office, year.assessment)
    assert "第1次核算完成，可以下发核对" in shown(year, year.office)
    seen = year.value("u-1", "done", "actual")
    enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "80", expected=seen.pk, why="更正")
    assert "第1次核算以后有变动：考评数据" in shown(year, year.office)


def test_a_unit_checks_its_score_while_objections_are_open(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "现在没有等您办的事" in shown(year, year.head)
    release = released(year)
    text = shown(year, year.head)
    assert "核对本单位得分" in text
    assert "截至2021年1月18日（含当日），还剩 3 个工作日" in text
    file_review(year.head, release, year.unit, "calls", "两起是同一件事")
    assert "本单位的复核申请：投诉，待考核办答复" in shown(year, year.head)
    on(monkeypatch, LATER)
    assert "核对本单位得分" not in shown(year, year.head)


def test_whoever_decides_finds_reviews_by_the_day_they_are_due(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    file_review(year.head, released(year), year.unit, "calls", "两起是同一件事")
    text = shown(year, year.office)
    assert text.index("异议期未满") < text.index("示例单位1申请复核：投诉，待决定")
    assert "示例单位1申请复核：投诉，待决定" in shown(year, year.leading_group)
    on(monkeypatch, LATER)
    assert "已逾期" in shown(year, year.office)


def test_a_correction_waits_for_the_leading_group_where_the_rules_say_so(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    year.assessment.options = '{"approval_days": 5, "require_declared": false}'
    year.assessment.save()
    review = file_review(year.head, released(year), year.unit, "calls", "两起是同一件事")
    fact = facts_at(year.assessment, "u-1", "calls")[0]
    decide_review(year.office, review, "按一件计", [Correction(fact, None)])
    assert "示例单位1的复核更正：投诉，待批准" in shown(year, year.leading_group)
    assert "待批准" not in shown(year, year.office)


def test_bodies_that_are_asked_find_the_proposed_units(year: Year) -> None:
    released(year)
    bureau = year.join("bureau", "supervision")
    assert "1 个拟表彰单位，待提意见" in shown(year, bureau)
    asking(bureau).post(at(year, "opinions"), {"run": 1, "others": "on"})
    assert "待提意见" not in shown(year, bureau)


def test_what_can_become_final_and_be_published_is_said(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    run = released(year).run
    on(monkeypatch, LATER)
    assert "可以冻结结果" in shown(year, year.leading_group)
    freeze(year.office, run)
    assert "可以印发通报" in shown(year, year.leading_group)


def test_an_assessor_finds_what_its_body_owes_and_nothing_of_others(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_facts()
    content["values"] = [one for one in content["values"] if one["name"] != "actual"]
    year = begun(tmp_path, content)
    open_entry(year.office, year.assessment)
    audit = year.join("audit-clerk", "assessor", assessor="audit")
    law = year.join("law-clerk", "assessor", assessor="law")
    assert "完成：还有 3 项没有填报" in shown(year, audit)
    assert "完成：还有" not in shown(year, law)
    remind(year.office, year.assessment, ["audit"], "请于周五前报齐")
    assert "没有报齐。请于周五前报齐" in shown(year, audit)
    assert "请于周五前报齐" not in shown(year, law)


def test_the_number_at_the_top_counts_what_is_to_be_done(year: Year) -> None:
    ask = asking(year.office)
    assert at(year, "inbox-count") in ask.get(at(year, "scheme")).text
    assert '<b class="count">5</b>' in ask.get(at(year, "inbox-count")).text
    assert "count" not in asking(year.head).get(at(year, "inbox-count")).text
    assert 'class="inbox"' in asking(year.head).get(at(year, "scheme")).text


@pytest.mark.parametrize("role", ["office", "leading_group"])
def test_the_inbox_asks_the_database_as_often_for_many_reviews_as_for_one(
    databases: Databases, tmp_path: Path, role: str
) -> None:
    counts = []
    for many in (1, 8):
        with databases("sqlite"):
            year = begun(tmp_path, _many_units())
            release = released(year)
            for number in range(1, many + 1):
                unit = f"u-{number}"
                head = year.join(f"head-{number}", "unit_head", unit=unit)
                file_review(head, release, year.assessment.units.get(code=unit), "done", "理由")
            ask = asking(getattr(year, role))
            ask.get(at(year, "inbox"))
            with CaptureQueriesContext(connection) as asked:
                assert ask.get(at(year, "inbox")).text.count("申请复核") >= many
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 60


def _many_units() -> dict[str, Any]:
    units = [{"id": f"u-{number}", "name": f"示例单位{number}", "group": "all"} for number in range(1, 10)]
    given = (("done", "target", "100"), ("done", "actual", "90"), ("given", "given", "27.5"))
    values = [
        {"unit": one["id"], "item": item, "name": name, "value": value} for one in units for item, name, value in given
    ]
    return small_facts(units=units, values=values)


def test_a_body_that_judges_too_finds_what_it_has_to_countersign(db: None, tmp_path: Path) -> None:
    joint = SMALL.replace("points: 60, assessors: [audit]", "points: 60, assessors: [audit, law]")
    year = begun(tmp_path, scheme=joint)
    open_entry(year.office, year.assessment)
    law = year.join("law-clerk", "assessor", assessor="law")
    text = shown(year, law)
    assert "待会签" in text
    assert at(year, "countersigning") in text
    audit = year.join("audit-clerk", "assessor", assessor="audit")
    assert "待会签" not in shown(year, audit)


def test_the_inbox_leads_to_what_waits_in_other_years_and_signing_in_to_where_something_is_to_be_done(
    year: Year,
) -> None:
    released(year)
    other = create_assessment(person("system"), 2021, "示例考评")
    appoint(person("security"), year.leading_group, "leading_group", other)
    file_review(year.head, Release.objects.get(), year.unit, "calls", "两起是同一件事")
    ask = asking(year.leading_group)
    assert f'<a href="{at(year, "inbox")}">2020年度示例考评 <b class="count">2</b></a>' in ask.get(inbox_of(other)).text
    assert inbox_of(other) not in ask.get(at(year, "inbox")).text.split("<main")[1]
    assert ask.get("/").headers["Location"] == at(year, "assessment")


def test_who_sets_up_finds_what_is_missing_until_entry_opens(year: Year) -> None:
    fresh = create_assessment(person("system"), 2021, "示例考评")
    appoint(person("security"), year.office, "office", fresh)
    text = asking(year.office).get(inbox_of(fresh)).text
    assert "还没有采用考评方案" in text
    assert "还没有被考评单位" in text
    text = shown(year, year.office)
    assert "还没有任命考评主体的人员" in text
    assert "2 个单位还没有任命负责人或经办人" in text
    assert "准备好以后，开始填报" in text
    open_entry(year.office, year.assessment)
    assert "准备好以后" not in shown(year, year.office)


def test_a_unit_finds_what_it_has_not_said_about_itself(year: Year) -> None:
    open_entry(year.office, year.assessment)
    assert "本单位的自评还有 3 项没有填" in shown(year, year.head)
    score_oneself(year.head, year.assessment, [Entered(("u-1", "given", "given"), "28", "已全部完成")])
    assert "本单位的自评还有 2 项没有填" in shown(year, year.head)


def test_those_who_watch_find_how_the_year_goes(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, WEDNESDAY)
    content = small_facts()
    content["values"] = [one for one in content["values"] if one["name"] != "actual"]
    year = begun(tmp_path, content)
    leader, inspector = year.join("leader", "leader"), year.join("inspector", "inspector")
    open_entry(year.office, year.assessment)
    assert "全部单位还有 3 项没有报齐" in shown(year, leader)
    assert "检查发现的问题请登记" in shown(year, inspector)
    assert "没有报齐" not in shown(year, inspector)
    released(year)
    assert "第1次核算已下发核对" in shown(year, leader)


def test_inspectors_are_told_to_record_what_the_scheme_counts(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path)
    open_entry(year.office, year.assessment)
    text = shown(year, year.join("inspector", "inspector"))
    assert at(year, "rows", "events") in text
    assert at(year, "rows", "findings") not in text


def test_inspectors_are_told_nothing_where_the_scheme_counts_nothing_of_theirs(db: None, tmp_path: Path) -> None:
    scheme = SMALL.replace("rule: {kind: tally, rows: events, points: 1}", "rule: {kind: appraisal}")
    year = begun(tmp_path, small_facts(events=[]), scheme=scheme)
    open_entry(year.office, year.assessment)
    text = shown(year, year.join("inspector", "inspector"))
    assert "检查发现的问题请登记" not in text
    assert "现在没有等您办的事" in text


def inbox_of(assessment: Assessment) -> str:
    return reverse("inbox", args=[assessment.pk])


def test_a_viewer_is_told_what_will_be_there_and_finds_it_once_it_is(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, viewer = released(year).run, year.join("reader", "viewer")
    assert "结果还没有印发" in shown(year, viewer)
    on(monkeypatch, LATER)
    publish(year.office, freeze(year.office, run), "示例〔2021〕1号", public=False)
    assert "结果已印发，可以查阅名次和得分" in shown(year, viewer)
