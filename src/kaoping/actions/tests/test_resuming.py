"""Resuming the entry after a release with gaps: what units have been told stays, and all of it goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.decide_review import decide_review
from kaoping.actions.enter_value import enter_value
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.release_run import release_run
from kaoping.actions.reopen import reopen
from kaoping.actions.resume_entry import resume_entry
from kaoping.actions.tests.test_procedure import codes
from kaoping.actions.tests.year import WEDNESDAY, Year, begun, confirm_all, on, small_facts
from kaoping.core.defect import Refused
from kaoping.records.models import Release
from kaoping.records.queries.going_back import gone_back
from kaoping.records.queries.obstacles import incomplete_units
from kaoping.records.refusals import NotAllowed

WHY = "审计局补报"
OVER = date(2021, 1, 19)


def released_with_a_gap(folder: Path) -> Year:
    """A year released on a Wednesday, without the work of unit 3."""
    content = small_facts()
    content["values"] = [one for one in content["values"] if (one["unit"], one["name"]) != ("u-3", "actual")]
    year = begun(folder, content)
    confirm_all(year.office, year.version)
    release_run(year.office, compute_run(year.office, year.assessment))
    return year


def test_what_was_missing_is_added_scored_and_released_again(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    year = released_with_a_gap(tmp_path)
    first = Release.objects.get()
    assert incomplete_units(first.run) == ["示例单位3"]
    with pytest.raises(NotAllowed):
        enter_value(year.office, year.assessment, ("u-3", "done", "actual"), "80", expected=None)
    resume_entry(year.office, year.assessment, WHY)
    enter_value(year.office, year.assessment, ("u-3", "done", "actual"), "80", expected=None)
    run = compute_run(year.office, year.assessment)
    with pytest.raises(Refused) as early:
        release_run(year.office, run)
    assert codes(early) == ["objections-open"]
    on(monkeypatch, OVER)
    second = release_run(year.office, run)
    year.assessment.refresh_from_db()
    assert (second.objections_until, year.assessment.state) == (date(2021, 1, 22), "review")
    assert Release.objects.first() == first
    # Unit 2 is third now and was second: its rank is a result as well.
    moved = year.join("moved", "unit_head", unit="u-2")
    assert file_review(moved, second, year.assessment.units.get(code="u-2"), "done", "名次变了").state == "filed"


def test_objections_and_reviews_go_on_while_the_entry_is_resumed(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    year = released_with_a_gap(tmp_path)
    release = Release.objects.get()
    before = file_review(year.head, release, year.unit, "calls", "重复")
    resume_entry(year.office, year.assessment, WHY)
    assert file_review(year.head, release, year.unit, "done", "漏计").state == "filed"
    assert decide_review(year.office, before, "依据充分").state == "rejected"
    on(monkeypatch, OVER)
    with pytest.raises(NotAllowed):
        file_review(year.head, release, year.unit, "given", "太晚")
    with pytest.raises(Refused) as refused:
        release_run(year.office, compute_run(year.office, year.assessment))
    assert codes(refused) == ["open-review"]


def test_only_the_office_resumes_it_with_a_reason_and_only_before_the_freeze(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    year = released_with_a_gap(tmp_path)
    with pytest.raises(NotAllowed):
        resume_entry(year.leading_group, year.assessment, WHY)
    with pytest.raises(Refused):
        resume_entry(year.office, year.assessment, " ")
    assert gone_back(year.assessment) is None
    resume_entry(year.office, year.assessment, WHY)
    with pytest.raises(NotAllowed):
        resume_entry(year.office, year.assessment, WHY)
    with pytest.raises(NotAllowed):
        freeze(year.office, Release.objects.get().run)


def test_who_went_back_when_and_why_is_known_until_the_next_release(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    year = begun(tmp_path)
    confirm_all(year.office, year.version)
    release_run(year.office, compute_run(year.office, year.assessment))
    on(monkeypatch, OVER)
    freeze(year.office, Release.objects.get().run)
    reopen(year.leading_group, year.assessment, "来信反映计数有误")
    line = gone_back(year.assessment)
    assert line is not None
    assert (line.action, line.person, line.why) == ("reopen", year.leading_group, "来信反映计数有误")
    release_run(year.office, compute_run(year.office, year.assessment))
    year.assessment.refresh_from_db()
    assert gone_back(year.assessment) is None
