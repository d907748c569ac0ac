"""The facts of the cases: given back as they were, and refused where they say what the scheme cannot mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaoping.core.defect import Refused
from kaoping.files.facts import facts_from_node, plain_facts
from kaoping.schemes.nodes import read_json
from tests.forms.case import Case, cases_in, read_case

FOLDER = Path(__file__).parent
CASES = cases_in(FOLDER)

MISTAKES = {
    ("D13", "status: trial", "status: tried"): "“tried”不是可用的状态。",
    ("D13", "{unit: f, status: suspended,", "{unit: a, status: suspended,"): "“a”写了两次",
    ("D13", "why: 新设单位", "note: 新设单位"): "缺少“不计入的理由”（why）。",
    ("D15", "year: 2017, award: advanced", "year: 2017, award: advance"): "方案没有“advance”这一奖项。",
    ("D15", "year: 2018, award: advanced", "award: advanced"): "缺少“年度”（year）。",
    ("D15", "{unit: c, year", "{unit: z, year"): "没有“z”这个单位。",
    ("F42", "rater_group: town", "rater_group: village"): "评议主体不能是“village”。",
    ("F08", "item: jobs, name: target, value: 200", "item: jobs, name: target, value: 0"): "目标值不能是 0",
    ("F16", "{unit: a, item: meetings", "{unit: a, item: meeting"): "没有“meeting”这一项。",
    ("F13", "value: 差}", "value: 不好}"): "“不好”",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_facts_of_a_case_given_back_as_plain_values_are_the_same_facts(case: Case) -> None:
    assessment = case.assessment({})
    plain = json.dumps(plain_facts(assessment.facts, assessment.settled), ensure_ascii=False)
    assert facts_from_node(read_json(plain, case.name), assessment.settled) == assessment.facts


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake[0] + " " + mistake[2])
def test_a_mistake_in_the_facts_is_named(mistake: tuple[str, str, str]) -> None:
    name, right, wrong = mistake
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    assert right in text
    with pytest.raises(Refused) as refused:
        read_case(text.replace(right, wrong, 1), name).assessment({})
    assert MISTAKES[mistake] in "\n".join(defect.in_language("zh") for defect in refused.value.defects)


def test_a_target_of_zero_is_accepted_where_the_office_has_said_what_it_counts() -> None:
    text = (FOLDER / "F08.yaml").read_text("utf-8").replace("points: 10, rule", "points: 10, zero: full, rule")
    case = read_case(text.replace("item: jobs, name: target, value: 200", "item: jobs, name: target, value: 0"), "F08")
    score = case.assessment({}).card("a").item("jobs").score
    assert score == 10
