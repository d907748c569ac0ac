"""Who sees what: the own unit, the own group, the own year; nothing before it is released."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.file_review import file_review
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import Year, begun, confirm_all, person, small_facts
from kaoping.records import access
from kaoping.records.models import Appointment, ScoreRun
from kaoping.records.refusals import NotYours


def computed_year(folder: Path) -> tuple[Year, ScoreRun]:
    """A year with two groups and a run that is not released."""
    content = small_facts()
    content["units"] = [*content["units"][:2], {**content["units"][2], "group": "all"}]
    year = begun(folder, content)
    confirm_all(year.office, year.version)
    return year, compute_run(year.office, year.assessment)


def test_a_unit_sees_nothing_before_the_release(db: None, tmp_path: Path) -> None:
    year, run = computed_year(tmp_path)
    assert list(access.runs_for(year.head, year.assessment)) == []
    for get in (
        lambda: access.run_for(year.head, year.assessment, run.number),
        lambda: access.results_for(year.head, run),
        lambda: access.result_for(year.head, run, "u-1"),
        lambda: access.public_results(run),
    ):
        with pytest.raises(NotYours):
            get()


def test_a_unit_sees_its_own_scorecard_and_the_ranks_of_its_group_after_the_release(db: None, tmp_path: Path) -> None:
    year, run = computed_year(tmp_path)
    release_run(year.office, run)
    assert access.result_for(year.head, run, "u-1").score == "89.50"
    assert [row.unit for row in access.results_for(year.head, run)] == ["u-1", "u-3", "u-2"]
    for code in ("u-2", "unknown"):
        with pytest.raises(NotYours):
            access.result_for(year.head, run, code)


def test_the_office_and_the_leaders_see_every_unit(db: None, tmp_path: Path) -> None:
    year, run = computed_year(tmp_path)
    leader = year.join("leader", "leader")
    for seeing in (year.office, year.leading_group, leader):
        assert access.units_for(seeing, year.assessment).count() == 3
        assert access.result_for(seeing, run, "u-2").unit == "u-2"


def test_a_leader_appointed_for_units_sees_these(db: None, tmp_path: Path) -> None:
    year, run = computed_year(tmp_path)
    leader = year.join("leader", "leader", unit="u-2")
    assert [unit.code for unit in access.units_for(leader, year.assessment)] == ["u-2"]
    assert access.result_for(leader, run, "u-2").unit == "u-2"
    with pytest.raises(NotYours):
        access.result_for(leader, run, "u-1")


@pytest.mark.parametrize("username", ["system", "security", "audit"])
def test_no_administrator_sees_a_score(db: None, tmp_path: Path, username: str) -> None:
    year, run = computed_year(tmp_path)
    release_run(year.office, run)
    administrator = person(username)
    assert not access.assessments_for(administrator).exists()
    assert not access.units_for(administrator, year.assessment).exists()
    with pytest.raises(NotYours):
        access.assessment_for(administrator, year.assessment.pk)
    with pytest.raises(NotYours):
        access.results_for(administrator, run)


def test_the_audit_administrator_reads_the_journal_without_the_amounts(db: None, tmp_path: Path) -> None:
    year, _ = computed_year(tmp_path)
    audited = access.journal_for(person("audit")).first()
    own = access.journal_for(year.office, year.assessment).first()
    assert audited is not None
    assert own is not None
    assert not audited["was"] + audited["became"]
    assert own["became"]
    appointed = access.journal_for(person("audit")).filter(action="appoint").first()
    assert appointed is not None
    assert "unit_head" in appointed["became"]
    for other in (year.head, person("system"), person("security")):
        with pytest.raises(NotYours):
            access.journal_for(other, year.assessment)


def test_another_year_is_nobodys(db: None, tmp_path: Path) -> None:
    year, _ = computed_year(tmp_path)
    other = create_assessment(person("system"), 2021, "示例考评")
    for anybody in (year.office, year.head):
        with pytest.raises(NotYours):
            access.assessment_for(anybody, other.pk)
        with pytest.raises(NotYours):
            access.unit_for(anybody, other, "u-1")


def test_a_review_is_seen_by_its_unit_and_the_office_alone(db: None, tmp_path: Path) -> None:
    year, run = computed_year(tmp_path)
    review = file_review(year.head, release_run(year.office, run), year.unit, "calls", "理由")
    sibling = year.join("sibling", "unit_head", unit="u-2")
    assert access.review_for(year.head, year.assessment, review.pk) == review
    assert access.review_for(year.office, year.assessment, review.pk) == review
    with pytest.raises(NotYours):
        access.review_for(sibling, year.assessment, review.pk)


def test_whoever_may_not_sign_in_any_more_sees_nothing(db: None, tmp_path: Path) -> None:
    year, _ = computed_year(tmp_path)
    year.office.is_active = False
    year.office.save()
    assert Appointment.objects.filter(person=year.office).exists()
    assert not access.assessments_for(year.office).exists()
    assert not access.units_for(year.office, year.assessment).exists()
