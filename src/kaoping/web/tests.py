"""The pages over records: who sees what, what is refused and how, what a form keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.create_person import create_person
from kaoping.actions.enter_value import enter_value
from kaoping.actions.issue_sign_in_link import issue_sign_in_link
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import SMALL, Year, begun, confirm_all, founded, person, small_facts
from kaoping.records import clock
from kaoping.records.models import ScoreRun
from kaoping.records.queries.schemes import confirmations
from kaoping.web.shared.dates import day_said
from tests.visiting import asking, at

Ask = Callable[..., Any]


def scored(year: Year, *, released: bool = False) -> ScoreRun:
    confirm_all(year.office, year.version)
    run = compute_run(year.office, year.assessment)
    if released:
        release_run(year.office, run)
    return run


def test_whoever_has_not_signed_in_is_led_to_the_sign_in_and_back(year: Year) -> None:
    answer = asking(None).get(at(year, "ranking"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in?next={at(year, 'ranking')}")


def test_the_first_page_leads_to_the_work(year: Year) -> None:
    answer = asking(year.office).get("/", follow=True)
    assert answer.redirect_chain[-1][0] == at(year, "inbox")
    assert "2020年度示例考评" in answer.text


def test_somebody_without_a_role_is_told_whom_to_ask(year: Year) -> None:
    answer = asking(create_person(person("system"), "newcomer", "新来示例")).get("/")
    assert answer.status_code == 200
    assert "请联系考核办" in answer.text


@pytest.mark.parametrize("place", ["assessment", "scheme", "ranking", "scorecards"])
def test_an_assessment_of_others_is_not_there(year: Year, place: str) -> None:
    for stranger in (person("security"), person("system"), person("audit")):
        answer = asking(stranger).get(at(year, place))
        assert answer.status_code == 404
        assert "示例考评" not in answer.text


def test_before_the_first_run_the_ranking_says_what_will_stand_there(year: Year) -> None:
    assert "还没有核算过" in asking(year.office).get(at(year, "ranking")).text


def test_the_office_sees_the_ranking_of_the_newest_run_and_what_comes_next(year: Year) -> None:
    scored(year)
    text = asking(year.office).get(at(year, "ranking")).text
    assert "第1次核算" in text
    assert "下发各单位核对" in text
    assert text.index("示例单位1") < text.index("示例单位3") < text.index("示例单位2")
    assert "34% × 3 = 1.02 → 1" in text


def test_a_unit_sees_nothing_before_the_release(year: Year) -> None:
    scored(year)
    ask = asking(year.head)
    assert "还没有下发核对" in ask.get(at(year, "ranking")).text
    assert ask.get(at(year, "scorecard", "u-1")).status_code == 404
    assert ask.get(at(year, "ranking") + "?run=1").status_code == 404


def test_after_the_release_a_unit_opens_its_own_card_and_nobody_elses(year: Year) -> None:
    scored(year, released=True)
    ask = asking(year.head)
    ranking = ask.get(at(year, "ranking")).text
    assert "（含当日）可以申请复核" in ranking
    assert "示例单位2" in ranking
    assert at(year, "scorecard", "u-1") in ranking
    assert at(year, "scorecard", "u-2") not in ranking
    assert ask.get(at(year, "scorecards"), follow=True).redirect_chain[-1][0].startswith(at(year, "scorecard", "u-1"))
    for depth in ("", "?depth=working", "?depth=trace", "?format=json"):
        assert ask.get(at(year, "scorecard", "u-2") + depth).status_code == 404


def test_a_card_says_who_entered_what_and_why(year: Year) -> None:
    scored(year)
    text = asking(year.office).get(at(year, "scorecard", "u-1")).text
    entered = f"考核办示例 {day_said(clock.today(), 'zh')}登记"
    assert f"目标值 100、实际值 90 · {entered}" in text
    assert text.count(f'<span class="note">{entered}') == 2  # the two complaints


def test_a_reason_given_with_a_value_stands_at_its_item(year: Year) -> None:
    confirm_all(year.office, year.version)
    fact = year.value("u-1", "given", "given")
    enter_value(year.office, year.assessment, ("u-1", "given", "given"), "20", expected=fact.pk, why="材料不全")
    compute_run(year.office, year.assessment)
    assert "理由：材料不全" in asking(year.office).get(at(year, "scorecard", "u-1")).text


def test_the_full_record_is_a_download(year: Year) -> None:
    scored(year)
    answer = asking(year.office).get(at(year, "scorecard", "u-1") + "?format=json")
    assert answer.json()["score"] == "89.50"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_office_finds_every_card_in_a_list_and_as_a_workbook(year: Year) -> None:
    scored(year)
    ask = asking(year.office)
    assert all(f"示例单位{number}" in ask.get(at(year, "scorecards")).text for number in (1, 2, 3))
    for place in ("scorecards", "ranking"):
        book = openpyxl.load_workbook(BytesIO(ask.get(at(year, place) + "?export=xlsx").content))
        cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
        assert 89.5 in cells, place


def test_a_clause_opens_beside_the_page_and_an_unknown_one_is_not_there(year: Year) -> None:
    assert asking(year.office).get(at(year, "clause", "0" * 12)).status_code == 404


@pytest.mark.parametrize(
    "place", ["ranking", "scorecards", "scorecard", "scheme", "awards", "publication", "leniency", "runs"]
)
def test_a_page_asks_the_database_as_often_for_forty_units_as_for_three(
    databases: Ask, tmp_path: Path, place: str
) -> None:
    counts = []
    for number in (3, 40):
        with databases("sqlite"):
            year = begun(tmp_path, with_units(number))
            scored(year)
            counts.append(questions(year, place))
    assert counts[0] == counts[1] <= 32


def with_units(count: int) -> dict[str, Any]:
    """The small year with so many units."""
    numbers = range(1, count + 1)
    units = [{"id": f"u-{number}", "name": f"示例单位{number}", "group": "all"} for number in numbers]
    given = (("done", "target", "100"), ("done", "actual", "90"), ("given", "given", "27.5"))
    values = [
        {"unit": one["id"], "item": item, "name": name, "value": value} for one in units for item, name, value in given
    ]
    return small_facts(units=units, values=values)


def questions(year: Year, place: str) -> int:
    """How often a page asks the database when the run has been looked at before."""
    ask, address = asking(year.office), at(year, place, *(("u-1",) if place == "scorecard" else ()))
    ask.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert ask.get(address).status_code == 200
    return len(asked)


def test_a_reading_is_confirmed_by_name_and_said_to_be(year: Year) -> None:
    ask = asking(year.office)
    assert "待确认" in ask.get(at(year, "scheme")).text
    answer = ask.post(at(year, "reading", "rounding"), {"alternative": "item"}, follow=True)
    assert "已确认口径：每项取整，还是总分取整？" in answer.text
    assert "考核办示例" in answer.text
    assert confirmations(year.version)["rounding"].alternative == "item"


def test_a_change_without_a_reason_is_refused_and_keeps_what_was_chosen(year: Year) -> None:
    confirm_all(year.office, year.version)
    seen = confirmations(year.version)["rounding"].pk
    answer = asking(year.office).post(at(year, "reading", "rounding"), {"alternative": "item", "expected": seen})
    assert answer.status_code == 422
    assert "没有写明理由" in answer.text
    assert re.search(r'<input[^>]*value="item"[^>]*checked', answer.text)


def test_whoever_comes_second_sees_both_and_loses_nothing(year: Year) -> None:
    ask = asking(year.office)
    confirm_reading(year.leading_group, year.version, "rounding", "total")
    answer = ask.post(at(year, "reading", "rounding"), {"alternative": "item", "why": "按原文"})
    assert answer.status_code == 409
    assert "别人刚刚确认了另一种口径：总分" in answer.text
    assert "按原文" in answer.text
    again = {"alternative": "item", "why": "按原文", "expected": confirmations(year.version)["rounding"].pk}
    assert ask.post(at(year, "reading", "rounding"), again).status_code == 302
    assert confirmations(year.version)["rounding"].alternative == "item"


def test_a_unit_reads_the_scheme_and_confirms_nothing(year: Year) -> None:
    ask = asking(year.head)
    assert at(year, "reading", "rounding") not in ask.get(at(year, "scheme")).text
    answer = ask.post(at(year, "reading", "rounding"), {"alternative": "item"})
    assert answer.status_code == 403
    assert "须由考核领导小组、考核办办理" in answer.text
    assert not confirmations(year.version)


def test_a_link_signs_in_once_and_only_by_its_button(year: Year) -> None:
    token = issue_sign_in_link(person("security"), year.head)
    address = reverse("sign-in-by-link", args=[token])
    client = Client()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert client.get(at(year, "scheme")).status_code == 200
    assert Client().post(address).status_code == 403


def test_a_wrong_password_is_refused_and_the_fifth_locks(year: Year) -> None:
    client = Client()
    answers = [client.post("/sign-in", {"username": "office", "password": "wrong"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]


def test_the_navigation_shows_what_the_role_may_use(year: Year) -> None:
    shown = asking(year.head).get(at(year, "scheme")).text
    assert at(year, "ranking") in shown
    joined = asking(year.join("assessor", "assessor", assessor="audit")).get(at(year, "scheme"))
    assert at(year, "ranking") not in joined.text


def test_whoever_does_nothing_for_half_an_hour_is_signed_out_and_whoever_works_is_not(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun_at, idle, working = timezone.now(), asking(year.office), asking(year.head)
    for minutes in (0, 20, 40, 55):
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: begun_at + timedelta(minutes=minutes))
        assert working.get(at(year, "scheme")).status_code == 200
    assert idle.get(at(year, "scheme")).status_code == 302


def test_a_page_that_changes_nothing_writes_nothing(year: Year) -> None:
    ask = asking(year.office)
    ask.get(at(year, "scheme"))
    with CaptureQueriesContext(connection) as asked:
        ask.get(at(year, "scheme"))
    assert not [one["sql"] for one in asked if not one["sql"].startswith("SELECT")]


@pytest.mark.parametrize("page", ["entry", "completeness", "entry-workbook"])
def test_a_page_that_comes_too_early_says_what_is_needed_first(page: str, db: None) -> None:
    assessment, office, _ = founded()
    client = Client()
    client.force_login(office)
    assert "还没有采用考评方案" in client.get(reverse(page, args=[assessment.pk])).text
    adopt_scheme(office, assessment, SchemeText(SMALL))
    answer = client.get(reverse(page, args=[assessment.pk]))
    assert (answer.status_code, "还没有单位" in answer.text) == (200, True)
    assert f'href="{reverse("units", args=[assessment.pk])}"' in answer.text


def test_paper_says_of_which_assessment_it_is_and_has_room_for_signatures(year: Year) -> None:
    scored(year, released=True)
    ask = asking(year.head)
    for place, signs in (("ranking", ["考核办（盖章）"]), ("scorecard", ["考核办（盖章）", "负责人（签字）"])):
        text = ask.get(at(year, place, *(["u-1"] if place == "scorecard" else []))).text
        assert '<p class="print-only paper-head">2020年度示例考评</p>' in text
        assert all(sign in text.split('<div class="print-only signatures">')[1] for sign in signs)
