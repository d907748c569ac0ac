"""What holds for every population: order decides nothing, ranks count the better ones, seats bound the awards."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kaoping.core.population import Quota, Ranking, RedBlack, ResultRules, Standing, VetoEffect, decide
from kaoping.core.population.quotas import Ties
from kaoping.core.population.standing import Status
from kaoping.core.population.tests.examples import FIFTH, advanced, veto
from kaoping.core.population.tests.test_grades import GOOD, POOR, SELECTED

MANUAL = (Path(__file__).parents[5] / "docs/reference/results.md").read_text("utf-8")
SCORES = st.integers(75, 82).map(Fraction)
VETOES = st.sampled_from([(), (), (veto(),), (veto(VetoEffect(rank_last=True)),), (veto(VetoEffect(grade="worst")),)])
STATUSES: st.SearchStrategy[Status] = st.sampled_from(["counted", "counted", "counted", "trial"])


@st.composite
def populations(draw: st.DrawFn, complete: bool = False) -> list[Standing]:
    scores = draw(st.lists(SCORES if complete else st.one_of(st.none(), SCORES, SCORES, SCORES), max_size=12))
    return [
        Standing(
            unit=f"u{number:02}",
            group=draw(st.sampled_from(["streets", "departments"])),
            score=score,
            items={"9": draw(SCORES)},
            vetoes=draw(VETOES),
            status=draw(STATUSES),
        )
        for number, score in enumerate(scores)
    ]


def rules(ties: Ties = "tie-break") -> ResultRules:
    quota = Quota(share=FIFTH, ties=ties, tie_breaks=("9",))
    return ResultRules(
        ranking=Ranking(),
        grades=(SELECTED, GOOD, POOR),
        awards=(advanced(quota), replace(advanced(quota), id="second", excludes=("advanced",))),
        red_black=RedBlack(Quota(count=2), Quota(count=2)),
    )


@given(populations().flatmap(lambda units: st.tuples(st.just(units), st.permutations(units))))
def test_the_order_of_the_input_decides_nothing(both: tuple[list[Standing], list[Standing]]) -> None:
    one, other = (decide(rules(), units) for units in both)
    assert one == other


@given(populations())
def test_a_competition_rank_counts_the_units_with_a_higher_score(units: list[Standing]) -> None:
    outcomes = decide(rules(), units).outcomes
    for unit in units:
        peers = [other for other in units if other.group == unit.group and other.counted and not other.ranked_last]
        higher = sum(other.score is not None and unit.score is not None and other.score > unit.score for other in peers)
        if unit.counted and unit.complete and not unit.ranked_last:
            assert outcomes[unit.unit].rank == 1 + higher


@given(populations(complete=True), st.sampled_from(["all-in", "none-in", "tie-break"]))
def test_the_seats_bound_the_number_of_awards_as_the_ties_say(units: list[Standing], ties: Ties) -> None:
    for decision in decide(replace(rules(ties), awards=rules(ties).awards[:1]), units).decisions:
        candidates = [unit for unit in units if unit.group == decision.pool and unit.counted and not unit.barred]
        chosen, seats = len(decision.chosen), min(decision.arithmetic.seats, len(candidates))
        assert chosen >= seats if ties == "all-in" else chosen <= seats
        if ties == "tie-break":
            assert chosen == seats or chosen + len(decision.undecided) > seats


@given(populations(complete=True), st.sampled_from(["all-in", "none-in", "tie-break"]))
def test_nobody_is_chosen_before_a_better_candidate(units: list[Standing], ties: Ties) -> None:
    by_id = {unit.unit: unit for unit in units}
    for decision in decide(rules(ties), units).decisions:
        if decision.award == "advanced":
            candidates = [unit for unit in decision.holders if not by_id[unit].barred]
            out = [by_id[unit].score or 0 for unit in candidates if decision.holders[unit] is False]
            assert all((by_id[unit].score or 0) >= max(out, default=0) for unit in decision.chosen)


@given(populations())
def test_one_incomplete_unit_leaves_every_award_of_its_group_open(units: list[Standing]) -> None:
    outcomes = decide(rules(), units).outcomes
    waiting = {unit.group for unit in units if unit.counted and not unit.complete}
    for unit in units:
        if unit.counted and unit.group in waiting:
            assert set(outcomes[unit.unit].awards.values()) == {None}


@given(populations())
def test_every_unit_has_a_sentence_for_every_award_in_both_languages(units: list[Standing]) -> None:
    for outcome in decide(rules(), units).outcomes.values():
        told = [reason for reason in outcome.reasons if reason.code.startswith(("award-", "not-counted"))]
        assert len(told) == (1 if outcome.reasons[0].code.startswith("not-counted") else 2)
        for reason in outcome.reasons:
            assert f"`{reason.code}`" in MANUAL
            assert "{" not in reason.text.in_language("zh") + reason.text.in_language("en")
