"""The page about expressions lists every function, and every example on it comes out as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaoping.core.defect import Refused
from kaoping.core.expression import FUNCTIONS, PEER_FUNCTIONS, PEER_WORDS, ROW_FUNCTIONS
from kaoping.core.numbers import written
from kaoping.core.rule import RowNames
from kaoping.schemes.names import _KIND_FACTS
from tests.forms.case import Case, read_case

PAGE = (Path(__file__).parent.parent.parent / "docs/reference/expressions.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| [^|]+ \| `(.+?)` \| ([\d./]+) \| ", PAGE, re.MULTILINE)
REFUSED = re.findall(r"^\| `(.+?)` \| ", PAGE.split("## 不能写的")[1], re.MULTILINE)

WORLD = """
scheme:
  items:
    - id: item
      name: 例
      facts:
        x: {name: X}
        y: {name: Y}
        rate: {name: 率, unit: "%"}
        grade: {name: 等次, choices: [优秀, 良好]}
        listed: {name: 是否重点, form: yes_no}
        due: {name: 期限, form: date, optional: true}
        sent: {name: 报送, form: date, optional: true}
        extra: {name: 其他, optional: true}
      rules:
        - {kind: formula, gives: addition, formula: 'EXAMPLE'}
        - {kind: tally, rows: events, points: 0 * points}
    - {id: other, name: 另一指标, points: 10, rule: {kind: appraisal}, facts: {staff: {name: 人数}}}
facts:
  units: [{id: a, group: g}, {id: b, group: g}, {id: c, group: g}]
  values:
    - {unit: a, item: item, name: x, value: 7}
    - {unit: b, item: item, name: x, value: 5}
    - {unit: c, item: item, name: x, value: 9}
    - {unit: a, item: item, name: y, value: 3}
    - {unit: b, item: item, name: y, value: 3}
    - {unit: c, item: item, name: y, value: 3}
    - {unit: a, item: item, name: rate, value: 92.5}
    - {unit: b, item: item, name: rate, value: 88}
    - {unit: a, item: item, name: grade, value: 良好}
    - {unit: b, item: item, name: grade, value: 优秀}
    - {unit: c, item: item, name: grade, value: 良好}
    - {unit: a, item: item, name: listed, value: true}
    - {unit: a, item: item, name: due, value: 2020-05-30}
    - {unit: a, item: item, name: sent, value: 2020-06-02}
    - {unit: a, item: other, name: given, value: 8}
    - {unit: a, item: other, name: staff, value: 20}
  events:
    - {unit: a, item: item, kind: 迟报, matter: 道路, points: 0.5, evidence: 附件, on: 2020-01-05}
    - {unit: a, item: item, kind: 迟报, matter: 道路, points: 0.7, on: 2020-02-05}
    - {unit: a, item: item, kind: 错报, matter: 公园, points: 1, on: 2020-02-15}
"""


def world(expression: str) -> Case:
    """The data of the page with one expression in a rule."""
    return read_case(WORLD.replace("EXAMPLE", expression.replace("'", "''")), "expressions")


def listed(heading: str) -> set[str]:
    """The names in the first column of a section."""
    section = PAGE.split(f"## {heading}")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


@pytest.mark.parametrize(("expression", "result"), EXAMPLES)
def test_an_example_of_the_page_comes_out_as_it_says(expression: str, result: str) -> None:
    score = world(expression).assessment({}).card("a").item("item").score
    assert score is not None
    assert written(score) == result


@pytest.mark.parametrize("expression", REFUSED)
def test_what_the_page_says_is_refused_is_refused(expression: str) -> None:
    with pytest.raises(Refused) as refused:
        world(expression).assessment({})
    assert {defect.code for defect in refused.value.defects} == {"unreadable-expression"}


def test_the_page_lists_every_function_and_no_other() -> None:
    assert listed("函数") == set(FUNCTIONS)
    assert listed("同类比较") == {*PEER_FUNCTIONS, *PEER_WORDS}
    assert listed("登记 · Rows") == set(ROW_FUNCTIONS)
    assert listed("其他指标") == {"score", "fact"}
    assert len(EXAMPLES) > 40


def test_the_page_lists_every_name() -> None:
    names = set(re.findall(r"`(\w+)`", PAGE.split("## 名称")[1].split("\n## ")[0]))
    assert {*RowNames.FIELDS, *_KIND_FACTS} <= names
