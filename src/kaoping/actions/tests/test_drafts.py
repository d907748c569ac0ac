"""Draft totals: after every change those of a run that was started now, whoever computed them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.drafting import refresh_drafts, refresh_outdated
from kaoping.actions.enter_row import enter_row
from kaoping.actions.enter_value import enter_value
from kaoping.actions.import_facts import import_facts
from kaoping.actions.tests.year import SMALL, Year, begun, founded, small_facts, written
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records.models import Assessment, Person
from kaoping.records.queries.drafts import draft_standings, outdated
from kaoping.records.queries.facts import facts_of

COMPARING = SMALL.replace(
    "rule: {kind: appraisal}",
    "facts: {given: {name: 评分}}, rule: {kind: formula, formula: 30 * given / group_max(given), gives: score}",
)


def test_a_total_is_that_of_a_run_after_every_change(year: Year) -> None:
    refresh_outdated()
    assert drafts(year.assessment) == in_a_run(year.office, year.assessment)
    shown = year.value("u-1", "done", "actual")
    enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "95.5", expected=shown.pk, why="更正")
    assert drafts(year.assessment) == in_a_run(year.office, year.assessment)
    event = enter_row(year.office, year.assessment, "events", {"unit": "u-3", "item": "calls", "on": "2020-05-01"})
    assert drafts(year.assessment) == in_a_run(year.office, year.assessment)
    withdraw_fact(year.office, event, "登记有误")
    withdraw_fact(year.office, year.value("u-2", "given", "given"), "登记有误")
    assert drafts(year.assessment) == in_a_run(year.office, year.assessment)
    assert not outdated(year.assessment)


def test_equal_totals_share_a_rank_and_a_missing_one_has_none(db: None, tmp_path: Path) -> None:
    facts = small_facts(events=[])
    for value in facts["values"]:
        value["value"] = {"target": "100", "actual": "80", "given": "27.5"}[value["name"]]
    year = begun(tmp_path, facts)
    refresh_outdated()
    withdraw_fact(year.office, year.value("u-2", "given", "given"), "登记有误")
    found = draft_standings(year.assessment, ("u-1", "u-2", "u-3"))
    assert {unit: (one.rank, one.missing) for unit, one in found.items()} == {
        "u-1": (1, 0),
        "u-2": (None, 1),
        "u-3": (1, 0),
    }
    assert {(one.known, one.units) for one in found.values()} == {(2, 3)}


def test_what_compares_units_waits_for_the_worker(database: object, tmp_path: Path) -> None:
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, SchemeText(COMPARING))
    import_facts(office, assessment, written(tmp_path, small_facts()))
    refresh_outdated()
    known = assessment.facts.get(table="values", unit="u-1", item="given", name="given")
    enter_value(office, assessment, ("u-1", "given", "given"), "30", expected=known.pk, why="更正")
    assert waiting(assessment) == {"u-1": True, "u-2": True, "u-3": True}
    refresh_outdated()
    assert waiting(assessment) == {"u-1": False, "u-2": False, "u-3": False}
    assert drafts(assessment) == in_a_run(office, assessment)


def test_another_reading_makes_every_total_wait(year: Year) -> None:
    refresh_outdated()
    confirm_reading(year.leading_group, year.version, "rounding", "item")
    assert outdated(year.assessment)
    assert all(waiting(year.assessment).values())
    refresh_outdated()
    assert drafts(year.assessment) == in_a_run(year.office, year.assessment)


def test_what_is_entered_while_all_is_computed_is_not_undone(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    slowly = facts_of

    def meanwhile(*asked: object) -> object:
        facts = slowly(*asked)  # type: ignore[arg-type]  # handed on as they came
        seen = year.value("u-1", "done", "actual")
        enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "70", expected=seen.pk, why="更正")
        return facts

    monkeypatch.setattr("kaoping.actions.drafting.facts_of", meanwhile)
    refresh_drafts(year.assessment)
    assert drafts(year.assessment) == in_a_run(year.office, year.assessment)


def waiting(assessment: Assessment) -> dict[str, bool]:
    """Which totals are said to be computed again."""
    return {unit: one.waiting for unit, one in draft_standings(assessment, ("u-1", "u-2", "u-3")).items()}


def drafts(assessment: Assessment) -> dict[str, Fraction | None]:
    """The totals kept."""
    return {unit: Fraction(score) if score else None for unit, score in assessment.drafts.values_list("unit", "score")}


def in_a_run(office: Person, assessment: Assessment) -> dict[str, Fraction | None]:
    """The totals of a run started now."""
    results = compute_run(office, assessment).results.all()
    return {result.unit: Fraction(result.score) if result.score else None for result in results}
