"""Red and black lists, consequences of repetition, prizes by years in a row."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from kaoping.core.population import (
    GradeBand,
    Interval,
    Outcome,
    PastResult,
    Prize,
    Quota,
    RedBlack,
    Repetition,
    ResultRules,
    Standing,
    decide,
)
from kaoping.core.population.tests.examples import advanced, codes, sentence, units, veto
from kaoping.core.text import Text, verbatim

TWO_AND_TWO = RedBlack(Quota(count=2), Quota(count=2))


def listed(standings: list[Standing], rules: RedBlack = TWO_AND_TWO) -> dict[str, Outcome]:
    return dict(decide(ResultRules(red_black=rules), standings).outcomes)


def test_the_best_are_in_the_red_list_and_the_last_in_the_black_one() -> None:
    found = listed(units("95 90 85 80 75"))
    assert [outcome.listed for outcome in found.values()] == ["red", "red", None, "black", "black"]
    assert sentence(found["u04"], "black-list-in") == (
        "黑榜：本组应评 5 个单位，名额 2 个；倒数第 2 名 80.00 分，本单位 80.00 分，列入。"
    )


def test_a_unit_within_reach_of_both_lists_is_in_neither() -> None:
    found = listed(units("95 90 85"))
    assert [outcome.listed for outcome in found.values()] == ["red", None, "black"]
    assert codes(found["u02"])[-1] == "list-both"


def test_a_vetoed_unit_is_never_in_the_red_list_and_may_be_in_the_black_one() -> None:
    standings = [
        replace(unit, vetoes=(veto(),)) if unit.unit in ("u01", "u05") else unit for unit in units("95 90 85 80 75")
    ]
    assert [outcome.listed for outcome in listed(standings).values()] == [None, "red", "red", "black", "black"]


def test_a_tie_break_of_the_black_list_takes_the_lower_item_first() -> None:
    rules = replace(TWO_AND_TWO, black=Quota(count=1, ties="tie-break", tie_breaks=("9",)))
    pairs = zip(units("95 90 85 75 75"), (1, 1, 1, 40, 30), strict=True)
    standings = [replace(unit, items={"9": Fraction(item)}) for unit, item in pairs]
    assert [outcome.listed for outcome in listed(standings, rules).values()] == ["red", "red", None, None, "black"]


def test_lists_wait_until_the_group_is_complete() -> None:
    assert [codes(outcome)[-1] for outcome in listed(units("95 - 80")).values()] == ["list-waits"] * 3


POOR_TWICE = Repetition("talk", ("较差",), 2, verbatim("一年内不得晋升职务"))
PRIZE = Prize(
    "prize",
    verbatim("奖金"),
    tuple(map(Fraction, (1, 3, 5, 7, 9))),
    Text("万元", "ten thousand yuan"),
    award="advanced",
)
RULES = ResultRules(
    grades=(GradeBand("good", verbatim("良好"), Interval(Fraction(60))), GradeBand("poor", verbatim("较差"))),
    awards=(advanced(Quota(count=1)),),
    repetitions=(POOR_TWICE,),
    prizes=(PRIZE,),
    year=2009,
)


def with_history(score: str, *history: PastResult) -> Outcome:
    (unit,) = units(score)
    (outcome,) = decide(RULES, [replace(unit, history=history)]).outcomes.values()
    return outcome


def test_the_second_bad_year_running_has_its_consequence() -> None:
    outcome = with_history("50", PastResult(2008, "较差"))
    assert outcome.consequences == ("talk",)
    assert sentence(outcome, "repetition") == "连续 2 年评为“较差”：一年内不得晋升职务。"


@pytest.mark.parametrize(
    "history", [[], [PastResult(2008, "良好"), PastResult(2007, "较差")], [PastResult(2007, "较差")]]
)
def test_bad_years_that_do_not_follow_each_other_have_no_consequence(history: list[PastResult]) -> None:
    assert with_history("50", *history).consequences == ()


def test_a_prize_grows_by_years_in_a_row_and_stays_at_its_last_amount() -> None:
    earlier = [PastResult(year, "良好", ("advanced",)) for year in range(2000, 2009)]
    assert with_history("95").prizes == {"prize": 1}
    assert with_history("95", *earlier[-2:]).prizes == {"prize": 5}
    assert with_history("95", *earlier).prizes == {"prize": 9}
    assert sentence(with_history("95", *earlier[-2:]), "prize") == "奖金：连续第 3 年，5 万元。"


def test_a_prize_may_be_for_a_grade() -> None:
    prize = replace(PRIZE, award=None, grade="良好")
    (unit,) = units("70")
    (outcome,) = decide(replace(RULES, prizes=(prize,)), [unit]).outcomes.values()
    assert outcome.prizes == {"prize": 1}
    with pytest.raises(ValueError, match="award or for a grade"):
        replace(PRIZE, grade="良好")


def test_what_depends_on_years_needs_the_assessed_year() -> None:
    with pytest.raises(ValueError, match="assessed year"):
        replace(RULES, year=None)
