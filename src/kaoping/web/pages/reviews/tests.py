"""Reviews on the page: asking in time, seeing what would change before deciding, who sees what."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kaoping.actions.compute_run import compute_run
from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.decide_review import decide_review
from kaoping.actions.enter_value import enter_value
from kaoping.actions.file_review import file_review
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import (
    WEDNESDAY,
    Year,
    begun,
    confirm_all,
    on,
    released_on_wednesday,
)
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, JournalEntry, Release, Review
from kaoping.records.options import Options
from kaoping.records.queries.facts import current
from kaoping.records.queries.what_if import Correction
from tests.databases import Databases, Prepared
from tests.visiting import asking, at


def released(folder: Path, monkeypatch: pytest.MonkeyPatch, options: Options | None = None) -> tuple[Year, Release]:
    on(monkeypatch, WEDNESDAY)
    year = begun(folder, options=options)
    confirm_all(year.office, year.version)
    return year, release_run(year.office, compute_run(year.office, year.assessment))


@pytest.fixture
def year(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A year whose first run was released on a Wednesday."""
    on(monkeypatch, WEDNESDAY)
    return prepared(released_on_wednesday)


def filed(year: Year) -> Review:
    return file_review(year.head, Release.objects.get(), year.unit, "calls", "两起是同一件事")


def calls(year: Year) -> list[Fact]:
    return list(current(year.assessment).filter(table="events", unit="u-1"))


def decision(year: Year, **more: object) -> dict[str, object]:
    """The form as the office sees it, with a decision and whatever else is typed."""
    facts = calls(year)
    shown = {f"fact-{fact.pk}-{key}": parsed(fact.content)[key] for fact in facts for key in ("on", "note")}
    seen = ",".join(str(fact.pk) for fact in facts)
    return {**shown, "seen": seen, "reasons": "两起确为一件，按一件计。", **more}


def test_a_unit_asks_with_ground_and_evidence_and_is_told_until_when_it_is_answered(year: Year) -> None:
    ask = asking(year.head)
    assert at(year, "ask-review") in ask.get(at(year, "reviews")).text
    shown = ask.get(at(year, "ask-review") + "?item=calls").text
    assert "截至2021年1月18日（含当日），还剩 3 个工作日" in shown
    file = SimpleUploadedFile("说明.pdf", b"%PDF-1.4 sample")
    typed = {"item": "calls", "line": "", "ground": "两起是同一件事", "files": [file]}
    answer = ask.post(at(year, "ask-review"), typed, follow=True)
    assert "截至2021年1月27日（含当日），还剩 10 个工作日" in answer.text
    assert "两起是同一件事" in answer.text
    found = Review.objects.get()
    got: Any = ask.get(at(year, "review-file", found.pk, found.evidence.get().pk))
    assert b"".join(got.streaming_content) == b"%PDF-1.4 sample"
    assert got.headers["Content-Disposition"].startswith("attachment")


def test_before_it_asks_the_unit_sees_what_a_withdrawal_would_change_for_itself_alone(year: Year) -> None:
    text = asking(year.head).get(at(year, "ask-review") + "?item=calls").text
    assert "得分由 89.50 变为 90.50，名次不变（第 1）。" in text
    assert "示例单位2" not in text


def test_nothing_that_is_not_released_shows_through_what_a_withdrawal_would_change(year: Year) -> None:
    year.assessment.state = "checking"
    year.assessment.save()
    seen = year.value("u-1", "done", "actual")
    enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "10", expected=seen.pk, why="更正")
    year.assessment.state = "review"
    year.assessment.save()
    text = asking(year.head).get(at(year, "ask-review") + "?item=calls").text
    assert "得分由 89.50 变为 90.50" in text


def test_a_request_without_a_ground_keeps_what_was_typed(year: Year) -> None:
    answer = asking(year.head).post(at(year, "ask-review"), {"item": "calls", "ground": " "})
    assert answer.status_code == 422
    assert '<option value="calls" selected>' in answer.text
    assert not Review.objects.exists()


def test_a_file_that_is_no_evidence_is_refused_and_nothing_is_filed(year: Year) -> None:
    typed = {"item": "calls", "ground": "两起是同一件事", "files": [SimpleUploadedFile("a.pdf", b"MZ program")]}
    answer = asking(year.head).post(at(year, "ask-review"), typed)
    assert answer.status_code == 422
    assert "a.pdf：内容不是 PDF。" in answer.text
    assert "两起是同一件事" in answer.text
    assert not Review.objects.exists()


def test_the_same_request_sent_twice_is_filed_once(year: Year) -> None:
    ask, typed = asking(year.head), {"item": "calls", "ground": "两起是同一件事"}
    first, second = (ask.post(at(year, "ask-review"), typed) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Review.objects.count() == 1


def test_when_the_time_is_over_nobody_asks(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2021, 1, 19))
    answer = asking(year.head).post(at(year, "ask-review"), {"item": "calls", "ground": "理由"})
    assert answer.status_code == 403
    assert "异议期已过" in answer.text


def test_what_a_correction_leads_to_is_shown_before_it_is_decided(year: Year) -> None:
    ask, review = asking(year.office), filed(year)
    address, typed = at(year, "review", review.pk), decision(year, decision="upheld")
    typed[f"withdraw-{calls(year)[1].pk}"] = "on"
    looked = ask.post(address, typed)
    assert "得分由 89.50 变为 90.50" in looked.text
    review.refresh_from_db()
    assert review.state == "filed"
    written = looked.context["form"].written()
    ask.post(address, {**typed, "looked_at": written})
    review.refresh_from_db()
    assert (review.state, len(calls(year))) == ("upheld", 1)
    text = ask.get(address).text
    assert "予以更正" in text
    assert "撤销：事件 日期 2020年4月1日" in text


def test_something_else_than_what_was_looked_at_is_shown_again(year: Year) -> None:
    ask, review = asking(year.office), filed(year)
    first, second = calls(year)
    address, typed = at(year, "review", review.pk), decision(year, decision="upheld")
    looked = ask.post(address, {**typed, f"withdraw-{first.pk}": "on"}).context["form"].written()
    both = {**typed, f"withdraw-{first.pk}": "on", f"withdraw-{second.pk}": "on", "looked_at": looked}
    assert "得分由 89.50 变为 91.50" in ask.post(address, both).text
    assert len(calls(year)) == 2


def test_a_rejection_needs_reasons_and_changes_nothing(year: Year) -> None:
    ask, review = asking(year.office), filed(year)
    address = at(year, "review", review.pk)
    assert ask.post(address, decision(year, decision="rejected", reasons="")).status_code == 422
    withdrawn = decision(year, decision="rejected", **{f"withdraw-{calls(year)[0].pk}": "on"})
    assert "选了“维持原分”，数据却有改动" in ask.post(address, withdrawn).text
    answer = ask.post(address, decision(year, decision="rejected"), follow=True)
    assert "维持原分" in answer.text
    assert len(calls(year)) == 2


def test_a_correction_without_anything_corrected_is_refused(year: Year) -> None:
    answer = asking(year.office).post(at(year, "review", filed(year).pk), decision(year, decision="upheld"))
    assert answer.status_code == 422
    assert "请改一个数，或者撤销一条，或者补登一条。" in answer.text
    assert "两起确为一件" in answer.text


def test_facts_that_changed_meanwhile_are_shown_again_and_the_reasons_are_kept(year: Year) -> None:
    review, typed = filed(year), decision(year, decision="upheld")
    first = calls(year)[0]
    typed[f"withdraw-{first.pk}"] = "on"
    content = {**parsed(first.content), "note": "另一件"}
    year.assessment.state = "checking"
    year.assessment.save()
    correct_fact(year.office, first, content, "更正")
    year.assessment.state = "review"
    year.assessment.save()
    answer = asking(year.office).post(at(year, "review", review.pk), typed)
    assert answer.status_code == 409
    assert "两起确为一件" in answer.text
    assert len(calls(year)) == 2


def test_a_late_decision_asks_why_it_is_late(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    review = filed(year)
    on(monkeypatch, date(2021, 1, 28))
    ask, address = asking(year.office), at(year, "review", review.pk)
    assert "已逾期 1 个工作日" in ask.get(address).text
    assert ask.post(address, decision(year, decision="rejected")).status_code == 422
    answer = ask.post(address, decision(year, decision="rejected", late_because="等待鉴定"), follow=True)
    assert "逾期原因：等待鉴定" in answer.text


def test_where_the_rules_ask_for_it_the_leading_group_approves_on_the_page(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, _ = released(
        tmp_path, monkeypatch, Options(objection_days=15, decision_days=10, approval_days=5, require_declared=False)
    )
    review, ask = filed(year), asking(year.office)
    typed = decision(year, decision="upheld", **{f"withdraw-{calls(year)[0].pk}": "on"})
    address = at(year, "review", review.pk)
    looked = ask.post(address, typed).context["form"].written()
    assert "予以更正，待批准" in ask.post(address, {**typed, "looked_at": looked}, follow=True).text
    approve = at(year, "approve-review", review.pk)
    assert ask.post(approve, {"approval": "示例纪要1号"}).status_code == 403
    group = asking(year.leading_group)
    assert group.post(approve, {"approval": ""}).status_code == 422
    assert "示例纪要1号" in group.post(approve, {"approval": "示例纪要1号"}, follow=True).text


def test_a_sibling_finds_no_review_and_a_unit_decides_none(year: Year) -> None:
    review = filed(year)
    sibling = year.join("sibling", "unit_head", unit="u-2")
    assert asking(sibling).get(at(year, "review", review.pk)).status_code == 404
    assert "示例单位1" not in asking(sibling).get(at(year, "reviews")).text
    before = JournalEntry.objects.count()
    assert asking(year.head).post(at(year, "review", review.pk), decision(year, decision="rejected")).status_code == 403
    assert JournalEntry.objects.count() == before
    assert "复核决定" not in asking(year.head).get(at(year, "review", review.pk)).text


def test_the_list_asks_the_database_as_often_for_many_reviews_as_for_one(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for items in (["calls"], ["calls", "done", "given"]):
        with databases("sqlite"):
            year, release = released(tmp_path, monkeypatch)
            for item in items:
                file_review(year.head, release, year.unit, item, "理由")
            ask = asking(year.office)
            ask.get(at(year, "reviews"))
            with CaptureQueriesContext(connection) as asked:
                assert ask.get(at(year, "reviews")).text.count("待复核") == len(items)
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_upheld_review_adds_a_row_and_shows_first_what_it_leads_to(year: Year) -> None:
    ask, review = asking(year.office), filed(year)
    address = at(year, "review", review.pk)
    text = ask.get(address).text
    assert "补登漏计的一条" in text
    assert '分值 <span class="quiet">（可不填）' in text
    assert '日期 <span class="quiet">（补登时须填）' in text
    added = {"add": "events|calls|kind|", "add-on": "2020-05-01", "add-note": "漏计的一件"}
    typed = decision(year, decision="upheld", **added)
    assert "请选择补登什么" in ask.post(address, {**typed, "add": ""}).text
    assert list(ask.post(address, {**typed, "add-on": ""}).context["form"].errors) == ["add-on"]
    wrong = ask.post(address, {**typed, "add-on": "五月"})
    assert wrong.status_code == 422
    assert "漏计的一件" in wrong.text
    looked = ask.post(address, typed)
    assert "得分由 89.50 变为 88.50" in looked.text
    assert len(calls(year)) == 2
    answer = ask.post(address, {**typed, "looked_at": looked.context["form"].written()}, follow=True)
    assert "补登：" in answer.text
    assert len(calls(year)) == 3
    assert ask.post(address, {**typed, "looked_at": looked.context["form"].written()}, follow=True).status_code == 200
    assert len(calls(year)) == 3


def test_once_scored_again_the_review_says_what_the_item_has_now(year: Year) -> None:
    review = filed(year)
    decide_review(year.office, review, "两起确为一件", [Correction(calls(year)[0], None)])
    office, head, address = asking(year.office), asking(year.head), at(year, "review", review.pk)
    assert "考核办重新核算以后，结果按更正后的数据计。" in office.get(address).text
    compute_run(year.office, year.assessment)
    assert "第2次核算已按更正后的数据计，该项得 9.00 分。" in office.get(address).text
    # The unit reads it when it is released.
    assert "考核办重新核算以后，结果按更正后的数据计。" in head.get(address).text
