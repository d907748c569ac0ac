"""The settings: what is kept, when it can no longer be changed, the calendar, the stage."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kaoping.actions.compute_run import compute_run
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import UNDECLARED, Year, confirm_all, on
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records.models import CalendarDay, JournalEntry
from kaoping.records.options import Options, options_of
from kaoping.records.statutory_days import KNOWN_YEARS
from kaoping.records.working_days import calendar_of

GIVEN = {"objection_days": 15, "decision_days": 10, "approval_days": 5, "require_declared": "on"}


def at(year: Year, place: str = "settings") -> str:
    return reverse(place, args=[year.assessment.pk])


def test_times_and_conditions_are_kept_and_said_to_be(year: Year, ask: Client) -> None:
    assert "下发核对后，几个工作日内可以申请复核" in ask.get(at(year)).text
    assert "设置已保存。" in ask.post(at(year), GIVEN, follow=True).text
    year.assessment.refresh_from_db()
    assert options_of(year.assessment.options) == Options(15, 10, 5, require_declared=True)


@pytest.mark.parametrize(("wrong", "says"), [({"decision_days": ""}, "请填写。"), ({"approval_days": 251}, "不能大于")])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    year: Year, ask: Client, wrong: dict[str, object], says: str
) -> None:
    answer = ask.post(at(year), {**GIVEN, **wrong})
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="15"' in answer.text
    year.assessment.refresh_from_db()
    assert options_of(year.assessment.options) == UNDECLARED


def test_after_the_release_times_are_shown_and_not_changed(year: Year, ask: Client) -> None:
    confirm_all(year.office, year.version)
    release_run(year.office, compute_run(year.office, year.assessment))
    assert "已经下发核对，期限不能再改。" in ask.get(at(year)).text
    assert ask.post(at(year), GIVEN).status_code == 403


def test_holidays_of_several_days_are_one_line_of_the_journal(year: Year, ask: Client) -> None:
    lines = JournalEntry.objects.count()
    days = {"first": "2031-10-01", "last": "2031-10-07", "kind": "off", "name": "国庆节"}
    assert "2031年10月7日" in ask.post(at(year, "calendar-days"), days, follow=True).text
    ask.post(at(year, "calendar-days"), days)
    assert JournalEntry.objects.count() == lines + 1
    ask.post(at(year, "calendar-days"), {"first": "2031-10-09", "kind": "on", "name": "调休上班"})
    known = calendar_of(year.assessment)
    assert (known[date(2031, 10, 7)], known[date(2031, 10, 9)]) == (False, True)
    ask.post(at(year, "calendar-days"), {"first": "2031-10-01", "last": "2031-10-09", "kind": "week"})
    assert not CalendarDay.objects.filter(day__year=2031).exists()


def test_the_office_fills_a_year_with_one_button_and_changes_a_day_of_it(year: Year, ask: Client) -> None:
    CalendarDay.objects.filter(day__year=2021).delete()
    page = ask.get(at(year)).text
    assert f"已收录国务院办公厅公布的{KNOWN_YEARS[0]}年至{KNOWN_YEARS[-1]}年节假日安排。" in page
    assert "2020年的法定节假日和调休上班日已列入，共 36 天。" in page
    assert "2021年的法定节假日和调休上班日还有 38 天没有列入。" in page
    assert "填入2021年法定节假日和调休上班日" in page
    assert "填入2020年" not in page
    page = ask.post(at(year, "fill-calendar"), {"year": "2021"}, follow=True).text
    assert "已填入2021年节假日和调休上班 38 天。" in page
    assert "填入2021年法定" not in page
    assert "春节调休上班" in page
    form = ask.get(at(year, "calendar-days"), {"first": "2021-10-01", "kind": "off", "name": "国庆节"}).text
    assert 'value="2021-10-01"' in form
    assert 'value="国庆节"' in form
    ask.post(at(year, "calendar-days"), {"first": "2021-10-01", "kind": "on", "name": "值班"})
    assert calendar_of(year.assessment)[date(2021, 10, 1)] is True


def test_a_year_without_announced_days_is_to_be_typed_in(
    year: Year, ask: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = KNOWN_YEARS[-1]
    asked = f"国务院办公厅关于{last + 1}年节假日的安排尚未收录，请手工录入"
    assert ask.post(at(year, "fill-calendar"), {"year": last + 1}).status_code == 422
    confirm_all(year.office, year.version)
    run = compute_run(year.office, year.assessment)
    on(monkeypatch, date(last, 12, 30))
    ask.force_login(year.office)
    release = reverse("release", args=[year.assessment.pk, run.number])
    for address in (at(year), at(year, "reviews"), release):
        assert asked in ask.get(address).text
    ask.post(at(year, "calendar-days"), {"first": f"{last + 1}-01-01", "kind": "off", "name": "元旦"})
    assert f"国务院办公厅关于{last + 1}年节假日的安排尚未收录；已手工录入 1 天。" in ask.get(at(year)).text
    for address in (at(year, "reviews"), release):
        assert "节假日的安排尚未收录" not in ask.get(address).text


def test_days_that_are_no_span_are_refused(year: Year, ask: Client) -> None:
    days = {"first": "2021-10-07", "last": "2021-10-01", "kind": "off", "name": "国庆节"}
    answer = ask.post(at(year, "calendar-days"), days)
    assert answer.status_code == 422
    assert "起止日期不对" in answer.text
    assert 'value="国庆节"' in answer.text


def test_the_entry_is_opened_and_closed(year: Year, ask: Client) -> None:
    assert "现在的阶段：填报。" in ask.post(at(year, "stage"), {"entry": "open"}, follow=True).text
    assert "现在的阶段：核对。" in ask.post(at(year, "stage"), {"entry": "close"}, follow=True).text
    assert ask.post(at(year, "stage"), {"entry": "close"}).status_code == 403


def test_the_entry_ends_only_after_a_question_where_something_is_missing(year: Year, ask: Client) -> None:
    ask.post(at(year, "stage"), {"entry": "open"})
    for unit in ("u-1", "u-2"):
        withdraw_fact(year.office, year.value(unit, "done", "actual"), "录错单位")
    question = ask.post(at(year, "stage"), {"entry": "close"})
    assert (question.status_code, "还有 2 项没有报齐" in question.text) == (200, True)
    assert at(year, "completeness") in question.text
    year.assessment.refresh_from_db()
    assert year.assessment.state == "entry"
    answer = ask.post(at(year, "stage"), {"entry": "close", "confirmed": "on"}, follow=True)
    assert "现在的阶段：核对。" in answer.text


def test_nobody_else_sets_anything(year: Year) -> None:
    for stranger in (year.head, year.leading_group):
        client = Client()
        client.force_login(stranger)
        for place in ("settings", "calendar-days", "fill-calendar", "stage"):
            assert client.post(at(year, place), GIVEN).status_code == 404
