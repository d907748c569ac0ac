"""The list of rows: one word for a state everywhere, days as offices write them, checkpoints with their numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from kaoping.actions.decide_claim import decide_claim
from kaoping.actions.tests.year import Year, opened
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records.models import Fact
from kaoping.web.pages.rows.tests import FINDING, SCHEME, last, new
from tests.databases import Prepared
from tests.visiting import asking, at

NESTED = SCHEME.replace(
    "checkpoints: [{id: law.1, text: 按时公开}]",
    "checkpoints: [{id: law.1, number: 1., text: 学法, checkpoints: [{id: law.1.a, number: a., text: 会前学法}]}]",
)
CLAIM = {"id": "r-2", "clause": "bonus.a", "points": "0.4", "on": "2020-06-03", "note": "市政府通报表彰"}


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year with a checkpoint below another, open for entry."""
    return prepared(with_nested)


def with_nested(folder: Path) -> Year:
    return opened(folder, NESTED)


def states(ask: Client, year: Year, fact: Fact) -> tuple[str, str]:
    """The state in the list, and on the page of the row."""
    pages = ask.get(at(year, "rows", "claims")).text, ask.get(at(year, "fact", fact.pk)).text
    found = (page.partition('<span class="state')[2].partition("</span></td>")[0] for page in pages)
    first, own = (one.rpartition(">")[2] for one in found)
    return first, own


def test_a_claim_has_the_same_state_in_the_list_and_on_its_own_page(year: Year) -> None:
    unit = asking(year.head)
    unit.post(new(year, "claims", "u-1", "bonus"), CLAIM)
    claim = last("claims")
    assert states(unit, year, claim) == ("待审定", "待审定")
    assert "申报分值" in unit.get(at(year, "fact", claim.pk)).text
    decide_claim(year.office, claim, "0.3", "仅区级")
    assert states(unit, year, last("claims")) == ("已认定", "已认定")
    history = unit.get(at(year, "fact", last("claims").pk)).text
    assert "已申报" in history
    assert "认定分值</span> 0.3" in history
    assert "申报分值</span> 0.4" in history


def test_a_claim_that_was_refused_is_so_in_both_places(year: Year) -> None:
    unit = asking(year.head)
    unit.post(new(year, "claims", "u-1", "bonus"), CLAIM)
    decide_claim(year.office, last("claims"), None, "没有文件")
    assert states(unit, year, last("claims")) == ("不认定", "不认定")


def test_days_are_written_as_offices_write_them_and_checkpoints_with_every_number(year: Year) -> None:
    office = asking(year.office)
    office.post(new(year, "findings", "u-1", "law.1.a"), {**FINDING, "on": "2020-06-03", "note": "逾期"})
    text = office.get(at(year, "rows", "findings")).text
    assert '<td class="unbroken">2020年6月3日</td>' in text
    assert "2020-06-03" not in text
    assert "依法行政 · 1.a. 会前学法" in text
    assert "2020年6月3日" in office.get(at(year, "fact", last("findings").pk)).text


def shown(ask: Client, year: Year) -> dict[str, str]:
    """The only row of the list of claims, by its headings."""
    table = ask.get(at(year, "rows", "claims")).text.partition("<table")[2].partition("</table>")[0]
    parts = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", part, re.DOTALL) for part in table.split("</thead>"))
    heads, cells = ([re.sub(r"<[^>]*>", " ", cell).split() for cell in part] for part in parts)
    return {" ".join(head): " ".join(cell) for head, cell in zip(heads, cells, strict=True)}


def test_what_was_claimed_and_by_whom_stays_beside_what_was_decided_and_why(year: Year) -> None:
    unit = asking(year.head)
    unit.post(new(year, "claims", "u-1", "bonus"), CLAIM)
    waiting = shown(unit, year)
    assert (waiting["申报分值"], waiting["认定分值"], waiting["审定"]) == ("0.4", "", "")
    assert waiting["申报人"].startswith("负责人示例")
    decide_claim(year.office, last("claims"), "0.3", "仅区级")
    decided = shown(unit, year)
    assert (decided["申报分值"], decided["认定分值"]) == ("0.4", "0.3")
    assert decided["审定"].startswith("考核办示例")
    assert decided["审定"].endswith("仅区级")
    assert decided["申报人"].startswith("负责人示例")


def test_only_whoever_makes_zero_reports_about_such_rows_is_asked_for_one(year: Year) -> None:
    for event in Fact.objects.filter(table="events"):
        withdraw_fact(year.office, event, "误记")
    audit = asking(year.join("auditor", "assessor", assessor="audit"))
    assert "请提交零报告" in audit.get(at(year, "rows", "events")).text
    assert "请提交零报告" not in audit.get(at(year, "rows", "findings")).text
    law = asking(year.join("law", "assessor", assessor="law"))
    page = law.get(at(year, "rows", "events")).text
    assert "还没有登记。" in page
    assert "请提交零报告" not in page
    assert at(year, "entry") in law.get(at(year, "declarations")).text.partition('class="empty')[2]
