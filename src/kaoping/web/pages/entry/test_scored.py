"""Ratings beside points: offered where some unit waits for either, refused in one sentence where points are given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from kaoping.actions.close_entry import close_entry
from kaoping.actions.save_values import Entered, save_values
from kaoping.actions.tests.year import SMALL, Year, opened
from kaoping.records.models import Fact
from kaoping.web.pages.entry.test_ratings import at, rating, sent
from kaoping.web.pages.entry.test_reported import put
from kaoping.web.pages.entry.test_workbook import downloaded
from kaoping.web.pages.entry.test_workbook import sent as uploaded
from tests.databases import Prepared
from tests.visiting import asking

NUMBERED = SMALL.replace("{id: given, name: 评分,", "{id: given, number: 2., name: 规范合法,")
SCORED = "示例单位1 · 2. 规范合法：这一项已经打分，不能再填评议。"
INSTEAD = "要改用评议的，请先撤回评分。"


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year in which every unit has its points; open for entry."""
    return prepared(with_points)


def with_points(folder: Path) -> Year:
    return opened(folder, NUMBERED)


def withdrawn(year: Year, unit: str = "u-3") -> None:
    """One unit has no points any more: it may have ratings instead."""
    fact = year.value(unit, "given", "given")
    save_values(year.office, year.assessment, [Entered((unit, "given", "given"), "", "", fact.pk)], "改用评议")


def sheets(year: Year) -> list[str]:
    return [str(name) for name in downloaded(asking(year.office), year.assessment).sheetnames]


def test_where_every_unit_has_its_points_no_ratings_are_offered(year: Year) -> None:
    ask = asking(year.office)
    tab = f'href="{reverse("ratings", args=[year.assessment.pk])}"'
    assert tab not in ask.get(reverse("entry", args=[year.assessment.pk])).text
    assert "评议" not in sheets(year)
    page = ask.get(at(year, "given"))
    assert "各单位都已打分，不需要评议。" in page.text
    assert "增加一类评议主体" not in page.text
    withdrawn(year)
    assert tab in ask.get(reverse("entry", args=[year.assessment.pk])).text
    assert "评议" in sheets(year)
    assert "增加一类评议主体" in ask.get(at(year, "given")).text


def test_a_rating_beside_points_is_refused_in_one_sentence_that_names_unit_and_item(year: Year) -> None:
    withdrawn(year)
    page = at(year, "given", "居民")
    refused = asking(year.office).post(page, sent(rating("u-1", "80", "")))
    assert refused.status_code == 422
    assert SCORED in refused.text
    assert INSTEAD in refused.text
    assert "不填“" not in refused.text
    assert "数据 u-1" not in refused.text
    assert not Fact.objects.filter(table="ratings")


def test_what_else_is_wrong_is_said_along_with_it_and_without_the_codes_of_fields(year: Year) -> None:
    withdrawn(year)
    page = at(year, "given", "居民")
    refused = asking(year.office).post(page, sent(rating("u-1", "80", "9"), rating("u-3", "80", "")))
    assert SCORED in refused.text
    assert "缺少“参评人数”。" in refused.text
    assert "（raters）" not in refused.text


def test_the_form_of_one_batch_says_the_same(year: Year) -> None:
    address = f"{reverse('new-row', args=[year.assessment.pk, 'ratings'])}?unit=u-1&item=given"
    typed = {"id": "r-9", "rater_group": "居民", "value": "80", "raters": "9"}
    refused = asking(year.office).post(address, typed)
    assert SCORED in refused.text
    assert "不填“" not in refused.text


def test_in_a_workbook_it_is_said_at_sheet_and_cell(year: Year) -> None:
    withdrawn(year)
    ask = asking(year.office)
    book: Any = downloaded(ask, year.assessment)
    put(book["评议"], 1, 单位="示例单位1", 指标="given", 评议主体="居民", 评议分=80, 参评人数=9)
    refused = uploaded(ask, year.assessment, book)
    assert refused.status_code == 422
    assert "工作表“评议”C" in refused.text
    assert SCORED in refused.text
    assert "数据 u-1" not in refused.text


def test_a_closed_page_does_not_ask_for_groups_of_raters(year: Year) -> None:
    withdrawn(year)
    close_entry(year.office, year.assessment)
    page = asking(year.join("law", "assessor", assessor="law")).get(at(year, "given")).text
    assert "请在下面写上一类" not in page
    assert "整块粘贴" not in page
    assert "这一项没有登记评议。" in page
