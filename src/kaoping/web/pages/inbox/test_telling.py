"""The inbox tells a unit what was decided for it, and asks in the order of the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.approve_review import approve_review
from kaoping.actions.compute_run import compute_run
from kaoping.actions.decide_claim import decide_claim
from kaoping.actions.decide_review import decide_review
from kaoping.actions.file_claim import file_claim
from kaoping.actions.file_review import file_review
from kaoping.actions.open_entry import open_entry
from kaoping.actions.release_run import release_run
from kaoping.actions.resume_entry import resume_entry
from kaoping.actions.tests.year import SMALL, WEDNESDAY, Year, begun, confirm_all, on, small_facts
from kaoping.records.models import Person, Release
from kaoping.records.queries.what_if import Correction, facts_at
from tests.databases import Prepared
from tests.visiting import asking, at

BONUS = SMALL.replace(
    "awards:",
    """  - id: bonus
    name: 加分
    assessors: [audit]
    rule: {kind: claims, clauses: [{id: bonus.a, name: 受到表彰, from: 0.1, to: 1}]}
awards:""",
)


@pytest.fixture
def year(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A year at its beginning, on a Wednesday."""
    on(monkeypatch, WEDNESDAY)
    return prepared(begun_on_wednesday)


def begun_on_wednesday(folder: Path) -> Year:
    return begun(folder)


def shown(year: Year, by: Person) -> str:
    return asking(by).get(at(year, "inbox")).text


def released(year: Year) -> Release:
    confirm_all(year.office, year.version)
    return release_run(year.office, compute_run(year.office, year.assessment))


def test_a_unit_is_told_what_was_decided_on_its_reviews(year: Year) -> None:
    year.assessment.options = '{"approval_days": 5, "require_declared": false}'
    year.assessment.save()
    release = released(year)
    upheld = file_review(year.head, release, year.unit, "calls", "两起是同一件事")
    rejected = file_review(year.head, release, year.unit, "done", "漏计")
    assert "示例单位1申请复核：投诉，待决定" in shown(year, year.office)
    assert "示例单位1申请复核：完成，待决定" in shown(year, year.office)
    decide_review(year.office, rejected, "没有漏计", [])
    decide_review(year.office, upheld, "按一件计", [Correction(facts_at(year.assessment, "u-1", "calls")[0], None)])
    text = shown(year, year.head)
    assert "完成的复核已决定：维持原分" in text
    assert "投诉的复核已决定：予以更正，待领导小组批准" in text
    approve_review(year.leading_group, upheld, "示例纪要1号")
    text = shown(year, year.head)
    assert "投诉的复核已决定：予以更正，更正已批准" in text
    assert at(year, "review", upheld.pk) in text
    assert "的复核已决定" not in shown(year, year.join("sibling", "unit_head", unit="u-2"))
    assert "的复核已决定" not in shown(year, year.office)


def test_a_unit_is_told_what_was_decided_on_its_claims_until_its_result_says_so(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path, scheme=BONUS)
    open_entry(year.office, year.assessment)
    clerk = year.join("clerk", "unit_clerk", unit="u-1")
    row = {"unit": "u-1", "item": "bonus", "clause": "bonus.a", "points": "0.5", "on": "2020-06-01", "note": "表彰"}
    first, second, third = (file_claim(clerk, year.assessment, {**row, "id": f"c-{number}"}) for number in (1, 2, 3))
    assert "的申报已审定" not in shown(year, clerk)
    decided = decide_claim(year.office, first, "0.3", "区级")
    decide_claim(year.office, second, None, "没有文件")
    decide_claim(year.office, third, "", "属实")
    text = shown(year, clerk)
    assert "加分的申报已审定：申报 0.5 分，认定 0.3 分" in text
    assert "加分的申报已审定：不予认定" in text
    assert "加分的申报已审定：全部认定" in text
    assert at(year, "fact", decided.pk) in text
    assert "的申报已审定" not in shown(year, year.join("sibling", "unit_head", unit="u-2"))
    released(year)
    assert "的申报已审定" not in shown(year, clerk)


def test_an_empty_year_is_to_be_opened_before_it_is_scored(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path, small_facts(values=[], events=[]))
    text = shown(year, year.office)
    assert "准备好以后，开始填报" in text
    assert "还没有核算过" not in text


def test_what_is_there_is_scored_after_the_entry_is_open(year: Year) -> None:
    text = shown(year, year.office)
    assert text.index("口径待确认") < text.index("准备好以后，开始填报") < text.index("还没有核算过")


def test_a_unit_that_has_its_result_is_not_asked_for_its_own_scores_again(year: Year) -> None:
    open_entry(year.office, year.assessment)
    assert "本单位的自评还有" in shown(year, year.head)
    released(year)
    resume_entry(year.office, year.assessment, "补齐")
    year.assessment.refresh_from_db()
    assert year.assessment.state == "entry"
    assert "本单位的自评还有" not in shown(year, year.head)
