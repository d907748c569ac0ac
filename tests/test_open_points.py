"""The open points of the contract, as docs/adr/0007 decides them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from kaoping.core.facts import Facts, Row, Unit, Value
from kaoping.core.missing import Gap
from kaoping.core.scorecard import Scorecard
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.read import read
from kaoping.schemes.result import printed

STATIONS, EFFICIENCY = "beijing-stations-2020", "chaoyang-2009-efficiency"
SOURCES = ("functional", "online", "monitoring", "daily", "opinion", "democratic", "leader", "mutual")
Given = Mapping[tuple[str, str], str]


def scored(
    scheme: str, values: Given, rows: tuple[Row, ...] = (), excused: Given | None = None, **readings: str
) -> Assessment:
    settled = read(scheme, {name.replace("_", "-"): choice for name, choice in readings.items()})
    unit = Unit("u", "示例单位", "streets")
    known: dict[tuple[str, str, str], Value] = {("u", *place): Fraction(value) for place, value in values.items()}
    reasons = {("u", *place): why for place, why in (excused or {}).items()}
    return assess(settled, Facts(scheme, (unit,), known, rows, not_applicable=reasons))


def card(
    scheme: str, values: Given, rows: tuple[Row, ...] = (), excused: Given | None = None, **readings: str
) -> Scorecard:
    return scored(scheme, values, rows, excused, **readings).card("u")


def row(table: str, item: str, **fields: str) -> Row:
    numbers = ("points", "value", "raters", "asked")
    return Row(
        table, "u", item, tuple((key, Fraction(text) if key in numbers else text) for key, text in fields.items())
    )


def rating(group: str, value: str, raters: str) -> Row:
    return row("ratings", "12", value=value, raters=raters, **({"rater_group": group} if group else {}))


def done(*undone: str) -> Given:
    return {(f"t{number}", "done"): "0" if f"t{number}" in undone else "1" for number in range(1, 11)}


def test_ratings_of_one_group_are_pooled_by_their_raters_before_the_groups_are_averaged() -> None:
    rows = (rating("npc", "90", "30"), rating("npc", "60", "10"), rating("cppcc", "70", "5"))
    assert card(EFFICIENCY, {}, rows).item("12").score == Fraction("2.29")  # 3 × (82.5 + 70) ÷ 2 %


def test_how_many_were_asked_changes_no_score() -> None:
    known = row("ratings", "12", rater_group="npc", value="82", raters="48", asked="60")
    cards = [card(EFFICIENCY, {}, (one, rating("cppcc", "70", "5"))) for one in (rating("npc", "82", "48"), known)]
    assert [one.item("12").score for one in cards] == [Fraction("2.28")] * 2  # 3 × (82 + 70) ÷ 2 %


def test_a_rating_without_a_group_is_a_group_of_its_own() -> None:
    rows = (rating("", "90", "30"), rating("", "60", "10"))
    assert card(EFFICIENCY, {}, rows).item("12").score == Fraction("2.25")  # 3 × 75 %


def test_an_item_that_does_not_apply_loses_at_the_rate_of_its_first_level_item() -> None:
    values = {("1", "given"): "2.4", ("2", "given"): "0.8", ("3", "given"): "0.8"}
    assert card(EFFICIENCY, values, (), {("4", ""): "why"}).item("4").score == Fraction("0.8")


def test_an_item_alone_in_its_first_level_item_loses_at_the_rate_of_all() -> None:
    points = {"1": 3, "2": 1, "3": 1, "4": 1, "5": 4, "6": 4, "7": 3, "8": 1, "10": 5}
    values = {(item, "given"): str(most / 2) for item, most in points.items()}
    values |= {("9", source): "50" for source in SOURCES}
    rows = tuple(row("ratings", item, value="50", raters="1") for item in ("12", "13", "14", "15"))
    assert card(EFFICIENCY, values, rows, {("11", ""): "why"}).item("11").score == Fraction("3.5")


def test_an_item_without_points_that_does_not_apply_has_no_lines() -> None:
    found = card(STATIONS, done(), (row("events", "incidents", note="x"),), {("incidents", ""): "why"})
    assert found.item("incidents").entries == ()


def test_the_leading_source_keeps_its_half_when_another_does_not_apply() -> None:
    values = {("9", source): "100" if source == "functional" else "0" for source in SOURCES if source != "leader"}
    found = card(EFFICIENCY, values, (), {("9", "leader"): "why"}, sources_9="functional-led")
    assert found.item("9").score == 25


def test_every_unfinished_goal_counts_the_minimum_by_itself() -> None:
    settled = {**done(), ("t3", "done.1"): "0", ("t3", "done.2"): "0", ("t3", "done.3"): "1"}
    found = card(STATIONS, settled, (), None, minimum="per-problem", part_done="by-goal", base="1")
    assert found.item("t3").score == Fraction("-0.3")  # 0.1 point, and 0.2 for each of two goals


def test_the_minimum_in_all_is_a_line_of_the_unit_and_surcharges_do_not_help() -> None:
    finding = row("findings", "t1", found_by="inspection")
    found = card(STATIONS, done("t2"), (finding,), None, minimum="total", base="1")
    assert [entry.amount for entry in found.entries] == [Fraction("-0.1")]


def test_no_minimum_applies_to_nothing() -> None:
    assert card(STATIONS, done(), (), None, minimum="total").entries == ()


def test_a_deduction_and_an_addition_for_one_matter_both_count() -> None:
    event = row("events", "incidents", matter="m", note="x")
    claim = row("claims", "bonus", clause="bonus.innovation", points="0.3", matter="m")
    found = card(STATIONS, done(), (event, claim))
    assert (found.item("incidents").score, found.item("bonus").score) == (Fraction("-0.5"), Fraction("0.3"))


def test_a_problem_weighs_in_a_contest_with_its_surcharge() -> None:
    finding = row("findings", "law.2", severity="grave", points="0.4", found_by="assessor", matter="m")
    event = row("events", "incidents", matter="m", note="x")
    found = card(STATIONS, done(), (finding, event))
    assert (found.item("law").score, found.item("incidents").score) == (Fraction("-0.6"), Fraction(0))


def test_who_owes_a_fact_is_named_as_printed() -> None:
    found = scored(STATIONS, {})
    assert found.owed_by(Gap("u", "t3", "done")) == ("市政府办公厅",)


def test_a_total_that_needs_more_decimals_than_the_scheme_prints_is_printed_exactly() -> None:
    found = card(STATIONS, done())
    assert printed(found) == "100.00"
    assert printed(replace(found, score=Fraction(1, 3))) == "1/3"


def test_a_decision_chooses_the_effect_of_a_veto_by_its_word() -> None:
    veto = row("vetoes", "v2", decision="d", effect="grade")
    grade = scored(EFFICIENCY, {}, (veto,), None, veto_effect="chosen").outcome("u").grade
    assert grade is not None
    assert grade.in_language("zh") == "较差"
