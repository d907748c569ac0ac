"""What an item counts whose facts are missing or whose denominator is zero: only what the office has said."""

from __future__ import annotations

from typing import Any

import pytest

from kaoping.core.defect import Refused
from tests.forms.case import found, read_case

SCHEME = """
scheme:
  rounding: {at: item, digits: 2}
  items:
    - id: part
      name: 分类
      POLICY
      items:
        - id: rate
          name: 率
          points: 12
          facts: {due: {name: 应办}, done: {name: 已办}}
          rule: {kind: formula, formula: points * done / due}
        - {id: task, name: 任务, points: 10, rule: {kind: appraisal}}
        - {id: late, name: 迟报, points: 6, rule: {kind: tally, rows: events, points: 1}}
facts:
  units: [{id: a}, {id: b}, {id: c}]
  values:
    - {unit: a, item: rate, name: due, value: DUE}
    - {unit: a, item: rate, name: done, value: 0}
    - {unit: b, item: rate, name: due, value: 3}
    - {unit: b, item: rate, name: done, value: 1}
    - {unit: c, item: rate, name: due, value: 3}
    - {unit: c, item: rate, name: done, value: 2}
    - {unit: a, item: task, name: given, value: 7}
    - {unit: b, item: task, name: given, value: 10}
    - {unit: c, item: task, name: given, value: 10}
  events: [{unit: a, item: late}]
"""


def lines(policy: str, due: str = "0") -> Any:  # noqa: ANN401  # as the case's own expectations
    """The lines of a's rate, its score, and what is missing; without `due` the fact is left out."""
    text = SCHEME.replace("POLICY", policy).replace("value: DUE", f"value: {due}")
    if not due:
        text = "\n".join(line for line in text.splitlines() if "name: due, value: }" not in line)
    answers = found(read_case(text, "absences").assessment({}), "a", ("items", "score", "missing"), ["rate"])
    return answers["items"]["rate"], answers["score"], answers["missing"]


# task 7 of 10 and late 5 of 6: the rest earns 12 of 16, 3/4. Peers have 4 and 8 of 12: 6.
@pytest.mark.parametrize(
    ("word", "rate", "score"),
    [
        ("zero", ["12", "-12"], "12"),
        ("full", ["12"], "24"),
        ("peer-mean", ["12", "-6"], "18"),
        ("rescale", ["12", "-3"], "21"),
        ("10", ["12", "-2"], "22"),
        ("points / 7", ["12", "-72/7", "-3/700"], "13.71"),
    ],
)
@pytest.mark.parametrize(("cause", "due"), [("zero", "0"), ("missing", "")])
def test_the_choice_of_the_office_is_a_line_and_is_rounded_as_the_item_is(
    word: str, rate: list[str], score: str, cause: str, due: str
) -> None:
    assert lines(f"{cause}: {word}", due) == (rate, score, [])


def test_without_a_choice_the_unit_is_incomplete_and_says_why() -> None:
    assert lines("method: 核查") == (["12"], "none", ["a.rate.zero_denominator"])
    assert lines("method: 核查", "") == (["12"], "none", ["a.rate.due"])
    assert lines("zero: wait") == lines("method: 核查")


def test_a_choice_for_one_cause_does_not_answer_for_the_other() -> None:
    assert lines("zero: full", "") == (["12"], "none", ["a.rate.due"])
    assert lines("missing: full") == (["12"], "none", ["a.rate.zero_denominator"])


def test_where_facts_are_there_and_no_denominator_is_zero_the_choice_changes_nothing() -> None:
    assert lines("zero: full", "4") == lines("method: 核查", "4") == (["12", "-12"], "12", [])


def test_items_taken_at_the_rate_of_the_rest_do_not_take_each_other_into_it() -> None:
    text = SCHEME.replace("POLICY", "missing: rescale").replace("value: DUE", "value: 4")
    text = text.replace("    - {unit: a, item: rate, name: done, value: 0}\n", "")
    text = text.replace("    - {unit: a, item: task, name: given, value: 7}\n", "")
    answers = found(read_case(text, "absences").assessment({}), "a", ("items", "score"), ["rate", "task", "late"])
    # only late is scored, 5 of 6: rate 12 × 5/6 = 10, task 10 × 5/6 = 8.33
    assert answers["items"] == {"rate": ["12", "-2"], "task": ["10", "-5/3", "-1/300"], "late": ["6", "-1"]}
    assert answers["score"] == "23.33"


def test_a_peer_that_is_missing_is_waited_for_whatever_is_said_about_missing_facts() -> None:
    text = SCHEME.replace("POLICY", "missing: zero").replace("value: DUE", "value: 4")
    text = text.replace("points * done / due", "points * done / group_max(done)")
    text = text.replace("due: {name: 应办}, ", "").replace("    - {unit: b, item: rate, name: done, value: 1}\n", "")
    text = "\n".join(line for line in text.splitlines() if "name: due" not in line)
    assessment = read_case(text, "absences").assessment({})
    assert found(assessment, "b", ("items",), ["rate"])["items"] == {"rate": ["12", "-12"]}
    assert found(assessment, "a", ("missing",), [])["missing"] == ["b.rate.done"]


def test_the_lines_sum_to_the_score_even_where_a_row_lacks_its_points() -> None:
    text = SCHEME.replace("POLICY", "missing: zero").replace("value: DUE", "value: 4")
    text = text.replace("rule: {kind: appraisal}", "rules: [{kind: appraisal}, {kind: tally, rows: findings}]")
    text = text.replace("    - {unit: a, item: task, name: given, value: 7}\n", "")
    text += "  findings: [{unit: a, item: task, points: 2, on: 2020-01-01}, {unit: a, item: task, on: 2020-02-01}]\n"
    assessment = read_case(text, "absences").assessment({})
    assert found(assessment, "a", ("items",), ["task"])["items"] == {"task": ["10", "-10"]}
    assert assessment.card("a").item("task").score == 0


def test_a_choice_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        lines("missing: half")
    assert "“half”没有定义" in refused.value.defects[0].in_language("zh")
