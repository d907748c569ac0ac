"""Quotas: the arithmetic of seats, the cut, and ties at the cut."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from kaoping.core.population import Award, Quota, Ranking, Standing
from kaoping.core.population.quotas import Base, SeatRounding
from kaoping.core.population.tests.examples import (
    FIFTH,
    advanced,
    codes,
    departments,
    results,
    sentence,
    units,
    veto,
)
from kaoping.core.text import Text

TEN_WITH_TIE = "95 94 93 92 91 90 89.5 89 88.5 88.5 88.5 80"


def chosen(standings: list[Standing], quota: Quota | None = None, ranking: Ranking | None = None) -> tuple[str, ...]:
    (decision,) = results(standings, advanced(quota), ranking=ranking).decisions
    return decision.chosen


@pytest.mark.parametrize(
    ("number", "rounding", "seats"),
    [
        *[(48, "half-up", 10), (48, "floor", 9), (48, "ceiling", 10)],
        *[(5, "floor", 1), (5, "ceiling", 1)],
        *[(8, "half-up", 2), (8, "floor", 1)],
        *[(1, "half-up", 0), (1, "ceiling", 1)],
        *[(12, "half-up", 2), (13, "half-up", 3)],
    ],
)
def test_a_fifth_of_the_units_is_rounded_as_the_office_says(number: int, rounding: SeatRounding, seats: int) -> None:
    assert Quota(share=FIFTH, rounding=rounding).arithmetic(number, number).seats == seats


def test_a_half_is_rounded_up() -> None:
    assert Quota(share=Fraction(1, 4)).arithmetic(10, 10).seats == 3


def test_ten_of_48_is_said_to_be_more_than_a_fifth() -> None:
    arithmetic = results(departments(48)).decisions[0].arithmetic
    assert arithmetic.note is not None
    assert arithmetic.product == Fraction("9.6")
    assert arithmetic.note.in_language("zh") == "10 个占 48 个的 20.8%，高于 20%。"
    assert arithmetic.note.in_language("en") == "10 of 48 is 20.8%, more than 20%."


def test_a_tiny_excess_does_not_print_as_the_share_itself() -> None:
    note = Quota(share=FIFTH).arithmetic(49_998, 0).note
    assert note is not None
    assert note.in_language("en") == "10000 of 49998 is 20.001%, more than 20%."


def test_nothing_is_remarked_where_rounding_stays_within_the_share() -> None:
    assert Quota(share=FIFTH).arithmetic(12, 12).note is None
    assert Quota(count=3).arithmetic(12, 12).note is None


def test_the_sentence_of_a_chosen_unit_carries_the_whole_arithmetic() -> None:
    outcomes = results(departments(48)).outcomes
    assert sentence(outcomes["u03"], "award-in") == (
        "先进单位：本组应评 48 个单位，20% 为 9.6 个，四舍五入取 10 个；第 10 名 93.50 分，本单位 97.00 分，入选。"
    )
    assert sentence(outcomes["u11"], "award-out", "en") == (
        "Advanced unit: Assessed units in the group: 48; 20% is 9.6, rounded half up to 10; "
        "place 10 has 93.50, this unit has 93.00: not chosen."
    )


def test_of_48_units_the_best_ten_are_chosen() -> None:
    assert chosen(departments(48)) == tuple(f"u{number:02}" for number in range(1, 11))


def test_five_units_have_one_seat_and_the_sentence_speaks_of_no_rounding() -> None:
    decided = results(units("80 90 70 60 50"))
    assert decided.decisions[0].chosen == ("u02",)
    assert "20% 为 1 个；第 1 名 90.00 分" in sentence(decided.outcomes["u01"], "award-out")


def test_the_only_unit_of_a_group_gets_nothing_from_a_fifth() -> None:
    decided = results(units("99"))
    assert decided.outcomes["u01"].award is False
    assert "20% 为 0.2 个，四舍五入取 0 个；没有名额" in sentence(decided.outcomes["u01"], "award-out")


def test_all_units_tied_at_the_cut_are_in() -> None:
    decided = results(units(TEN_WITH_TIE), advanced(Quota(count=9)))
    assert decided.decisions[0].chosen == tuple(f"u{number:02}" for number in range(1, 12))
    assert sentence(decided.outcomes["u10"], "award-in-tied") == (
        "先进单位：本组应评 12 个单位，名额 9 个；第 9 名 88.50 分，本单位 88.50 分并列，按“并列全部入选”入选。"
    )


def test_no_unit_tied_at_the_cut_is_in_and_the_seats_stay_empty() -> None:
    decided = results(units(TEN_WITH_TIE), advanced(Quota(count=9, ties="none-in")))
    assert decided.decisions[0].chosen == tuple(f"u{number:02}" for number in range(1, 9))
    assert codes(decided.outcomes["u10"])[-1] == "award-out-tied"
    assert codes(decided.outcomes["u12"])[-1] == "award-out"


def test_a_tie_that_ends_exactly_at_the_last_seat_is_no_tie_at_the_cut() -> None:
    assert chosen(units("95 90 90 80"), Quota(count=3, ties="none-in")) == ("u01", "u02", "u03")


def with_items(scores: str, completion: str) -> list[Standing]:
    pairs = zip(units(scores), completion.split(), strict=True)
    return [replace(unit, items={"completion": Fraction(item)}) for unit, item in pairs]


def test_a_tie_break_chooses_by_the_first_level_indicator() -> None:
    tied = with_items("95 90 90 90", "50 48 49 47")
    decided = results(tied, advanced(Quota(count=2, ties="tie-break", tie_breaks=("completion",))))
    assert decided.decisions[0].chosen == ("u01", "u03")
    assert codes(decided.outcomes["u03"])[-1] == "award-in-tie-break"
    assert codes(decided.outcomes["u02"])[-1] == "award-out-tie-break"


def test_what_is_equal_after_the_tie_break_is_left_to_the_leading_group() -> None:
    tied = with_items("95 90 90 90 90", "50 48 49 48 47")
    decided = results(tied, advanced(Quota(count=3, ties="tie-break", tie_breaks=("completion",))))
    assert [outcome.award for outcome in decided.outcomes.values()] == [True, None, True, None, False]
    assert decided.decisions[0].undecided == ("u02", "u04")
    assert sentence(decided.outcomes["u02"], "award-undecided").endswith(
        "本单位 90.00 分并列，依次比较“completion”后仍有 2 个单位相同，余下 1 个名额由领导小组决定。"
    )


def test_without_an_order_to_compare_by_every_tied_unit_is_undecided() -> None:
    decided = results(units("90 90 80"), advanced(Quota(count=1, ties="tie-break")))
    assert [outcome.award for outcome in decided.outcomes.values()] == [None, None, False]


def test_a_rank_decided_by_tie_break_is_no_tie_at_the_cut() -> None:
    tied = with_items("90 90", "47 48")
    assert chosen(tied, Quota(count=1), Ranking(tie_breaks=("completion",))) == ("u02",)


def test_seats_of_vetoed_units_pass_to_the_next_and_the_base_stays() -> None:
    first, *others = departments(48)
    decided = results([replace(first, vetoes=(veto(),)), *others])
    assert decided.decisions[0].chosen == tuple(f"u{number:02}" for number in range(2, 12))
    assert decided.outcomes["u01"].rank == 1
    assert sentence(decided.outcomes["u01"], "award-vetoed") == (
        "先进单位：本组应评 48 个单位，20% 为 9.6 个，四舍五入取 10 个；本单位因一票否决未入选，名额依次递补。"
    )
    assert "可入选单位中第 10 名 93.00 分" in sentence(decided.outcomes["u11"], "award-in")


def test_the_base_of_eligible_units_shrinks_by_vetoed_ones() -> None:
    standings = departments(13)
    vetoed = [replace(unit, vetoes=(veto(),)) for unit in standings[:1]]
    assert chosen([*vetoed, *standings[1:]], Quota(share=FIFTH)) == ("u02", "u03", "u04")
    assert chosen([*vetoed, *standings[1:]], Quota(share=FIFTH, base="eligible")) == ("u02", "u03")


@pytest.mark.parametrize("base", ["assessed", "eligible"])
def test_where_all_are_vetoed_nobody_is_chosen(base: Base) -> None:
    vetoed = [replace(unit, vetoes=(veto(),)) for unit in departments(10)]
    assert chosen(vetoed, Quota(share=FIFTH, base=base)) == ()


def test_more_seats_than_candidates_choose_all_of_them() -> None:
    decided = results(units("90 80"), advanced(Quota(count=5)))
    assert decided.decisions[0].chosen == ("u01", "u02")
    assert "可入选的只有 2 个单位" in sentence(decided.outcomes["u01"], "award-in")


def test_one_incomplete_unit_leaves_the_award_of_its_group_open_and_no_other() -> None:
    decided = results([*units("90 - 70 60 50"), *units("90 80 70 60 50", "streets", "s")])
    assert [decided.outcomes[f"u0{number}"].award for number in range(1, 6)] == [None] * 5
    assert decided.outcomes["s01"].award is True
    assert decided.decisions[0].waits_for == ("u02",)
    assert sentence(decided.outcomes["u01"], "award-waits") == "先进单位：还有 1 个单位数据不全，暂不评定。"


def test_groups_taken_together_have_one_base() -> None:
    both = [*units("90 80 70 60", "streets", "s"), *units("95 94 93 92 91 90", "departments", "d")]
    (decision,) = results(both, ranking=Ranking(within="all")).decisions
    assert (decision.pool, decision.chosen) == ("", ("d01", "d02"))
    (_, streets) = results(both).decisions
    assert (streets.pool, streets.chosen) == ("streets", ("s01",))


def test_an_award_may_be_decided_within_groups_where_ranks_are_not() -> None:
    both = [*units("90 80 70 60", "streets", "s"), *units("95 94 93 92", "departments", "d")]
    award = Award("advanced", Text("先进单位", "Advanced unit"), Quota(count=1), within="group")
    decided = results(both, award, ranking=Ranking(within="all"))
    assert [decision.chosen for decision in decided.decisions] == [("d01",), ("s01",)]


def test_a_quota_is_a_share_or_a_count_and_not_both() -> None:
    with pytest.raises(ValueError, match="share or a count"):
        Quota(share=FIFTH, count=3)
    with pytest.raises(ValueError, match="between 0 and 1"):
        Quota(share=Fraction(20))
