"""What stands beside a line of a case: its sentence and its formula, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.core.text import Language
from kaoping.schemes.result import result_of
from tests.forms.case import cases_in

CASES = {case.name: case for case in cases_in(Path(__file__).parent)}


def shown(form: str, language: Language, readings: dict[str, str] | None = None) -> str:
    """Every sentence and formula of a case's result."""
    units = result_of(CASES[form].assessment(readings or {}), language)["units"]
    assert isinstance(units, list)
    lines = [line for unit in units for item in (*unit["items"], unit) for line in item["lines"]]
    return "\n".join(f"{line['says']} | {line['formula']} | {line['values']}" for line in lines)


@pytest.mark.parametrize(
    ("form", "zh", "en"),
    [
        ("F04", "迟报 | −0.5", "迟报 | −0.5"),
        ("F03", "事件 | −2", "events | −2"),
        ("F15", "实际 2020-06-02，标准 2020-05-30，计 3 档。", "Measured 2020-06-02 against 2020-05-30; steps: 3."),
        ("F24", "取大(本组平均(活跃度) − 活跃度, 0)", "max(mean of the group(activity) − activity, 0)"),
        (
            "F30",
            "有关金额 × (如果 是否重点管理＝是 则 2，否则 1) − 有关金额",
            "the amount × (if under special supervision",
        ),
        (
            "F36",
            "未提供数据，按同类单位平均分计 8.5 分。",
            "The facts are not provided: the mean of its peers, 8.5 points.",
        ),
        ("F25", "分母为零，按同类单位平均分计 9.5 分。", "The denominator is zero: the mean of its peers, 9.5 points."),
        ("F17", "本项从零分起计。", "This item begins at zero."),
        ("B09", "超出部分(事件, 按种类[黄牌：1；撤销黄牌：−1；红牌：0], 事项, 1)", "excess over(events, by kind["),
        ("V03", "一票否决：重大火灾，扣 30 分。", "Veto: 重大火灾; 30 points are deducted."),
    ],
)
def test_a_line_says_in_both_languages_what_it_does(form: str, zh: str, en: str) -> None:
    assert zh in shown(form, "zh")
    assert en in shown(form, "en")


def test_who_is_compared_is_said() -> None:
    assert "本组其他单位平均(活跃度)" in shown("F24", "zh", {"mean": "others"})
    assert "mean of the rest of the group(activity)" in shown("F24", "en", {"mean": "others"})


def test_an_item_that_does_not_apply_says_where_its_points_went() -> None:
    assert "分摊不适用指标的分值 10 分。" in shown("F40", "zh", {"gap": "spread"})
    assert "本项不适用：无对外服务职能" in shown("F40", "zh", {"gap": "spread"})
