"""The grid as it is read: which item a column belongs to, what can be chosen, what a page without data leads to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

from kaoping.actions.close_entry import close_entry
from kaoping.actions.tests.year import SMALL, Year, opened
from kaoping.records.models import Fact
from tests.databases import Prepared
from tests.visiting import asking

CHOICES = SMALL.replace(
    "rule: {kind: appraisal}}",
    "rule: {kind: appraisal}}\n  - {id: law.1, name: 学法, points: 0, assessors: [audit], rule: {kind: pass_or_fail}}",
)
DIRECTION, LEARNT = "cell:u-1:done direction", "cell:u-1:law.1 done"


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year with a value to choose and one to say yes or no to."""
    return prepared(with_choices)


def with_choices(folder: Path) -> Year:
    return opened(folder, CHOICES)


def at(year: Year, part: str) -> str:
    return f"{reverse('entry', args=[year.assessment.pk])}?part={part}"


def field(text: str, name: str) -> str:
    found = re.search(rf'<input name="{re.escape(name)}"[^>]*>', text)
    assert found
    return found[0]


def listed(text: str, name: str) -> list[str]:
    """The words that a field offers."""
    key = re.search(r'list="([^"]*)"', field(text, name))
    assert key
    return re.findall(r'value="([^"]*)"', text.partition(f'<datalist id="{key[1]}">')[2].partition("</datalist>")[0])


def test_words_are_offered_where_words_are_asked_for_and_a_keyboard_of_digits_only_for_numbers(year: Year) -> None:
    text = asking(year.office).get(at(year, "done")).text
    assert listed(text, DIRECTION) == ["越高越好", "越低越好"]
    assert "inputmode" not in field(text, DIRECTION)
    assert 'inputmode="decimal"' in field(text, "cell:u-1:done actual")
    text = asking(year.office).get(at(year, "law.1")).text
    assert listed(text, LEARNT) == ["是", "否"]


def test_the_words_offered_are_taken_and_others_refused_without_any_code(year: Year) -> None:
    ask = asking(year.office)
    wrong = ask.post(at(year, "done"), {DIRECTION: "高", "version:u-1:done direction": ""})
    assert (wrong.status_code, "可选：越高越好、越低越好。" in wrong.text) == (422, True)
    assert "up" not in re.sub("<[^>]*>", "", wrong.text.partition("<main")[2].partition("</main>")[0])
    assert ask.post(at(year, "done"), {DIRECTION: "越高越好", "version:u-1:done direction": ""}).status_code == 302
    assert year.facts().values["u-1", "done", "direction"] == "up"


def test_what_is_wrong_stands_in_its_cell_even_where_the_id_of_the_item_has_a_dot(year: Year) -> None:
    wrong = asking(year.office).post(at(year, "law.1"), {LEARNT: "也许", "version:u-1:law.1 done": ""})
    assert 'class="cell-wrong"' in wrong.text
    assert "“也许”既不是“是”也不是“否”。请写“是”或“否”。" in wrong.text
    assert "示例单位1 · 学法" in wrong.text
    assert not Fact.objects.filter(item="law.1").exists()


def test_every_column_of_an_item_with_several_names_the_item(year: Year) -> None:
    heads = re.findall(r'<th scope="col">([^<]*)<', asking(year.office).get(at(year, "done")).text)
    assert heads == ["完成：目标值", "完成：实际值", "完成：方向"]


def test_a_grid_that_can_only_be_read_does_not_say_how_to_type(year: Year) -> None:
    law = asking(year.join("law", "assessor", assessor="audit"))
    assert "可从 Excel 整块粘贴" in law.get(at(year, "done")).text
    close_entry(year.office, year.assessment)
    assert "可从 Excel 整块粘贴" not in law.get(at(year, "done")).text


def test_a_body_without_data_is_led_to_the_tabs_that_there_are(prepared: Prepared) -> None:
    year = prepared(with_a_body_that_rates)
    text = asking(year.join("rates", "assessor", assessor="rates")).get(at(year, "")).text
    assert "这里没有要您填的数据。事件登记、评议、零报告、会签、Excel 填报请从上面进入。" in text


def with_a_body_that_rates(folder: Path) -> Year:
    """A year with a body that rates and enters no data."""
    rated = "  - {id: rated, name: 评议, points: 0, assessors: [rates], rule: {kind: rating}}\nawards:"
    scheme = SMALL.replace("awards:", rated).replace("assessors: [{id", "assessors: [{id: rates, name: 评议组}, {id", 1)
    return opened(folder, scheme)


def test_what_is_wrong_is_said_across_the_row_below_and_tied_to_its_cell(year: Year) -> None:
    name, seen = "cell:u-1:given given", year.value("u-1", "given", "given").pk
    typed = {name: "三十", "version:u-1:given given": str(seen)}
    text = asking(year.office).post(at(year, "given"), typed).text
    tied = re.search(r'aria-describedby="([^"]*)"', field(text, name))
    assert tied
    assert " " not in tied[1]
    below = text.partition('<tr class="wrong-row">')[2].partition("</tr>")[0]
    assert f'id="{tied[1]}"' in below
    assert "三十" in below


def test_paper_has_the_reasons_in_full(year: Year) -> None:
    reason = "全年例会缺席两次，材料逾期三次，另有两项台账不全，已当面核对。"
    page = {"cell:u-1:given given": "20", "cell:u-1:given given reason": reason, "why": "核对"}
    page["version:u-1:given given"] = str(year.value("u-1", "given", "given").pk)
    ask = asking(year.office)
    ask.post(at(year, "given"), page)
    assert f'<span class="print-only">{reason}</span>' in ask.get(at(year, "given")).text
