"""Grades by band, conjunction, place and share; steps up and down; vetoes that set or limit them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from kaoping.core.population import (
    Condition,
    GradeBand,
    GradeStep,
    Interval,
    Outcome,
    Quota,
    ResultRules,
    Standing,
    VetoEffect,
    check_ladder,
    decide,
    read_conditions,
)
from kaoping.core.population.tests.examples import codes, sentence, units, veto
from kaoping.core.text import Text, verbatim

NO_ITEM_AT_ZERO = Condition("lowest_item", ">", Fraction(0))
EXCELLENT = GradeBand("excellent", Text("优秀", "excellent"), Interval(Fraction(90)))
GOOD = GradeBand("good", Text("良好", "good"), Interval(Fraction(80)))
FAIR = GradeBand("fair", verbatim("合格"), Interval(Fraction(60)))
POOR = GradeBand("poor", verbatim("较差"))
LADDER = (EXCELLENT, GOOD, FAIR, POOR)
SELECTED = replace(EXCELLENT, scores=Interval(Fraction(80)), quota=Quota(share=Fraction(3, 10)))


def outcomes(standings: list[Standing], *bands: GradeBand) -> dict[str, Outcome]:
    return dict(decide(ResultRules(grades=bands or LADDER), standings).outcomes)


def grades(standings: list[Standing], *bands: GradeBand) -> list[str | None]:
    found = [outcome.grade for outcome in outcomes(standings, *bands).values()]
    return [grade.in_language("zh") if grade else None for grade in found]


def grade_of(unit: Standing, *bands: GradeBand) -> str | None:
    (grade,) = grades([unit], *bands)
    return grade


def test_a_grade_includes_its_lower_edge_and_not_its_upper_one() -> None:
    assert grades(units("90 89.99 80 60 59.99 103 -2")) == ["优秀", "良好", "良好", "合格", "较差", "优秀", "较差"]


def test_a_grade_is_said_with_the_score_and_what_was_asked() -> None:
    (outcome,) = outcomes(units("85.5")).values()
    assert sentence(outcome, "grade-band") == "85.50 分，符合“良好”的条件：80 分及以上。"
    assert sentence(outcome, "grade-band", "en") == "85.50 meets what “good” asks for: 80 or more."


def test_a_high_score_with_an_item_at_zero_falls_to_the_next_grade_and_is_told_why() -> None:
    (unit,) = units("92")
    ladder = (replace(EXCELLENT, conditions=(NO_ITEM_AT_ZERO,)), GOOD)
    (outcome,) = outcomes([replace(unit, lowest_item=Fraction(0))], *ladder).values()
    assert outcome.grade == GOOD.name
    assert sentence(outcome, "grade-condition") == "得分够“优秀”，但不满足：最低单项得分 > 0。"
    assert grade_of(replace(unit, lowest_item=Fraction("0.01")), *ladder) == "优秀"


def test_a_condition_on_the_lowest_item_is_never_judged_without_it() -> None:
    with pytest.raises(ValueError, match="lowest item"):
        grades(units("92"), replace(EXCELLENT, conditions=(NO_ITEM_AT_ZERO,)))


def test_a_unit_that_no_grade_fits_has_none_and_is_told() -> None:
    (outcome,) = outcomes(units("50"), EXCELLENT, GOOD).values()
    assert outcome.grade is None
    assert codes(outcome) == ["rank", "grade-none"]


def test_grades_by_place_give_the_best_ones_by_rank() -> None:
    by_place = replace(EXCELLENT, scores=Interval(), conditions=(Condition("rank", "<=", Fraction(2)),))
    assert grades(units("70 95 80"), by_place, replace(GOOD, scores=Interval())) == ["良好", "优秀", "优秀"]


def test_who_is_among_the_last_three_cannot_be_excellent() -> None:
    ladder = (replace(EXCELLENT, conditions=(Condition("rank_from_last", ">", Fraction(3)),)), GOOD)
    assert grades(units("96 95 94 93 92"), *ladder) == ["优秀", "优秀", "良好", "良好", "良好"]


def test_a_grade_by_share_goes_to_the_best_and_the_others_fall_to_the_next() -> None:
    assert grades(units("95 94 93 92 91 90 89 88 87 50"), SELECTED, GOOD, POOR) == ["优秀"] * 3 + ["良好"] * 6 + [
        "较差"
    ]


def test_a_tie_for_the_last_seat_of_a_grade_leaves_it_open() -> None:
    tied = replace(SELECTED, quota=Quota(count=1, ties="tie-break"))
    found = outcomes(units("95 95 81"), tied, GOOD)
    assert [outcome.grade for outcome in found.values()] == [None, None, GOOD.name]
    assert codes(found["u01"])[-1] == "grade-quota-undecided"


def test_an_incomplete_unit_has_no_grade_and_leaves_grades_by_score_to_the_others() -> None:
    assert grades(units("95 -")) == ["优秀", None]


def test_grades_by_share_wait_until_the_group_is_complete() -> None:
    found = outcomes(units("95 - 85"), SELECTED, GOOD)
    assert [codes(outcome)[-1] for outcome in found.values()] == ["grade-waits"] * 3


def test_a_step_goes_up_one_grade_and_never_beyond_the_best() -> None:
    (unit,) = units("85")
    up = GradeStep(1, Text("新落地亿元以上项目 3 个，直接晋档", "Three new projects above 100 million"))
    (outcome,) = outcomes([replace(unit, grade_steps=(up,))]).values()
    assert outcome.grade == EXCELLENT.name
    assert sentence(outcome, "grade-step") == "新落地亿元以上项目 3 个，直接晋档：等次由“良好”到“优秀”。"
    assert grade_of(replace(unit, grade_steps=(up, up, up))) == "优秀"
    assert grade_of(replace(unit, grade_steps=(replace(up, steps=-1),))) == "合格"


def with_veto(score: str, effect: VetoEffect) -> Standing:
    (unit,) = units(score)
    return replace(unit, vetoes=(veto(effect),))


def test_a_veto_sets_the_grade_whatever_the_score_and_even_without_one() -> None:
    assert grade_of(with_veto("99", VetoEffect(grade=verbatim("合格")))) == "合格"
    assert grade_of(with_veto("99", VetoEffect(grade="worst"))) == "较差"
    assert grade_of(with_veto("-", VetoEffect(grade="worst"))) == "较差"


def test_a_veto_sets_a_grade_where_the_scheme_has_no_other_grades() -> None:
    vetoed = with_veto("99", VetoEffect(grade=verbatim("较差")))
    (outcome,) = decide(ResultRules(), [vetoed]).outcomes.values()
    assert outcome.grade == verbatim("较差")
    with pytest.raises(ValueError, match="worst"):
        decide(ResultRules(), [with_veto("99", VetoEffect(grade="worst"))])


def test_of_several_vetoes_the_lowest_grade_counts() -> None:
    unit = with_veto("99", VetoEffect(grade="worst"))
    milder = veto(VetoEffect(grade=verbatim("合格")), decision="第0号")
    assert grade_of(replace(unit, vetoes=(milder, *unit.vetoes))) == "较差"


def test_a_veto_stands_above_a_step_up() -> None:
    step = (GradeStep(1, verbatim("晋档")),)
    assert grade_of(replace(with_veto("99", VetoEffect(grade=verbatim("较差"))), grade_steps=step)) == "较差"
    limited = replace(with_veto("85", VetoEffect(grade_at_most=verbatim("良好"))), grade_steps=step)
    assert grade_of(limited) == "良好"


def test_a_veto_that_limits_the_grade_changes_no_lower_one() -> None:
    limit = VetoEffect(grade_at_most=verbatim("良好"))
    assert [grade_of(with_veto(score, limit)) for score in ("99", "85", "65")] == ["良好", "良好", "合格"]


def test_a_unit_that_a_veto_keeps_below_a_grade_takes_no_seat_of_it() -> None:
    limited = with_veto("99", VetoEffect(grade_at_most=verbatim("良好")))
    others = units("95 94", prefix="v")
    first = replace(SELECTED, quota=Quota(count=1))
    assert grades([limited, *others], first, GOOD) == ["良好", "优秀", "良好"]


def test_a_veto_with_a_grade_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="不存在"):
        grade_of(with_veto("99", VetoEffect(grade_at_most=verbatim("不存在"))))


def test_conditions_are_read_from_their_text() -> None:
    assert read_conditions('lowest_item > 0 and score("3") >= 40.5 and rank<=3') == (
        NO_ITEM_AT_ZERO,
        Condition("item", ">=", Fraction("40.5"), "3"),
        Condition("rank", "<=", Fraction(3)),
    )


@pytest.mark.parametrize(
    "text", ["", "lowest_item", "rank > x", "rank > 1 or rank < 3", "unit.score > 3", "score > NaN"]
)
def test_what_is_no_condition_is_not_read(text: str) -> None:
    assert read_conditions(text) is None


def test_a_ladder_whose_best_grade_has_a_condition_needs_a_grade_for_those_who_fail_it() -> None:
    best = replace(EXCELLENT, conditions=(NO_ITEM_AT_ZERO,))
    closed = replace(GOOD, scores=Interval(Fraction(80), Fraction(90)))
    (found,) = check_ladder((best, closed, POOR_BELOW_80), Interval(Fraction(0)))
    assert found.code == "band-gap-condition"
    assert found.says.in_language("zh") == "得分“90 分及以上”而不满足附加条件的单位没有对应的档次。"
    assert check_ladder((best, GOOD, POOR), Interval(Fraction(0))) == ()


POOR_BELOW_80 = replace(POOR, scores=Interval(None, Fraction(80)))
