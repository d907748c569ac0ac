"""What a unit's head asks of the scorecard: who, on what material, what can still change, by which scheme."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.attach_evidence import attach_evidence
from kaoping.actions.compute_run import compute_run
from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.countersign import Word, countersign
from kaoping.actions.decide_claim import decide_claim
from kaoping.actions.file_claim import file_claim
from kaoping.actions.file_review import file_review
from kaoping.actions.open_entry import open_entry
from kaoping.actions.release_run import release_run
from kaoping.actions.tests import year as years
from kaoping.actions.tests.year import SMALL, Year, begun, confirm_all, released
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import FactEvidence, Release
from kaoping.records.queries.facts import current
from kaoping.web.shared.dates import day_said, moment_said
from tests.databases import Prepared
from tests.visiting import asking, at

SOURCE = "第一条 投诉每起扣一分。\n第二条 其他。\n"
CITED = SMALL.replace(
    "rule: {kind: tally,", 'clause: {quote: "投诉每起扣一分", at: "1"},\n     rule: {kind: tally,'
).replace("title: 示例方案", "title: 示例方案\nsource: {title: 示例办法}")
BONUS = SMALL.replace(
    "awards:",
    """  - id: bonus
    name: 加分
    assessors: [audit]
    rule: {kind: claims, clauses: [{id: bonus.a, name: 受到表彰, from: 0.1, to: 1}]}
awards:""",
)


@pytest.fixture
def year(prepared: Prepared, tmp_path: Path, settings: Settings) -> Year:
    """A released year."""
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return prepared(released)


def card(year: Year, by: object = None) -> str:
    person = year.head if by is None else year.office
    return asking(person).get(at(year, "scorecard", "u-1")).text


def test_it_says_what_can_still_change_until_when_and_whom_to_ask(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    text = card(year)
    until = Release.objects.get().objections_until
    assert until is not None
    assert f"可以申请复核，截至{day_said(until, 'zh')}（含当日），还剩 3 个工作日" in text
    assert "请联系考核办：考核办示例" in text
    assert at(year, "ask-review") + "?item=calls" in text
    later = clock.now() + timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    text = card(year)
    assert "异议期已过" in text
    assert at(year, "ask-review") not in text


def test_an_item_that_is_under_review_leads_to_its_review(year: Year) -> None:
    review = file_review(year.head, Release.objects.get(), year.unit, "calls", "两起是同一件事")
    text = card(year)
    assert at(year, "review", review.pk) in text
    assert at(year, "ask-review") + "?item=calls" not in text
    assert at(year, "ask-review") + "?item=done" in text


def test_nobody_asks_for_a_review_in_the_place_of_the_unit(year: Year) -> None:
    assert at(year, "ask-review") not in card(year, year.office)


def test_an_amount_leads_to_the_history_of_its_fact_and_to_its_evidence(year: Year) -> None:
    fact = current(year.assessment).filter(table="events", unit="u-1").first()
    assert fact is not None
    attach_evidence(year.office, fact, b"%PDF-1.4 sample", "投诉记录.pdf")
    text = card(year)
    assert at(year, "fact", fact.pk) in text
    assert at(year, "evidence", FactEvidence.objects.get().pk) in text
    assert "投诉记录.pdf" in text


def test_a_claim_says_what_was_claimed_what_was_decided_and_why(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path, scheme=BONUS)
    confirm_all(year.office, year.version)
    open_entry(year.office, year.assessment)
    row = {"unit": "u-1", "item": "bonus", "id": "c-1", "clause": "bonus.a", "points": "1", "on": "2020-06-01"}
    decide_claim(year.office, file_claim(year.head, year.assessment, row), "0.3", "仅区级表彰")
    release_run(year.office, compute_run(year.office, year.assessment))
    text = card(year)
    assert "+0.30" in text
    assert "理由 仅区级表彰" in text
    assert "登记 · 申报 1 分" in text
    assert text.count("仅区级表彰") == 1


def test_what_does_not_apply_says_why_and_who_said_so(db: None, tmp_path: Path) -> None:
    content = years.small_facts(not_applicable=[{"unit": "u-1", "item": "given", "why": "本年度没有此项职责"}])
    content["values"] = [one for one in content["values"] if (one["unit"], one["item"]) != ("u-1", "given")]
    year = begun(tmp_path, content)
    confirm_all(year.office, year.version)
    release_run(year.office, compute_run(year.office, year.assessment))
    assert "不适用：本年度没有此项职责" in card(year)


def test_the_clause_of_a_card_opens_in_the_scheme_of_its_run(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path)
    cited = adopt_scheme(year.office, year.assessment, SchemeText(CITED, SOURCE))
    confirm_all(year.office, cited)
    release_run(year.office, compute_run(year.office, year.assessment))
    changed = SOURCE.replace("投诉每起扣一分", "投诉每起扣两分")
    adopt_scheme(year.office, year.assessment, SchemeText(CITED.replace("每起扣一分", "每起扣两分"), changed))
    ask = asking(year.head)
    text = card(year)
    opens = next(part for part in text.split('hx-get="') if part.startswith(at(year, "scheme"))).split('"')[0]
    assert opens.endswith("?run=1")
    assert "投诉每起扣一分" in ask.get(opens).text
    old, new = (ask.get(at(year, "scheme") + end).text for end in ("?run=1", ""))
    assert "投诉每起扣一分" in old
    assert "第1次核算所用的方案（第2版）" in old
    assert "投诉每起扣两分" in new
    replaced = ask.get(at(year, "scheme-version", 2)).text
    opens = next(part for part in replaced.split('hx-get="') if part.startswith(at(year, "scheme"))).split('"')[0]
    assert opens.endswith("?version=2")
    assert "投诉每起扣一分" in ask.get(opens).text
    assert at(year, "scheme-version", 2) + "#source-1" in replaced
    assert ask.get(opens.replace("=2", "=9")).status_code == 404


def test_the_way_to_why_it_changed_appears_with_the_second_release(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    assert at(year, "unit-changes", "u-1") not in card(year)
    later = clock.now() + timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    release_run(year.office, compute_run(year.office, year.assessment))
    assert at(year, "unit-changes", "u-1") in card(year)


def test_the_full_record_tells_both_times_to_everybody_who_may_see_the_card(year: Year) -> None:
    watch = asking(year.join("watch", "unit_supervision", unit="u-1"))
    fact = current(year.assessment).filter(table="events", unit="u-1").first()
    assert fact is not None
    for ask in (watch, asking(year.head)):
        text = ask.get(at(year, "scorecard", "u-1") + "?depth=trace").text
        assert "2020年3月1日" in text
        assert moment_said(fact.entered_at, "zh") in text
        assert "考核办示例" in text
        assert "考核办、单位经办人、单位负责人、考评主体" in text
    text = watch.get(at(year, "scorecard", "u-1") + "?depth=trace").text
    assert "您可以请考核办出示。" in text
    assert at(year, "fact", fact.pk) not in text
    assert at(year, "fact", fact.pk) in asking(year.head).get(at(year, "scorecard", "u-1") + "?depth=trace").text


def test_a_correction_keeps_the_time_at_which_it_was_said_first(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = begun(tmp_path)
    event = current(year.assessment).filter(table="events", unit="u-1").first()
    assert event is not None
    later = event.entered_at + timedelta(minutes=90)
    monkeypatch.setattr(clock, "now", lambda: later)
    correct_fact(year.office, event, {**parsed(event.content), "note": "核实"}, "补充情况")
    compute_run(year.office, year.assessment)
    text = asking(year.office).get(at(year, "scorecard", "u-1") + "?depth=trace").text
    assert moment_said(later, "zh") in text
    assert f"最早 {moment_said(event.entered_at, 'zh')} 由考核办示例登记" in text
    assert "理由：补充情况" in text


def test_the_times_of_more_facts_take_no_more_queries(year: Year) -> None:
    ask, asked = asking(year.office), []
    for unit in ("u-2", "u-1"):
        for depth in ("sentence", "trace"):
            ask.get(at(year, "scorecard", unit) + f"?depth={depth}")
            with CaptureQueriesContext(connection) as queries:
                ask.get(at(year, "scorecard", unit) + f"?depth={depth}")
            asked.append(len(queries))
    assert asked[1] - asked[0] == asked[3] - asked[2]


def test_an_item_says_which_other_body_has_signed(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = SMALL.replace(
        "assessors: [audit], rule: {kind: shortfall}", "assessors: [audit, law], rule: {kind: shortfall}"
    )
    monkeypatch.setattr(years, "SMALL", both)
    year = begun(tmp_path)
    law = year.join("law", "assessor", assessor="law")
    seen = max(one.entry for one in current(year.assessment).filter(table="values", item="done"))
    countersign(law, year.assessment, ("done", "law"), Word(agreed=True, signature="示例纪要3号"), seen)
    compute_run(year.office, year.assessment)
    assert "会签同意：司法局 · law" in card(year, year.office)
    assert "示例纪要3号" in card(year, year.office)
