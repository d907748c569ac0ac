"""The sentence for every candidate of a quota: the arithmetic, the score at the cut, the own score, in or out."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.population.quotas import Choice, Quota, QuotaArithmetic, Verdict
from kaoping.core.population.reason import Reason, Wording
from kaoping.core.population.standing import Standing
from kaoping.core.text import Text

CHOSEN, LISTED = Text("入选", "chosen"), Text("列入", "listed")

_WHOLE = Text(
    "{name}：{arithmetic}；{cut}本单位 {score} 分{verdict}。",
    "{name}: {arithmetic}; {cut}this unit has {score}{verdict}.",
)
_VERDICTS: dict[Verdict, Text] = {
    "in": Text("，{chosen}", ": {chosen}"),
    "in-tied": Text("并列，按“并列全部{chosen}”{chosen}", ", tied: {chosen}, as all tied units are"),
    "in-tie-break": Text("并列，依次比较“{items}”后{chosen}", ", tied: {chosen} after comparing “{items}”"),
    "out": Text("，未{chosen}", ": not {chosen}"),
    "out-tied": Text("并列，按“并列均不{chosen}”未{chosen}", ", tied: not {chosen}, as no tied unit is"),
    "out-tie-break": Text("并列，依次比较“{items}”后未{chosen}", ", tied: not {chosen} after comparing “{items}”"),
}
_UNDECIDED = Text(
    "并列，依次比较“{items}”后仍有 {tied} 个单位相同，余下 {left} 个名额由领导小组决定",
    ", tied: still equal after comparing “{items}”: {tied} units; the leading group decides on the remaining {left}",
)
_UNDECIDED_AT_ONCE = Text(
    "并列，{tied} 个单位相同，没有规定比较次序，余下 {left} 个名额由领导小组决定",
    ", tied: {tied} equal units and no order to compare them by; the leading group decides on the remaining {left}",
)


def verdict_reason(
    subject: str,
    unit: Standing,
    choice: Choice,
    quota: Quota,
    *,
    name: Text,
    wording: Wording,
    by: str | None = None,
    chosen: Text = CHOSEN,
) -> Reason:
    """Why a candidate is in, out or undecided, with the code `subject-verdict` (award-in, award-out-tied …).

    `name` is what the candidates compete for; `by` is the item compared, None for the total.
    """
    verdict = choice.verdicts[unit.unit]
    says = _WHOLE.with_values(
        name=name,
        arithmetic=_ordered_by(choice.arithmetic, by, wording),
        cut=_cut(choice, by, wording),
        score=wording.score(_compared(unit, by)),
        verdict=_verdict(choice, quota, verdict, wording).with_values(chosen=chosen),
    )
    return Reason(f"{subject}-{verdict}", says)


def _verdict(choice: Choice, quota: Quota, verdict: Verdict, wording: Wording) -> Text:
    items = wording.items(quota.tie_breaks)
    if verdict != "undecided":
        return _VERDICTS[verdict].with_values(items=items)
    says = _UNDECIDED if quota.tie_breaks else _UNDECIDED_AT_ONCE
    return says.with_values(items=items, tied=len(choice.undecided), left=choice.seats_left)


def _ordered_by(arithmetic: QuotaArithmetic, by: str | None, wording: Wording) -> Text:
    if by is None:
        return arithmetic.says
    says = Text("{arithmetic}；按“{item}”得分排序", "{arithmetic}; in order of “{item}”")
    return says.with_values(arithmetic=arithmetic.says, item=wording.item(by))


def _cut(choice: Choice, by: str | None, wording: Wording) -> Text:
    if not choice.arithmetic.seats:
        return Text("没有名额，", "there is no place, ")
    if choice.at_the_cut is None:
        count = {"count": len(choice.verdicts)}
        return Text("可入选的只有 {count} 个单位，", "there are no more than {count} candidates, ", count)
    score = wording.score(_compared(choice.at_the_cut, by))
    return _cut_says(choice).with_values(seats=choice.arithmetic.seats, score=score)


def _cut_says(choice: Choice) -> Text:
    if choice.worst_first:
        return Text("倒数第 {seats} 名 {score} 分，", "place {seats} from the last has {score}, ")
    if len(choice.verdicts) < choice.arithmetic.assessed:
        return Text("可入选单位中第 {seats} 名 {score} 分，", "place {seats} among the candidates has {score}, ")
    return Text("第 {seats} 名 {score} 分，", "place {seats} has {score}, ")


def _compared(unit: Standing, by: str | None) -> Fraction:
    score = unit.score if by is None else unit.items[by]
    if score is None:
        raise ValueError(f"{unit.unit} is incomplete and cannot be a candidate")
    return score
