"""The approval of a correction: with its effect before it, who and when after it, and what refusing undoes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.decide_review import decide_review
from kaoping.actions.file_review import file_review
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import WEDNESDAY, Year, begun, confirm_all, on
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, JournalEntry, Release, Review, UnitResult
from kaoping.records.options import Options
from kaoping.records.queries.facts import current
from kaoping.records.queries.what_if import Addition, Correction
from tests.databases import Prepared
from tests.visiting import asking, at

APPROVING = Options(objection_days=15, decision_days=10, approval_days=5, require_declared=False)


def asked(folder: Path) -> tuple[Year, Review]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        on(monkeypatch, WEDNESDAY)
        year = begun(folder, options=APPROVING)
        confirm_all(year.office, year.version)
        release_run(year.office, compute_run(year.office, year.assessment))
        return year, file_review(year.head, Release.objects.get(), year.unit, "calls", "两起是同一件事")


def corrected(folder: Path) -> Year:
    """One complaint is withdrawn, one corrected."""
    year, review = asked(folder)
    first, second = calls(year)
    moved = {**parsed(second.content), "note": "示例更正"}
    decide_review(
        year.office, review, "按一件计", [Correction(first, None), Correction(second, moved)], late_because="示例"
    )
    return year


def added(folder: Path) -> Year:
    """A complaint is added."""
    year, review = asked(folder)
    row = {"unit": "u-1", "item": "calls", "on": "2020-05-01", "note": "补登示例"}
    decide_review(year.office, review, "补登", [Addition("events", row)], late_because="示例")
    return year


@pytest.fixture
def year(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A year in which a correction waits for the leading group."""
    on(monkeypatch, WEDNESDAY)
    return prepared(corrected)


def calls(year: Year) -> list[Fact]:
    return list(current(year.assessment).filter(table="events", unit="u-1"))


def said(year: Year) -> list[object]:
    return [parsed(one.content)["note"] for one in calls(year)]


def score(year: Year) -> str | None:
    run = compute_run(year.office, year.assessment)
    return UnitResult.objects.get(run=run, unit="u-1").score


def test_whoever_approves_sees_the_effect_and_afterwards_everybody_sees_who_and_when(year: Year) -> None:
    page = at(year, "review", Review.objects.get().pk)
    group, effect = asking(year.leading_group), "得分由 89.50 变为 90.50，名次不变（第 1）。"
    assert effect in group.get(page).text
    assert effect not in asking(year.head).get(page).text
    text = group.post(
        at(year, "approve-review", Review.objects.get().pk), {"approval": "示例纪要1号"}, follow=True
    ).text
    assert "领导小组示例，2021年1月13日" in text.split("更正已批准</h2>")[1]
    assert "不批准更正" not in text


def test_what_is_not_approved_does_not_count_and_says_who_refused_it_and_why(year: Year) -> None:
    review = Review.objects.get()
    page, refuse = at(year, "review", review.pk), at(year, "refuse-review", review.pk)
    group = asking(year.leading_group)
    before = score(year)
    assert said(year) == ["示例更正"]
    assert asking(year.office).post(refuse, {"why": "依据不足"}).status_code == 403
    assert group.post(refuse, {"why": " "}).status_code == 422
    text = group.post(refuse, {"why": "依据不足"}, follow=True).text
    assert "不批准更正，原来的数据照旧计分" in text
    assert "依据不足" in asking(year.head).get(page).text
    assert "领导小组示例，2021年1月13日" in text.split("更正未获批准</h2>")[1]
    assert said(year) == ["示例", "示例"]
    assert score(year) != before
    assert JournalEntry.objects.get(action="refuse_review").why == "依据不足"
    assert group.post(refuse, {"why": "依据不足"}).status_code == 403


def test_what_was_added_goes_again(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, WEDNESDAY)
    year = prepared(added)
    assert said(year) == ["示例", "示例", "补登示例"]
    asking(year.leading_group).post(at(year, "refuse-review", Review.objects.get().pk), {"why": "依据不足"})
    assert said(year) == ["示例", "示例"]
