"""The way out of a release with gaps: what the office reads before it, after it, and when the entry is resumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.test_resuming import OVER, WHY, released_with_a_gap
from kaoping.actions.tests.year import WEDNESDAY, Year, on
from kaoping.records.models import Person
from tests.databases import Prepared
from tests.visiting import asking, at


@pytest.fixture
def year(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A year released on a Wednesday, one unit incomplete."""
    on(monkeypatch, WEDNESDAY)
    return prepared(on_wednesday)


def on_wednesday(folder: Path) -> Year:
    with pytest.MonkeyPatch.context() as monkeypatch:
        on(monkeypatch, WEDNESDAY)
        return released_with_a_gap(folder)


def inbox(year: Year, by: Person) -> str:
    return asking(by).get(at(year, "inbox")).text


def test_after_a_release_with_gaps_every_page_that_asks_for_values_leads_to_a_way_of_giving_them(year: Year) -> None:
    office = asking(year.office)
    assert "已下发核对，1 个单位数据未齐，补齐以前不能冻结结果" in inbox(year, year.office)
    for place in ("inbox", "completeness", "settings"):
        assert at(year, "resume-entry") in office.get(at(year, place)).text
    assert "要补齐数据的，请在“报送进度”恢复填报" in office.get(at(year, "entry")).text
    publication = office.get(at(year, "publication")).text
    assert "请考核办恢复填报，补齐数据或注明不适用，再核算、再次下发。" in publication
    assert at(year, "completeness") in publication
    owed = at(year, "completeness") + "?by=owed"
    assert "item=done&amp;unit=u-3" not in office.get(owed).text
    assert office.post(at(year, "resume-entry"), {"reason": " "}).status_code == 422
    answer = office.post(at(year, "resume-entry"), {"reason": WHY}, follow=True)
    assert "填报已恢复" in answer.text
    assert "item=done&amp;unit=u-3" in office.get(owed).text
    assert "恢复填报，理由：审计局补报" in answer.text


def test_everybody_reads_that_the_entry_is_resumed_and_why(year: Year) -> None:
    asking(year.office).post(at(year, "resume-entry"), {"reason": WHY})
    for by in (year.office, year.leading_group, year.head):
        text = inbox(year, by)
        assert "考核办示例于2021年1月13日恢复填报，理由：审计局补报。" in text
        assert "已下发的得分、异议期和复核照常" in text
    assert "核对本单位得分，有异议的申请复核" in inbox(year, year.head)
    assert "恢复填报" not in inbox(year, year.join("viewer", "viewer"))
    assert "还有 1 项没有填报" in inbox(year, year.join("auditor", "assessor", assessor="audit"))


def test_the_release_says_that_it_closes_the_entry_and_what_of_the_missing_can_still_be_done(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking(year.office).post(at(year, "resume-entry"), {"reason": WHY})
    compute_run(year.office, year.assessment)
    on(monkeypatch, OVER)
    text = asking(year.office).get(at(year, "release", 2)).text
    assert "下发以后填报结束，数据只能因复核更正；确需再填报的，由考核办说明理由恢复填报。" in text
    assert "1 个单位数据未齐" in text
    assert "要补齐的，由考核办恢复填报，补齐后再核算、再次下发。" in text
    assert "再次下发第2次核算，告知更正结果" in text


def test_once_complete_and_released_again_nothing_of_it_is_left_in_the_inbox(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = asking(year.office)
    office.post(at(year, "resume-entry"), {"reason": WHY})
    enter_value(year.office, year.assessment, ("u-3", "done", "actual"), "80", expected=None)
    compute_run(year.office, year.assessment)
    on(monkeypatch, OVER)
    office.post(at(year, "release", 2))
    text = inbox(year, year.office)
    assert "恢复填报" not in text
    assert "数据未齐" not in text
