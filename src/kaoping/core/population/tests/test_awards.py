"""Awards that ask for more than a place: other awards, grades, conditions, one item's score, vetoes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from kaoping.core.population import (
    Award,
    Condition,
    GradeBand,
    Interval,
    Quota,
    Ranking,
    ResultRules,
    Standing,
    Veto,
    VetoEffect,
    decide,
    decided,
)
from kaoping.core.population.tests.examples import advanced, codes, results, sentence, units, veto
from kaoping.core.text import Text, verbatim

BY_COMPLETION = Award(
    "completion", Text("任务完成先进", "Best in tasks"), Quota(count=1), by="completion", excludes=("advanced",)
)


def with_completion(scores: str, completion: str) -> list[Standing]:
    pairs = zip(units(scores), completion.split(), strict=True)
    return [replace(unit, items={"completion": Fraction(item)}) for unit, item in pairs]


def test_holders_of_the_main_award_leave_the_other_one_to_the_next() -> None:
    decided = results(with_completion("95 90 85", "50 40 45"), advanced(Quota(count=1)), BY_COMPLETION)
    assert decided.outcomes["u01"].awards == {"advanced": True, "completion": False}
    assert decided.outcomes["u03"].awards == {"advanced": False, "completion": True}
    assert "本单位已获“先进单位”，不再参评。" in sentence(decided.outcomes["u01"], "award-excluded")
    assert "按“completion”得分排序；可入选单位中第 1 名 45.00 分" in decided.outcomes["u03"].reasons[
        -1
    ].text.in_language("zh")


def test_an_award_waits_for_the_one_whose_holders_it_excludes() -> None:
    tied = with_completion("90 90 85", "50 40 45")
    decided = results(tied, advanced(Quota(count=1, ties="tie-break")), BY_COMPLETION)
    assert [outcome.awards["completion"] for outcome in decided.outcomes.values()] == [None] * 3
    assert codes(decided.outcomes["u03"])[-1] == "award-waits-for-decision"


def test_a_unit_to_which_the_compared_item_does_not_apply_cannot_be_chosen() -> None:
    first, second = with_completion("95 90", "50 40")
    decided = results([replace(first, items={}), second], replace(BY_COMPLETION, excludes=()))
    assert decided.decisions[0].chosen == ("u02",)
    assert codes(decided.outcomes["u01"])[-1] == "award-not-applicable"


def test_an_award_may_exclude_only_awards_named_before_it() -> None:
    with pytest.raises(ValueError, match="named before"):
        ResultRules(awards=(BY_COMPLETION, advanced()))


def test_a_least_score_keeps_a_seat_empty() -> None:
    award = replace(advanced(Quota(count=2)), conditions=(Condition("score", ">=", Fraction(90)),))
    decided = results(units("95 89.99 80"), award)
    assert decided.decisions[0].chosen == ("u01",)
    assert "不满足：得分 ≥ 90，未入选" in sentence(decided.outcomes["u02"], "award-condition")


def test_who_is_among_the_last_three_cannot_be_chosen() -> None:
    award = replace(advanced(Quota(count=3)), conditions=(Condition("rank_from_last", ">", Fraction(3)),))
    decided = results(units("95 90 85 80"), award)
    assert decided.decisions[0].chosen == ("u01",)
    assert codes(decided.outcomes["u02"])[-1] == "award-condition"


def test_an_award_that_asks_for_a_rank_waits_until_all_ranked_units_are_complete() -> None:
    award = replace(advanced(), within="group", conditions=(Condition("rank", "<=", Fraction(3)),))
    both = [*units("90 80", "streets", "s"), *units("-", "departments", "d")]
    streets = results(both, award, ranking=Ranking(within="all")).decisions[1]
    assert (streets.pool, streets.waits_for) == ("streets", ("d01",))


def test_an_award_may_ask_for_a_least_score_of_one_item() -> None:
    award = replace(advanced(Quota(count=3)), conditions=(Condition("item", ">=", Fraction(45), "completion"),))
    first, second, third = with_completion("95 90 85", "44.99 45 40")
    decided = results([first, second, replace(third, items={})], award)
    assert decided.decisions[0].chosen == ("u02", "u03")
    assert "不满足：“completion”得分 ≥ 45，未入选" in sentence(decided.outcomes["u01"], "award-condition")


def graded(standings: list[Standing], *bands: GradeBand) -> dict[str, bool | None]:
    rules = ResultRules(grades=bands, awards=(replace(advanced(Quota(count=2)), grades=("优秀",)),))
    return {unit: outcome.award for unit, outcome in decide(rules, standings).outcomes.items()}


def test_an_award_may_ask_for_a_grade() -> None:
    bands = (GradeBand("a", verbatim("优秀"), Interval(Fraction(90))), GradeBand("b", verbatim("良好")))
    assert graded(units("95 89 80"), *bands) == {"u01": True, "u02": False, "u03": False}


def test_an_award_waits_for_an_open_grade() -> None:
    best = GradeBand("a", verbatim("优秀"), quota=Quota(count=1, ties="tie-break"))
    assert graded(units("95 95 80"), best, GradeBand("b", verbatim("良好"))) == dict.fromkeys(("u01", "u02", "u03"))


@pytest.mark.parametrize(
    "effect",
    [
        VetoEffect(),
        VetoEffect(grade=verbatim("较差")),
        VetoEffect(deduct=Fraction(30)),
        VetoEffect(score=Fraction(59)),
        VetoEffect(rank_last=True),
    ],
)
def test_whatever_a_veto_does_the_unit_is_not_chosen(effect: VetoEffect) -> None:
    first, second = units("95 90")
    decided = results([replace(first, vetoes=(veto(effect),)), second], advanced(Quota(count=2)))
    assert decided.decisions[0].chosen == ("u02",)


def test_a_veto_that_says_so_leaves_the_award_open() -> None:
    first, second = units("95 90")
    deduction = veto(VetoEffect(award=True, deduct=Fraction(30)))
    decided = results([replace(first, vetoes=(deduction,)), second], advanced(Quota(count=1)))
    assert decided.decisions[0].chosen == ("u01",)


def test_the_sentence_of_a_veto_names_its_decision_and_every_consequence() -> None:
    effect = VetoEffect(grade=Text("较差", "poor"), deduct=Fraction("0.5"), rank_last=True)
    (unit,) = units("90")
    outcome = results([replace(unit, vetoes=(veto(effect),))]).outcomes["u01"]
    assert sentence(outcome, "veto") == (
        "一票否决“重大安全责任事故”（第1号）：不得评优、等次定为较差、扣 0.5 分（已计入得分）、名次排在最后。"
    )
    assert sentence(outcome, "veto", "en") == (
        "Veto “重大安全责任事故” (第1号): no award, graded poor, "
        "0.5 points deducted (in the score already), ranked last."
    )


def test_where_nothing_is_to_be_chosen_a_decision_has_the_effect_of_its_circumstance() -> None:
    circumstance = Veto("v1", verbatim("未完成任务"), VetoEffect(grade="worst"))
    assert decided(circumstance, "1号").effect == VetoEffect(grade="worst")


def test_where_the_decision_chooses_the_effect_it_must_name_one() -> None:
    circumstance = Veto(
        "v1", verbatim("未完成任务"), choices={"award": VetoEffect(), "grade": VetoEffect(grade="worst")}
    )
    assert decided(circumstance, "1号", "grade").effect.grade == "worst"
    with pytest.raises(ValueError, match="award, grade"):
        decided(circumstance, "1号")
