"""Runs on the page: starting one, what stands in the way of a release, what becomes final, what can be taken away."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.enter_value import enter_value
from kaoping.actions.finish_run import finish_run
from kaoping.actions.start_run import start_run
from kaoping.actions.tests.year import Year, begun, confirm_all, small_facts
from kaoping.records import clock
from kaoping.records.models import Release, ScoreRun
from kaoping.web.shared.dates import day_said
from tests.visiting import asking, at


def test_before_the_first_run_the_page_says_what_to_do(year: Year) -> None:
    text = asking(year.office).get(at(year, "runs")).text
    assert "还没有核算过" in text
    assert "开始核算" in text


def test_a_run_is_started_and_found_again(year: Year) -> None:
    ask = asking(year.office)
    answer = ask.post(at(year, "runs"), {"after": 0}, follow=True)
    assert "第1次核算已经开始" in answer.text
    assert "第1次核算" in ask.get(at(year, "runs")).text


def test_a_page_that_waits_for_its_run_is_loaded_anew_when_it_is_done(year: Year) -> None:
    ask, polled = asking(year.office), {"HX-Request": "true"}
    start_run(year.office, year.assessment)
    assert "HX-Refresh" not in ask.get(at(year, "run", 1), headers=polled).headers
    finish_run(ScoreRun.objects.get())
    assert ask.get(at(year, "run", 1), headers=polled).headers["HX-Refresh"] == "true"


def test_a_form_sent_twice_starts_one_run(year: Year) -> None:
    ask = asking(year.office)
    ask.post(at(year, "runs"), {"after": 0})
    answer = ask.post(at(year, "runs"), {"after": 0})
    assert answer.status_code == 422
    assert "第1次核算已经开始" in answer.text
    assert ScoreRun.objects.count() == 1


def test_a_day_that_is_not_over_is_refused_and_stays_in_the_field(year: Year) -> None:
    today = clock.today().isoformat()
    answer = asking(year.office).post(at(year, "runs"), {"after": 0, "on": today})
    assert answer.status_code == 422
    assert "这一天还没有结束" in answer.text
    assert f'value="{today}"' in answer.text


def test_a_run_as_of_a_day_has_the_facts_of_that_day(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = clock.today()
    seen = year.value("u-1", "done", "actual")
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "10", expected=seen.pk, why="更正")
    ask = asking(year.office)
    ask.post(at(year, "runs"), {"after": 0})
    ask.post(at(year, "runs"), {"after": 1, "on": entered.isoformat()})
    scores = [run.results.get(unit="u-1").score for run in ScoreRun.objects.order_by("number")]
    assert scores == ["41.50", "89.50"]


def test_what_stands_in_the_way_of_a_release_is_listed_with_the_way_to_it(year: Year) -> None:
    compute_run(year.office, year.assessment)
    ask = asking(year.office)
    text = ask.get(at(year, "run", 1)).text
    assert "计分口径没有确认：" in text
    assert "“rounding”" not in text
    assert at(year, "reading", "rounding") in text
    assert at(year, "release", 1) not in text
    answer = ask.get(at(year, "release", 1))
    assert answer.status_code == 422
    assert ask.post(at(year, "release", 1)).status_code == 422
    assert not Release.objects.exists()


def test_the_release_says_what_becomes_final_and_then_releases(year: Year) -> None:
    confirm_all(year.office, year.version)
    compute_run(year.office, year.assessment)
    ask = asking(year.office)
    assert at(year, "release", 1) in ask.get(at(year, "run", 1)).text
    asked = ask.get(at(year, "release", 1)).text
    assert "异议期 3 个工作日" in asked
    answer = ask.post(at(year, "release", 1), follow=True)
    assert "已下发各单位核对" in answer.text
    until = Release.objects.get().objections_until
    assert until is not None
    assert day_said(until, "zh") in asked
    assert at(year, "release", 1) not in answer.text


def test_the_release_names_the_units_that_are_released_without_a_score(db: None, tmp_path: Path) -> None:
    content = small_facts()
    content["values"] = [one for one in content["values"] if (one["unit"], one["name"]) != ("u-3", "actual")]
    year = begun(tmp_path, content)
    confirm_all(year.office, year.version)
    compute_run(year.office, year.assessment)
    assert "1 个单位数据未齐，下发时没有总分和名次：示例单位3。" in asking(year.office).get(at(year, "release", 1)).text


def test_units_see_no_runs_and_the_leading_group_starts_none(year: Year) -> None:
    compute_run(year.office, year.assessment)
    assert asking(year.head).get(at(year, "runs")).status_code == 404
    for place in ("run", "results-workbook", "run-facts"):
        assert asking(year.head).get(at(year, place, 1)).status_code == 404
    ask = asking(year.leading_group)
    assert "开始核算" not in ask.get(at(year, "runs")).text
    assert ask.post(at(year, "runs"), {"after": 1}).status_code == 403
    assert ScoreRun.objects.count() == 1


def test_the_results_and_the_facts_can_be_taken_away(year: Year) -> None:
    compute_run(year.office, year.assessment)
    ask = asking(year.office)
    book = openpyxl.load_workbook(BytesIO(ask.get(at(year, "results-workbook", 1)).content))
    assert book.sheetnames[0] == "排名"
    facts = json.loads(ask.get(at(year, "run-facts", 1)).content)
    assert facts["format"] == "kaoping/facts/1"
    assert len(facts["values"]) == 9
