"""The first slice, end to end: import, score, release, one review, freeze, publish; and a correction after it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.decide_review import Correction, decide_review
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import begun, confirm_all
from kaoping.core.defect import Refused
from kaoping.demonstration import demonstration_facts
from kaoping.records import clock
from kaoping.records.access import public_results
from kaoping.records.journal import verify_journal
from kaoping.records.queries.facts import facts_of
from kaoping.records.queries.runs import computed
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.result import result_digest


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """So many days have passed."""
    then = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: then)


def test_a_year_from_import_to_publication(database: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    year = begun(tmp_path)
    assert (
        facts_of(year.assessment, settled_now(year.assessment)).digest
        == demonstration_facts(year.version.scheme).digest
    )
    confirm_all(year)
    first = compute_run(year.office, year.assessment)
    assert first.digest == result_digest(computed(first))
    release = release_run(year.office, first)
    review = file_review(year.head, release, year.unit, "law", "自查已报")
    with pytest.raises(Refused) as refused:
        freeze(year.office, first)
    assert {defect.code for defect in refused.value.defects} == {"objections-open", "open-review"}
    finding = year.assessment.facts.filter(table="findings", unit=year.unit.code, item__startswith="law").first()
    assert finding is not None
    decide_review(year.office, review, "证据充分", [Correction(finding, None)])
    second = compute_run(year.office, year.assessment)
    assert second.digest != first.digest
    later(monkeypatch, 30)
    frozen = freeze(year.leading_group, second)
    published = publish(year.leading_group, frozen, "示例〔2021〕1号", public=True)
    assert published.version == 1
    assert public_results(second).count() == 10
    assert verify_journal() is None
