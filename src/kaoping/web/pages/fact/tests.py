"""The page of a fact, for the unit that it is about: the way back is open, and its own papers stay its own."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from kaoping.actions.tests.year import Year, released_on_wednesday
from tests.databases import Prepared
from tests.visiting import asking, at

PDF = b"%PDF-1.7 example"


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A year released on a Wednesday; the first unit has two complaints."""
    return prepared(released_on_wednesday)


def test_the_way_back_is_one_that_the_reader_may_go(year: Year) -> None:
    complaint = year.assessment.facts.filter(table="events", unit="u-1").earliest("pk")
    ways = {year.head: at(year, "scorecard", "u-1"), year.office: at(year, "rows", "events")}
    for by, back in ways.items():
        ask = asking(by)
        assert f'<a href="{back}">返回' in ask.get(at(year, "fact", complaint.pk)).text
        assert ask.get(back).status_code == 200


def test_a_unit_cannot_add_a_paper_to_what_others_have_found(year: Year, settings: Settings, tmp_path: object) -> None:
    settings.EVIDENCE_FOLDER = tmp_path
    complaint = year.assessment.facts.filter(table="events", unit="u-1").earliest("pk")
    head, office = asking(year.head), asking(year.office)
    attach = at(year, "attach", complaint.pk)
    assert attach not in head.get(at(year, "fact", complaint.pk)).text
    assert attach in office.get(at(year, "fact", complaint.pk)).text
    assert head.post(attach, {"file": SimpleUploadedFile("证明.pdf", PDF)}).status_code == 403
    assert office.post(attach, {"file": SimpleUploadedFile("证明.pdf", PDF)}).status_code == 302
    text = head.get(at(year, "fact", complaint.pk)).text
    assert "证明.pdf" in text
    assert "（单位提供）" not in text
