"""Countersigning as the office sees it: an objection is never lost among the signatures on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.countersign import Word, countersign
from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.year import SMALL, Year, opened
from kaoping.records.journal import head_sequence
from kaoping.records.models import Countersignature, JournalEntry
from kaoping.records.options import Options
from tests.databases import Prepared
from tests.visiting import asking, at

TICK = 'name="joint" value="given audit"'
PAPER = {"joint": "given audit", "seen": 9999, "signature": "示例纪要1号"}
INSTEAD = {"joint": "given audit", "instead-seen": 9999, "instead-signature": "示例纪要2号"}


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A year in which the audit office objects to what the law office has entered."""
    return prepared(objected)


def objected(folder: Path) -> Year:
    both = SMALL.replace("points: 30, assessors: [law]", "points: 30, assessors: [law, audit]")
    year = opened(folder, both, Options())
    audit, no = year.join("audit-clerk", "assessor", assessor="audit"), Word(agreed=False, note="示例单位1偏高")
    countersign(audit, year.assessment, ("given", "audit"), no, head_sequence())
    return year


def signed(year: Year) -> list[bool]:
    return list(Countersignature.objects.order_by("pk").values_list("agreed", flat=True))


def test_an_objection_is_not_among_what_is_recorded_as_signed_on_paper(year: Year) -> None:
    office, page = asking(year.office), at(year, "countersigning")
    text = office.get(page).text
    table, apart = text.split("不同意的会签")
    assert TICK not in table
    assert TICK in apart
    assert "data-choose-all" not in text
    refused = office.post(at(year, "countersign-on-paper"), PAPER)
    assert refused.status_code == 422
    assert "单独登记" in refused.text
    assert signed(year) == [False]


def test_a_change_of_a_value_does_not_make_an_objection_unsaid(year: Year) -> None:
    old = year.value("u-3", "given", "given")
    enter_value(year.office, year.assessment, ("u-3", "given", "given"), "26", expected=old.pk, why="更正")
    assert asking(year.office).post(at(year, "countersign-on-paper"), PAPER).status_code == 422
    assert signed(year) == [False]


def test_what_replaces_an_objection_has_a_reason_and_both_stay_readable(year: Year) -> None:
    office, address = asking(year.office), at(year, "countersign-on-paper")
    refused = office.post(address, {**INSTEAD, "instead-why": " "})
    assert refused.status_code == 422
    assert "示例纪要2号" in refused.text
    assert signed(year) == [False]
    answer = office.post(address, {**INSTEAD, "instead-why": "已核对，审计局重新会签"}, follow=True)
    assert "已登记 1 项书面会签" in answer.text
    assert signed(year) == [False, True]
    assert "示例纪要2号 · 已核对，审计局重新会签" in answer.text
    assert "曾不同意：audit-clerk，" in answer.text
    assert "示例单位1偏高" in answer.text
    entry = JournalEntry.objects.get(action="countersign_on_paper")
    assert entry.why == "已核对，审计局重新会签"
    assert "示例单位1偏高" in entry.before
    body = asking(Countersignature.objects.order_by("pk")[0].signed_by).get(at(year, "countersigning")).text
    assert "曾不同意：audit-clerk，" in body


def test_who_has_not_objected_is_not_recorded_as_if(year: Year) -> None:
    audit = Countersignature.objects.get().signed_by
    countersign(audit, year.assessment, ("given", "audit"), Word(agreed=True), head_sequence())
    old = year.value("u-3", "given", "given")
    enter_value(year.office, year.assessment, ("u-3", "given", "given"), "26", expected=old.pk, why="更正")
    office = asking(year.office)
    assert TICK in office.get(at(year, "countersigning")).text
    assert office.post(at(year, "countersign-on-paper"), {**INSTEAD, "instead-why": "已核对"}).status_code == 422
    assert office.post(at(year, "countersign-on-paper"), PAPER).status_code == 302
