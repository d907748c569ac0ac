"""Due process: what must be there before a release, times in working days, reviews limited to their item."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kaoping.actions.approve_review import approve_review
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.decide_review import decide_review
from kaoping.actions.enter_row import enter_row
from kaoping.actions.enter_value import enter_value
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.give_opinion import Answer, give_opinion
from kaoping.actions.release_run import release_run
from kaoping.actions.set_calendar_day import set_calendar_day
from kaoping.actions.tests.year import Year, begun, confirm_all, small_facts
from kaoping.core.defect import Refused
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, JournalEntry, Release, Review
from kaoping.records.options import Options
from kaoping.records.queries.facts import current
from kaoping.records.queries.what_if import Correction
from kaoping.records.refusals import Conflict, NotAllowed, NotYours

# A Wednesday; Thursday and Friday follow, then a weekend.
WEDNESDAY = date(2021, 1, 13)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [defect.code for defect in refused.value.defects]


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is noon of a day in Shanghai."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(clock, "now", lambda: noon)


def released(folder: Path, monkeypatch: pytest.MonkeyPatch, options: Options | None = None) -> tuple[Year, Release]:
    """A year whose first run is released on a Wednesday."""
    on(monkeypatch, WEDNESDAY)
    year = begun(folder, options=options)
    confirm_all(year.office, year.version)
    return year, release_run(year.office, compute_run(year.office, year.assessment))


def call_of(year: Year, unit: str = "u-1") -> Fact:
    return current(year.assessment).filter(table="events", unit=unit).first() or pytest.fail("no such event")


def filed(year: Year, release: Release) -> Review:
    return file_review(year.head, release, year.unit, "calls", "两起是同一件事")


def test_nothing_is_released_before_every_reading_is_confirmed(year: Year) -> None:
    run = compute_run(year.office, year.assessment)
    with pytest.raises(Refused) as refused:
        release_run(year.office, run)
    assert codes(refused) == ["unconfirmed-reading"]
    confirm_all(year.office, year.version)
    assert release_run(year.office, run) == release_run(year.office, run)


def test_a_reading_confirmed_otherwise_needs_a_new_run_and_a_reason(year: Year) -> None:
    confirm_all(year.office, year.version)
    run = compute_run(year.office, year.assessment)
    first = year.version.confirmations.get()
    with pytest.raises(Conflict):
        confirm_reading(year.office, year.version, "rounding", "item", why="会议纪要")
    with pytest.raises(Refused):
        confirm_reading(year.office, year.version, "rounding", "item", expected=first.pk)
    confirm_reading(year.office, year.version, "rounding", "item", expected=first.pk, why="会议纪要")
    with pytest.raises(Refused) as refused:
        release_run(year.office, run)
    assert codes(refused) == ["stale"]


def test_a_run_before_the_last_change_of_facts_is_not_released(year: Year) -> None:
    confirm_all(year.office, year.version)
    run = compute_run(year.office, year.assessment)
    seen = year.value("u-1", "done", "actual")
    enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "95", expected=seen.pk, why="更正")
    with pytest.raises(Refused) as refused:
        release_run(year.office, run)
    assert codes(refused) == ["stale"]


def test_where_declarations_are_asked_for_nothing_is_released_without(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path, options=Options(require_declared=True))
    confirm_all(year.office, year.version)
    with pytest.raises(Refused) as refused:
        release_run(year.office, compute_run(year.office, year.assessment))
    assert codes(refused) == ["undeclared"]
    for unit in ("u-1", "u-2", "u-3"):
        enter_row(year.office, year.assessment, "declared", {"unit": unit, "item": "calls", "by": "审计局"})
    assert release_run(year.office, compute_run(year.office, year.assessment)).run.number == 2


def test_times_are_counted_in_working_days_of_the_offices_calendar(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    year = begun(tmp_path, options=Options(objection_days=3, decision_days=10, require_declared=False))
    set_calendar_day(year.office, year.assessment, date(2021, 1, 15), working=False, name="示例假日")
    set_calendar_day(year.office, year.assessment, date(2021, 1, 16), working=True, name="调休")
    confirm_all(year.office, year.version)
    release = release_run(year.office, compute_run(year.office, year.assessment))
    assert release.objections_until == date(2021, 1, 18)
    on(monkeypatch, date(2021, 1, 18))
    assert filed(year, release).due == date(2021, 2, 1)


def test_objections_end_with_their_day_and_the_result_waits_for_it(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(tmp_path, monkeypatch)
    assert release.objections_until == date(2021, 1, 18)
    on(monkeypatch, date(2021, 1, 18))
    with pytest.raises(Refused) as refused:
        freeze(year.office, release.run)
    assert codes(refused) == ["objections-open"]
    on(monkeypatch, date(2021, 1, 19))
    with pytest.raises(NotAllowed):
        filed(year, release)
    assert freeze(year.office, release.run).run == release.run


def test_an_open_review_stays_the_result_until_it_is_decided(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(tmp_path, monkeypatch)
    review = filed(year, release)
    on(monkeypatch, date(2021, 1, 20))
    with pytest.raises(Refused) as refused:
        freeze(year.office, release.run)
    assert codes(refused) == ["open-review"]
    assert decide_review(year.office, review, "依据充分，维持原分").state == "rejected"
    with pytest.raises(NotAllowed):
        decide_review(year.office, review, "再议", [Correction(call_of(year), None)])
    assert freeze(year.office, release.run).run == release.run


def test_one_item_is_reviewed_once_and_only_for_the_own_unit(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(tmp_path, monkeypatch)
    filed(year, release)
    with pytest.raises(Refused) as refused:
        filed(year, release)
    assert codes(refused) == ["already-filed"]
    with pytest.raises(Refused) as refused:
        file_review(year.head, release, year.unit, "nothing", "理由")
    assert codes(refused) == ["unknown-item"]
    with pytest.raises(NotYours):
        file_review(year.head, release, year.assessment.units.get(code="u-2"), "calls", "理由")


def test_a_review_corrects_its_item_and_nothing_else(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = small_facts()
    facts["events"].append({"unit": "u-2", "item": "calls", "on": "2020-06-01"})
    on(monkeypatch, WEDNESDAY)
    year = begun(tmp_path, facts)
    confirm_all(year.office, year.version)
    review = filed(year, release_run(year.office, compute_run(year.office, year.assessment)))
    for fact in (year.value("u-1", "done", "actual"), call_of(year, "u-2")):
        with pytest.raises(Refused) as refused:
            decide_review(year.office, review, "更正", [Correction(fact, None)])
        assert codes(refused) == ["outside-the-item"]
    moved = {**parsed(call_of(year).content), "item": "done"}
    with pytest.raises(Refused):
        decide_review(year.office, review, "更正", [Correction(call_of(year), moved)])
    before = year.facts()
    decide_review(year.office, review, "更正", [Correction(call_of(year), None)])
    assert len(year.facts().rows) == len(before.rows) - 1
    assert year.facts().values == before.values


def test_a_late_decision_says_why_it_is_late(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    year, release = released(tmp_path, monkeypatch)
    review = filed(year, release)
    assert review.due == date(2021, 1, 27)
    on(monkeypatch, review.due + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        decide_review(year.office, review, "维持原分")
    assert codes(refused) == ["late"]
    assert decide_review(year.office, review, "维持原分", late_because="等待鉴定").late_because == "等待鉴定"


def test_where_the_rules_ask_for_it_a_correction_waits_for_approval(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(
        tmp_path, monkeypatch, Options(objection_days=15, decision_days=10, approval_days=5, require_declared=False)
    )
    review = filed(year, release)
    decide_review(year.office, review, "更正", [Correction(call_of(year), None)])
    assert review.approval_due == date(2021, 1, 20)
    run = compute_run(year.office, year.assessment)
    on(monkeypatch, date(2021, 3, 1))
    with pytest.raises(Refused) as refused:
        freeze(year.office, run)
    assert codes(refused) == ["untold", "unapproved-correction"]
    with pytest.raises(NotAllowed):
        approve_review(year.office, review, "示例纪要1号")
    with pytest.raises(Refused) as refused:
        release_run(year.office, run)
    assert codes(refused) == ["unapproved-correction"]
    approve_review(year.leading_group, review, "示例纪要1号")
    release_run(year.office, run)
    on(monkeypatch, date(2021, 4, 1))
    assert freeze(year.office, run).run == run


def test_an_incomplete_result_is_not_frozen(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, WEDNESDAY)
    content = small_facts()
    content["values"] = [one for one in content["values"] if (one["unit"], one["name"]) != ("u-3", "given")]
    year = begun(tmp_path, content)
    confirm_all(year.office, year.version)
    release = release_run(year.office, compute_run(year.office, year.assessment))
    on(monkeypatch, date(2021, 3, 1))
    with pytest.raises(Refused) as refused:
        freeze(year.office, release.run)
    assert codes(refused) == ["incomplete"]


def test_other_bodies_speak_about_proposed_awards_once(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(tmp_path, monkeypatch)
    bureau = year.join("bureau", "supervision")
    best = year.unit
    other = year.assessment.units.get(code="u-2")
    with pytest.raises(NotAllowed):
        give_opinion(year.head, release.run, [Answer(best, "advanced", agrees=True)])
    with pytest.raises(Refused) as refused:
        give_opinion(
            bureau, release.run, [Answer(best, "advanced", agrees=True), Answer(other, "advanced", agrees=True)]
        )
    assert codes(refused) == ["not-proposed"]
    assert not release.run.opinions.exists()
    objection = Answer(best, "advanced", agrees=False, says="信访问题未结")
    give_opinion(bureau, release.run, [objection])
    lines = JournalEntry.objects.count()
    give_opinion(bureau, release.run, [objection])
    assert JournalEntry.objects.count() == lines
    with pytest.raises(Refused) as refused:
        give_opinion(bureau, release.run, [Answer(best, "advanced", agrees=True)])
    assert codes(refused) == ["already-given"]
