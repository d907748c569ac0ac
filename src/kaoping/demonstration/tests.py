"""The demonstration year is the same everywhere, says nothing bad of a real office, and shows what there is to see."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

import pytest

from kaoping.core.defect import Refused
from kaoping.core.facts import Facts, Unit
from kaoping.core.text import Language
from kaoping.demonstration.chance import Chance
from kaoping.demonstration.year import YEARS, demonstration_facts
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.read import read

CHAOYANG = [scheme for scheme in YEARS if scheme.startswith("chaoyang")]
STATIONS = "beijing-stations-2020"
CHINESE: Language = "zh"
DIGESTS = {
    "beijing-stations-2020": "a1b056e45ba2b5a20501a9f23ec986a625c37ac37c37a902829f5645a768052e",
    "chaoyang-2009-efficiency": "5f7a682bfc96b8001b4aa4d9d73803fac069d052afe8f8c51f64727afd6b0c8b",
    "chaoyang-2009-environment": "6edfc33fc6f531a1e9d26ea499f6d5c7ddf8c1d2faa198e27b08f9f89c1130bc",
}


@cache
def year(scheme: str) -> Assessment:
    return assess(read(scheme), demonstration_facts(scheme))


@pytest.mark.parametrize("scheme", YEARS)
def test_the_facts_are_the_same_on_every_machine(scheme: str) -> None:
    assert demonstration_facts(scheme).digest == DIGESTS[scheme]


@pytest.mark.parametrize("scheme", YEARS)
def test_nothing_is_found_claimed_or_decided_about_a_printed_unit(scheme: str) -> None:
    facts = year(scheme).facts
    printed = {unit.id for unit in printed_units(facts)}
    assert printed
    assert not [row for row in facts.rows if row.unit in printed and row.table != "ratings"]


@pytest.mark.parametrize("scheme", YEARS)
def test_the_facts_are_marked_as_a_sample(scheme: str) -> None:
    assert year(scheme).facts.sample


@pytest.mark.parametrize("scheme", YEARS)
def test_every_unit_that_no_document_names_is_called_a_sample(scheme: str) -> None:
    facts = year(scheme).facts
    invented = set(facts.units) - set(printed_units(facts))
    assert all(unit.name.startswith("示例单位") for unit in invented)


@pytest.mark.parametrize("scheme", YEARS)
def test_every_unit_is_complete(scheme: str) -> None:
    assert not [(card.unit.id, card.gaps) for card in year(scheme).cards if not card.complete]


@pytest.mark.parametrize("scheme", CHAOYANG)
def test_48_departments_and_42_offices_are_assessed(scheme: str) -> None:
    groups = year(scheme).facts.groups
    assert {group: len(units) for group, units in groups.items()} == {"departments": 48, "streets": 42}


@pytest.mark.parametrize("scheme", CHAOYANG)
def test_departments_score_between_82_and_96(scheme: str) -> None:
    scores = [card.score for card in year(scheme).cards if card.unit.group == "departments"]
    assert all(score is not None and 82 <= score <= 96 for score in scores)


@pytest.mark.parametrize("scheme", CHAOYANG)
def test_the_quota_cuts_through_a_tie(scheme: str) -> None:
    outcomes = year(scheme).results.outcomes.values()
    assert "award-in-tied" in {reason.code for outcome in outcomes for reason in outcome.reasons}


def test_the_first_of_its_group_is_vetoed_and_keeps_its_rank() -> None:
    outcome = year("chaoyang-2009-efficiency").outcome("jd-20")
    assert (outcome.rank, outcome.award) == (1, False)


def test_a_source_and_a_whole_item_do_not_apply_to_some() -> None:
    facts = year("chaoyang-2009-efficiency").facts
    assert {bool(name) for _, _, name in facts.not_applicable} == {True, False}


def test_points_come_from_assessors_raters_and_other_systems() -> None:
    names = {name for _, _, name in year("chaoyang-2009-environment").facts.values}
    assert {"given", "score", "full", "rate"} <= names


def test_how_many_were_asked_is_known_of_everybody_but_passers_by() -> None:
    ratings = [dict(row.fields) for row in year("chaoyang-2009-efficiency").facts.rows if row.table == "ratings"]
    assert {row["rater_group"] for row in ratings if "asked" not in row} == {"市民"}
    known = [(Fraction(str(row["asked"])), Fraction(str(row["raters"]))) for row in ratings if "asked" in row]
    assert all(asked >= raters for asked, raters in known)
    assert any(asked > raters for asked, raters in known)


def test_every_further_unit_has_6_to_12_tasks_of_all_four_types() -> None:
    facts = year(STATIONS).facts
    assert len(facts.tasks) == len(facts.units) - 1 == 9
    for tasks in facts.tasks.values():
        assert 6 <= len(tasks) <= 12
        assert {task.type for task in tasks} == {"shortfall", "progress", "pass_or_fail", "composite"}
        assert all(task.text("title").startswith("示例任务") for task in tasks)


def test_problems_of_every_severity_are_found_by_everybody() -> None:
    found = [dict(row.fields) for row in year(STATIONS).facts.rows if row.table == "findings"]
    assert {row["severity"] for row in found} == {"minor", "serious", "grave"}
    assert {row["found_by"] for row in found} == {"self", "assessor", "inspection"}


def test_the_minimum_the_cap_and_the_limit_of_one_clause_are_seen_at_work() -> None:
    says = {
        entry.says.in_language(CHINESE)
        for card in year(STATIONS).cards
        for item in card.items
        for entry in item.entries
    }
    assert {"不足 0.2 分的，按 0.2 分计。", "最多不超过 5 分。", "同一条款合计至多 1 分。"} <= says


def test_one_matter_that_meets_two_clauses_counts_once() -> None:
    card = year(STATIONS).card("sl-06")
    assert (card.item("incidents").score, card.item("penalty").score) == (Fraction("-0.5"), Fraction(0))


@pytest.mark.parametrize("scheme", YEARS)
def test_whatever_needs_a_zero_report_has_one(scheme: str) -> None:
    found = year(scheme)
    declared = {(unit, item) for unit, item, _, _ in found.facts.declared}
    vetoes = [veto.id for veto in found.settled.scheme.vetoes]
    needed = {
        (unit.id, place)
        for unit in found.facts.units
        for place in (*(item.id for item in found.programs[unit.id].items if item.zero_report), *vetoes)
    }
    assert needed == declared


def test_a_scheme_without_a_demonstration_year_is_refused() -> None:
    with pytest.raises(Refused, match="There is no demonstration year for “x”"):
        demonstration_facts("x")


def test_a_number_depends_on_its_name_and_not_on_what_was_drawn_before() -> None:
    chance = Chance("seed")
    first = chance.whole(0, 1000, "a", "b")
    assert chance.whole(0, 1000, "c") != first
    assert chance.whole(0, 1000, "a", "b") == first
    assert all(8 <= Chance(str(seed)).near(10, 2, "x") <= 12 for seed in range(200))


def printed_units(facts: Facts) -> Iterable[Unit]:
    named = {unit.id: unit.name for unit in read(facts.scheme).scheme.units}
    return [unit for unit in facts.units if named.get(unit.id) == unit.name]
