"""Rows on their pages: registered with what the scheme asks, decided with reasons, heard before they take effect."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from kaoping.actions.tests.year import SMALL, Year, opened, person
from kaoping.records.canonical import parsed
from kaoping.records.journal import verify_journal
from kaoping.records.models import Fact, FactEvidence
from tests.databases import Prepared
from tests.visiting import asking

PDF = b"%PDF-1.7 example"
SCHEME = (
    SMALL
    + """
vetoes:
  - {id: v1, name: 重大事故, text: 因主观失误发生重大事故, conditions: [主观工作失误], effect: {award: no}}
"""
).replace(
    "awards:",
    """  - id: law
    name: 依法行政
    assessors: [audit]
    points: 0
    starts: full
    checkpoints: [{id: law.1, text: 按时公开}]
    rule:
      kind: checklist
      severities:
        minor: {points: 0.1}
        grave: {from: 0.3, to: 0.5}
  - id: bonus
    name: 加分
    assessors: [audit]
    rule: {kind: claims, clauses: [{id: bonus.a, name: 受到表彰, from: 0.1, to: 1}]}
awards:""",
)


@pytest.fixture
def year(prepared: Prepared, tmp_path: Path, settings: Settings) -> Year:
    """A small year with checkpoints, a bonus and a veto, open for entry."""
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return prepared(with_rows)


def with_rows(folder: Path) -> Year:
    return opened(folder, SCHEME)


def new(year: Year, table: str, unit: str, item: str) -> str:
    return f"{reverse('new-row', args=[year.assessment.pk, table])}?unit={unit}&item={item}"


def at(year: Year, fact: Fact, name: str = "fact") -> str:
    return reverse(name, args=[year.assessment.pk, fact.pk])


def last(table: str) -> Fact:
    return Fact.objects.filter(table=table, superseded_by=None).latest("pk")


FINDING = {"id": "r-1", "severity": "grave", "found_by": "assessor", "points": "0.4", "on": "2020-05-01"}


def test_a_finding_is_entered_with_its_dates_and_its_evidence(year: Year) -> None:
    ask = asking(year.office)
    assert "按时公开" in ask.get(new(year, "findings", "u-1", "law.1")).text
    form = {**FINDING, "mended": "2020-06-01", "note": "逾期两个月", "file": SimpleUploadedFile("证明.pdf", PDF)}
    answer = ask.post(new(year, "findings", "u-1", "law.1"), form, follow=True)
    assert "已登记。" in answer.text
    assert "证明.pdf" in answer.text
    row = parsed(last("findings").content)
    assert (row["mended"], row["points"]) == ("2020-06-01", "0.4")
    assert "示例单位1" in ask.get(reverse("rows", args=[year.assessment.pk, "findings"])).text


def test_a_row_is_not_saved_without_the_file_that_came_with_it(year: Year) -> None:
    form = {**FINDING, "note": "逾期", "file": SimpleUploadedFile("a.html", b"<html>")}
    answer = asking(year.office).post(new(year, "findings", "u-1", "law.1"), form)
    assert (answer.status_code, "不能接收这种文件" in answer.text) == (422, True)
    assert not Fact.objects.filter(table="findings").exists()


def test_points_that_somebody_chose_need_a_reason_and_their_range(year: Year) -> None:
    ask = asking(year.office)
    answer = ask.post(new(year, "findings", "u-1", "law.1"), FINDING)
    assert answer.status_code == 422
    assert "由您裁量，没有写明理由" in answer.text
    assert 'value="0.4"' in answer.text
    answer = ask.post(new(year, "findings", "u-1", "law.1"), {**FINDING, "points": "0.8", "note": "严重"})
    assert (answer.status_code, "0.3 至 0.5" in answer.text) == (422, True)
    assert not Fact.objects.filter(table="findings").exists()


def test_a_row_that_is_sent_twice_is_one(year: Year) -> None:
    ask = asking(year.office)
    for _ in range(2):
        ask.post(new(year, "findings", "u-1", "law.1"), {**FINDING, "note": "逾期"})
    assert Fact.objects.filter(table="findings").count() == 1


def test_a_correction_keeps_the_old_row_in_sight(year: Year) -> None:
    ask = asking(year.office)
    ask.post(new(year, "findings", "u-1", "law.1"), {**FINDING, "note": "逾期"})
    fact = last("findings")
    form = {**FINDING, "points": "0.3", "note": "逾期", "why": "材料补齐"}
    text = ask.post(at(year, fact, "correct"), form, follow=True).text
    assert "已更正" in text
    assert "材料补齐" in text
    assert parsed(last("findings").content)["points"] == "0.3"
    assert "已被取代" in text


def test_a_bonus_counts_only_when_it_is_decided_and_in_part_with_a_reason(year: Year) -> None:
    unit = asking(year.head)
    form = {"id": "r-2", "clause": "bonus.a", "points": "1", "on": "2020-05-01", "note": "市政府通报表彰"}
    assert unit.post(new(year, "claims", "u-1", "bonus"), form).status_code == 302
    claim = last("claims")
    assert claim.state == "proposed"
    assert not [row for row in year.facts().rows if row.table == "claims"]
    assert unit.post(at(year, claim, "fact-decide"), {"claim-outcome": "whole", "claim-why": "好"}).status_code == 403
    office = asking(year.office)
    refused = office.post(at(year, claim, "fact-decide"), {"claim-outcome": "part", "claim-why": "仅区级"})
    assert refused.status_code == 422
    decision = {"claim-outcome": "part", "claim-points": "0.3", "claim-why": "仅区级表彰"}
    assert office.post(at(year, claim, "fact-decide"), decision).status_code == 302
    (row,) = [row for row in year.facts().rows if row.table == "claims"]
    assert dict(row.fields)["points"] * 10 == 3
    assert "仅区级表彰" in unit.get(at(year, last("claims"))).text
    facts = Fact.objects.count()
    assert office.post(at(year, claim, "fact-decide"), decision).status_code == 302
    late = asking(year.leading_group).post(at(year, claim, "fact-decide"), {**decision, "claim-why": "另议"})
    assert (late.status_code, "别人刚刚改了这一条" in late.text) == (409, True)
    assert Fact.objects.count() == facts
    assert verify_journal() is None


def test_a_refused_claim_stays_on_record_and_counts_nothing(year: Year) -> None:
    form = {"id": "r-2", "clause": "bonus.a", "points": "1", "on": "2020-05-01", "note": "自荐"}
    asking(year.head).post(new(year, "claims", "u-1", "bonus"), form)
    answer = asking(year.leading_group).post(
        at(year, last("claims"), "fact-decide"), {"claim-outcome": "refused", "claim-why": "没有文件"}, follow=True
    )
    assert "不认定" in answer.text
    assert last("claims").state == "withdrawn"


def test_a_unit_claims_nothing_for_another(year: Year) -> None:
    assert "示例单位2" not in asking(year.head).get(reverse("new-row", args=[year.assessment.pk, "claims"])).text


def test_a_veto_takes_effect_after_the_hearing_with_number_authority_and_conditions(year: Year) -> None:
    office, unit = asking(year.office), asking(year.head)
    form = {"id": "r-3", "on": "2020-07-01", "note": "七月一日发生事故，见调查报告"}
    assert office.post(new(year, "vetoes", "u-1", "v1"), form).status_code == 302
    proposal = last("vetoes")
    decision = {
        "veto-number": "示例〔2020〕1号",
        "veto-authority": "考核领导小组",
        "veto-condition0": "是，见报告",
        "veto-why": "属实",
    }
    assert "作出决定" not in office.get(at(year, proposal)).text
    early = office.post(at(year, proposal, "fact-decide"), decision)
    assert (early.status_code, "单位还没有申辩" in early.text) == (422, True)
    inbox = reverse("inbox", args=[year.assessment.pk])
    assert "可以申辩" in unit.get(inbox).text
    waits = office.get(inbox).text
    assert ("1 条待申辩" in waits, "记录申辩" in waits, "条待决定" in waits) == (True, True, False)
    assert unit.post(at(year, proposal, "fact-hearing"), {"hearing-said": "已整改"}).status_code == 302
    heard = last("vetoes")
    waits = office.get(inbox).text
    assert ("条待申辩" in waits, "1 条待决定" in waits) == (False, True)
    assert not [row for row in year.facts().rows if row.table == "vetoes"]
    empty = office.post(at(year, heard, "fact-decide"), {**decision, "veto-condition0": ""})
    assert empty.status_code == 422
    assert office.post(at(year, heard, "fact-decide"), decision).status_code == 302
    (row,) = [row for row in year.facts().rows if row.table == "vetoes"]
    assert dict(row.fields)["hearing"] == "已整改"
    assert dict(row.fields)["conditions"] == "主观工作失误：是，见报告"


def test_a_file_is_a_download_for_those_who_may_see_the_fact_and_what_is_no_evidence_is_refused(year: Year) -> None:
    fact = year.value("u-2", "done", "actual")
    office = asking(year.office)
    wrong = office.post(at(year, fact, "attach"), {"file": SimpleUploadedFile("a.html", b"<html>")})
    assert (wrong.status_code, "不能接收这种文件" in wrong.text) == (422, True)
    assert office.post(at(year, fact, "attach"), {"file": SimpleUploadedFile("证明.pdf", PDF)}).status_code == 302
    file = FactEvidence.objects.get()
    address = reverse("evidence", args=[year.assessment.pk, file.pk])
    answer = office.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == PDF
    assert asking(year.head).get(address).status_code == 404
    assert asking(person("security")).get(address).status_code == 404
    assert asking(year.join("law", "assessor", assessor="law")).get(address).status_code == 404


def test_an_assessor_sees_the_facts_of_the_own_items_alone(year: Year) -> None:
    audit = asking(year.join("audit-clerk", "assessor", assessor="audit"))
    assert audit.get(at(year, year.value("u-1", "done", "actual"))).status_code == 200
    assert audit.get(at(year, year.value("u-1", "given", "given"))).status_code == 404
    assert asking(year.head).get(at(year, year.value("u-1", "done", "actual"))).status_code == 404
