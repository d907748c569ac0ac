"""After reviews: what is added by a decision, and how units are told what has become of their results."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.decide_review import decide_review
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.test_procedure import WEDNESDAY, call_of, codes, filed, on, released
from kaoping.actions.tests.year import begun, confirm_all, rated_on_wednesday, small_facts
from kaoping.core.defect import Refused
from kaoping.records.canonical import parsed
from kaoping.records.models import Release
from kaoping.records.queries.evidence import from_unit
from kaoping.records.queries.facts import current
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.what_if import Addition, Correction
from kaoping.records.refusals import Conflict, NotAllowed
from kaoping.schemes.assessment import assess


def test_what_reviews_have_changed_is_told_to_the_units_before_it_becomes_final(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(tmp_path, monkeypatch)
    decide_review(year.office, filed(year, release), "更正", [Correction(call_of(year), None)])
    run = compute_run(year.office, year.assessment)
    with pytest.raises(Refused) as refused:
        release_run(year.office, run)
    assert codes(refused) == ["objections-open"]
    on(monkeypatch, date(2021, 1, 19))
    with pytest.raises(Refused) as refused:
        freeze(year.office, run)
    assert [one.in_language("zh") for one in refused.value.defects] == [
        "第2次核算与已下发的第1次不同，1 个单位的结果有变化：示例单位1。请把这次核算再次下发核对，告知有关单位。"
    ]
    second = release_run(year.office, run)
    assert (second.run, second.objections_until) == (run, date(2021, 1, 22))
    assert parsed(year.assessment.journal.latest("sequence").after)["units"] == ["u-1"]
    other = year.join("other", "unit_head", unit="u-3")
    with pytest.raises(NotAllowed) as unchanged:
        file_review(other, second, year.assessment.units.get(code="u-3"), "calls", "理由")
    assert "没有变化" in unchanged.value.why.in_language("zh")
    assert file_review(year.head, second, year.unit, "done", "理由").state == "filed"


def test_the_same_result_computed_again_needs_no_second_release(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(tmp_path, monkeypatch)
    on(monkeypatch, date(2021, 1, 19))
    run = compute_run(year.office, year.assessment)
    assert run != release.run
    assert freeze(year.office, run).run == run


def test_a_later_release_that_changes_nobody_opens_no_time_for_objections(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, _ = released(tmp_path, monkeypatch)
    on(monkeypatch, date(2021, 1, 19))
    assert release_run(year.office, compute_run(year.office, year.assessment)).objections_until is None


def test_an_upheld_review_adds_what_was_overlooked_with_the_unit_s_evidence(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, release = released(tmp_path, monkeypatch)
    files = [("证明.pdf", b"%PDF-1.7 example")]
    review = file_review(year.head, release, year.unit, "calls", "漏计一件", files=files)
    missing = {"unit": "u-1", "item": "calls", "id": "r-1", "on": "2020-05-01", "note": "漏计"}
    for row in ({**missing, "item": "done"}, {**missing, "unit": "u-2"}):
        with pytest.raises(Refused) as refused:
            decide_review(year.office, review, "补登", [Addition("events", row)])
        assert codes(refused) == ["outside-the-item"]
    with pytest.raises(Refused):
        decide_review(year.office, review, "补登", [Addition("declared", {"unit": "u-1", "item": "calls", "by": "审"})])
    decide_review(year.office, review, "补登", [Addition("events", missing)])
    fact = current(year.assessment).get(table="events", name="r-1")
    assert (fact.reason, [one.name for one in fact.evidence.all()]) == ("补登", ["证明.pdf"])
    assert from_unit(fact.evidence.all()) == {fact.evidence.get().pk}
    assert len(year.facts().rows) == 3
    assert parsed(year.assessment.journal.latest("sequence").before)[0][1]["note"] == "漏计"


def test_a_review_adds_ratings_of_its_own_item_and_unit_alone(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    year = rated_on_wednesday(tmp_path)
    files = [("问卷.pdf", b"%PDF-1.7 example")]
    review = file_review(year.head, Release.objects.get(), year.unit, "survey", "漏计一批问卷", files=files)
    batch = {"unit": "u-1", "item": "survey", "id": "r-1", "rater_group": "商户", "value": "90", "raters": "12"}
    for row in ({**batch, "item": "experts"}, {**batch, "unit": "u-2"}):
        with pytest.raises(Refused) as refused:
            decide_review(year.office, review, "补登", [Addition("ratings", row)])
        assert codes(refused) == ["outside-the-item"]
    with pytest.raises(Refused) as refused:
        decide_review(year.office, review, "补登", [Addition("ratings", {**batch, "asked": "10"})])
    assert codes(refused) == ["fewer-asked"]
    decide_review(year.office, review, "补登", [Addition("ratings", {**batch, "asked": "15"})])
    fact = current(year.assessment).get(table="ratings", name="r-1")
    assert (fact.reason, [one.name for one in fact.evidence.all()]) == ("补登", ["问卷.pdf"])
    assert parsed(fact.content)["asked"] == "15"
    score = next(card for card in assess(settled_now(year.assessment), year.facts()).cards if card.unit.id == "u-1")
    assert score.item("survey").score == Fraction("8.5")  # 10 × (80 + 90) ÷ 2 %


def test_a_review_adds_a_missing_value_and_never_a_second_one(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    content = small_facts()
    content["values"] = [one for one in content["values"] if (one["unit"], one["name"]) != ("u-1", "given")]
    year = begun(tmp_path, content)
    confirm_all(year.office, year.version)
    release = release_run(year.office, compute_run(year.office, year.assessment))
    review = file_review(year.head, release, year.unit, "given", "漏报")
    value = Addition("values", {"unit": "u-1", "item": "given", "name": "given", "value": "28"})
    with pytest.raises(Conflict):
        decide_review(year.office, review, "补登", [value, value])
    decide_review(year.office, review, "补登", [value])
    assert parsed(year.value("u-1", "given", "given").content)["value"] == "28"
