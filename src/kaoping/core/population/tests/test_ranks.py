"""Ranks: ties, tie-breaks, groups, units that are last, incomplete or not counted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from kaoping.core.population import Ranking, Standing, VetoEffect
from kaoping.core.population.standing import Status
from kaoping.core.population.tests.examples import codes, results, sentence, units, veto
from kaoping.core.text import verbatim


def ranks(standings: list[Standing], ranking: Ranking | None = None) -> list[int | None]:
    outcomes = results(standings, ranking=ranking).outcomes
    return [outcomes[unit.unit].rank for unit in standings]


def test_three_units_with_93_5_share_the_third_rank_and_the_next_is_sixth() -> None:
    assert ranks(units("95 94.2 93.5 93.5 93.5 92")) == [1, 2, 3, 3, 3, 6]


def test_dense_ranks_leave_no_rank_out() -> None:
    assert ranks(units("95 94.2 93.5 93.5 93.5 92"), Ranking(method="dense")) == [1, 2, 3, 3, 3, 4]


def test_a_shared_rank_is_marked_and_said() -> None:
    outcomes = results(units("90 88 88")).outcomes
    assert [outcome.tied for outcome in outcomes.values()] == [False, True, True]
    assert sentence(outcomes["u02"], "rank-tied") == "3 个单位中第 2 名，与另外 1 个单位并列。"


def test_units_are_ranked_within_their_group_or_all_together() -> None:
    both = [*units("90 80", "streets", "s"), *units("85 70", "departments", "d")]
    assert ranks(both) == [1, 2, 1, 2]
    assert ranks(both, Ranking(within="all")) == [1, 3, 2, 4]


def test_a_tie_is_broken_by_the_items_in_their_order() -> None:
    standings = [
        Standing("a", "g", Fraction(90), {"completion": Fraction(50), "public": Fraction(15)}),
        Standing("b", "g", Fraction(90), {"completion": Fraction(50), "public": Fraction(16)}),
        Standing("c", "g", Fraction(90), {"completion": Fraction(51), "public": Fraction(10)}),
        Standing("d", "g", Fraction(90), {"completion": Fraction(50), "public": Fraction(15)}),
    ]
    ranking = Ranking(tie_breaks=("completion", "public"))
    assert ranks(standings, ranking) == [3, 2, 1, 3]
    assert "rank-tie-break" in codes(results(standings, ranking=ranking).outcomes["c"])


def test_an_item_that_one_of_the_tied_units_lacks_breaks_no_tie() -> None:
    standings = [
        Standing("a", "g", Fraction(90), {"9": Fraction(50)}),
        Standing("b", "g", Fraction(90)),
    ]
    assert ranks(standings, Ranking(tie_breaks=("9",))) == [1, 1]


def test_an_incomplete_unit_has_no_rank_and_makes_the_others_provisional() -> None:
    outcomes = results(units("90 - 80")).outcomes
    assert [outcome.rank for outcome in outcomes.values()] == [1, None, 2]
    assert codes(outcomes["u01"])[:2] == ["rank", "rank-provisional"]
    assert codes(outcomes["u02"])[0] == "rank-incomplete"


def test_a_vetoed_unit_keeps_its_rank() -> None:
    first, second = units("90 80")
    assert ranks([replace(first, vetoes=(veto(),)), second]) == [1, 2]


def test_two_units_ranked_last_by_veto_keep_their_order_among_themselves() -> None:
    last = (veto(VetoEffect(rank_last=True)),)
    a, b, c, d = units("95 97 60 97")
    vetoed = [replace(a, vetoes=last), replace(b, vetoes=last), c, replace(d, vetoes=last)]
    assert ranks(vetoed) == [4, 2, 1, 2]


@pytest.mark.parametrize("status", ["trial", "suspended", "not_qualified"])
def test_a_unit_that_is_not_counted_has_no_rank_and_shrinks_the_stated_base(status: Status) -> None:
    counted, other, third = units("90 80 70")
    outside = replace(other, status=status, status_because=verbatim("新设机构"))
    outcomes = results([counted, outside, third]).outcomes
    assert (outcomes["u02"].rank, outcomes["u02"].award) == (None, False)
    assert sentence(outcomes["u03"], "rank") == "2 个单位中第 2 名。"
    (reason,) = outcomes["u02"].reasons
    assert reason.text.in_language("zh").endswith("：新设机构。")


def test_an_incomplete_trial_unit_holds_nobody_up() -> None:
    first, second = units("90 -")
    trial = Standing(second.unit, second.group, None, status="trial")
    assert results([first, trial]).decisions[0].waits_for == ()


def test_a_unit_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        results([*units("90"), *units("80")])
