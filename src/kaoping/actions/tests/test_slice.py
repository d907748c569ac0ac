"""The first slice, end to end: import, score, release, one review, freeze, publish; and a correction after it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.decide_review import decide_review
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.reopen import reopen
from kaoping.actions.tests.year import Year, confirm_all, with_demonstration
from kaoping.demonstration import demonstration_facts
from kaoping.records import clock
from kaoping.records.access import public_results, run_for
from kaoping.records.canonical import parsed
from kaoping.records.journal import verify_journal
from kaoping.records.models import Publication, ScoreRun
from kaoping.records.queries.facts import current, facts_of
from kaoping.records.queries.runs import computed
from kaoping.records.queries.schemes import in_force, settled_now
from kaoping.records.queries.what_if import Correction
from kaoping.schemes.result import result_digest


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """So many days have passed."""
    then = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: then)


def published(year: Year, run: ScoreRun, document: str, monkeypatch: pytest.MonkeyPatch, why: str = "") -> Publication:
    later(monkeypatch, 30)
    if not hasattr(run, "release"):
        release_run(year.office, run)
        later(monkeypatch, 30)
    return publish(year.leading_group, freeze(year.leading_group, run), document, public=True, why=why)


def test_a_year_from_import_to_publication(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    confirm_all(year.office, year.version)
    first = compute_run(year.office, year.assessment)
    release = release_run(year.office, first)
    assert run_for(year.head, year.assessment, 1) == first
    review = file_review(year.head, release, year.unit, "calls", "两起是同一件事")
    call = current(year.assessment).filter(table="events").last()
    assert call is not None
    decide_review(year.office, review, "同一件事只计一次", [Correction(call, None)])
    second = compute_run(year.office, year.assessment)
    assert [run.results.get(unit="u-1").score for run in (first, second)] == ["89.50", "90.50"]
    version = published(year, second, "示例〔2021〕1号", monkeypatch)
    assert version.version == 1
    assert [row.rank for row in public_results(second)] == [1, 2, 3]
    assert verify_journal() is None


def test_a_correction_after_publication_is_a_new_version_beside_the_old(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_all(year.office, year.version)
    first = compute_run(year.office, year.assessment)
    release_run(year.office, first)
    published(year, first, "示例〔2021〕1号", monkeypatch)
    reopen(year.leading_group, year.assessment, "审计发现完成数有误")
    actual = year.value("u-1", "done", "actual")
    correct_fact(year.office, actual, {**parsed(actual.content), "value": "60"}, "审计更正")
    second = compute_run(year.office, year.assessment)
    release_run(year.office, second)
    published(year, second, "示例〔2021〕2号", monkeypatch, "审计更正")
    assert [one.version for one in year.assessment.publications.order_by("version")] == [1, 2]
    assert [run.results.get(unit="u-1").score for run in (first, second)] == ["89.50", "71.50"]
    for run in (first, second):
        assert result_digest(computed(run)) == run.digest


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["beijing-stations-2020", "chaoyang-2009-efficiency", "chaoyang-2009-environment"])
def test_a_demonstration_year_is_kept_whole_and_scored_again_to_the_same_digest(
    db: None, tmp_path: Path, scheme: str
) -> None:
    assessment, office = with_demonstration(tmp_path, scheme)
    assert assessment.sample
    assert facts_of(assessment, settled_now(assessment)).digest == demonstration_facts(scheme).digest
    confirm_all(office, in_force(assessment))
    run = compute_run(office, assessment)
    assert run.state == "done"
    assert result_digest(computed(run)) == run.digest
