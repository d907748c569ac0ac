"""Asking for a review: who may ask after a later release, and what is said to those who may not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kaoping.actions.compute_run import compute_run
from kaoping.actions.decide_review import decide_review
from kaoping.actions.file_review import file_review
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import WEDNESDAY, Year, on, released_on_wednesday
from kaoping.records.models import Release, Review
from kaoping.records.queries.facts import current
from kaoping.records.queries.what_if import Correction
from tests.databases import Prepared
from tests.visiting import asking, at

UNCHANGED = "这是再次下发，本单位的结果与上次下发的相比没有变化，不再申请复核。"


@pytest.fixture
def year(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A year whose first run was released on a Wednesday."""
    on(monkeypatch, WEDNESDAY)
    return prepared(released_on_wednesday)


def released_again(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second release, which changes the result of the first unit alone."""
    review = file_review(year.head, Release.objects.get(), year.unit, "calls", "两起是同一件事")
    fact = current(year.assessment).filter(table="events", unit="u-1")[0]
    decide_review(year.office, review, "按一件计", [Correction(fact, None)])
    on(monkeypatch, date(2021, 1, 19))
    release_run(year.office, compute_run(year.office, year.assessment))


def test_a_unit_whose_result_is_as_it_was_is_told_so_from_the_start_and_offered_no_form(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    released_again(year, monkeypatch)
    other = asking(year.join("other", "unit_head", unit="u-3"))
    for page in (at(year, "scorecard", "u-3"), at(year, "ranking"), at(year, "reviews"), at(year, "ask-review")):
        text = other.get(page).text
        assert UNCHANGED in text, page
        assert "2021年1月22日（含当日）" not in text, page
        assert "<textarea" not in text, page
    own = asking(year.head)
    for page in (at(year, "scorecard", "u-1"), at(year, "ranking"), at(year, "reviews"), at(year, "ask-review")):
        text = own.get(page).text
        assert UNCHANGED not in text, page
        assert "2021年1月22日（含当日）" in text, page


def test_a_request_that_comes_too_late_keeps_what_was_typed(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2021, 1, 19))
    head = asking(year.head)
    answer = head.post(at(year, "ask-review"), {"item": "calls", "ground": "两起是同一件事"})
    assert (answer.status_code, "异议期已过" in answer.text) == (403, True)
    assert "两起是同一件事" in answer.text
    assert "<textarea" not in head.get(at(year, "ask-review")).text


def test_an_item_under_review_is_not_offered_again_and_is_named_where_it_is_asked_for_again(year: Year) -> None:
    review = file_review(year.head, Release.objects.get(), year.unit, "calls", "两起是同一件事")
    head = asking(year.head)
    text = head.get(at(year, "ask-review")).text
    assert '<option value="calls"' not in text
    assert '<option value="done"' in text
    assert head.get(at(year, "ask-review") + "?item=calls").headers["Location"] == at(year, "review", review.pk)
    again = head.post(at(year, "ask-review"), {"item": "calls", "ground": "另一个理由"})
    assert (again.status_code, "“投诉”已经申请过复核。" in again.text) == (422, True)
    assert "另一个理由" in again.text


def test_of_two_files_the_good_one_is_kept_where_the_other_is_refused(year: Year) -> None:
    head = asking(year.head)
    assert "PDF、OFD、JPG、PNG、Word、Excel、WPS 文档，不超过 20 MB。" in head.get(at(year, "ask-review")).text
    files = [SimpleUploadedFile("材料.pdf", b"%PDF-1.4 sample"), SimpleUploadedFile("b.pdf", b"MZ program")]
    typed = {"item": "calls", "ground": "两起是同一件事"}
    refused = head.post(at(year, "ask-review"), {**typed, "files": files})
    assert (refused.status_code, "b.pdf：内容不是 PDF。" in refused.text) == (422, True)
    assert "已收到“材料.pdf”，不必再选" in refused.text
    kept = re.findall(r'name="kept" value="([^"]+)"', refused.text)
    assert head.post(at(year, "ask-review"), {**typed, "kept": kept}).status_code == 302
    assert [file.name for file in Review.objects.get().evidence.all()] == ["材料.pdf"]
