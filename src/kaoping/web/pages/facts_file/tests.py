"""The facts workbook on the page: what goes out comes in again, wrong files are refused as a whole."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaoping.actions.tests.year import Year, opened
from kaoping.records.journal import head_sequence
from tests.databases import Prepared
from tests.visiting import asking


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year that is open for entry."""
    return prepared(opened)


def downloaded(year: Year, end: str = "") -> openpyxl.Workbook:
    answer = asking(year.office).get(reverse("facts-template", args=[year.assessment.pk]) + end)
    return openpyxl.load_workbook(BytesIO(answer.content))


def upload(year: Year, book: openpyxl.Workbook, why: str = "") -> tuple[int, str]:
    content = BytesIO()
    book.save(content)
    form = {"file": SimpleUploadedFile("数据.xlsx", content.getvalue()), "why": why}
    answer = asking(year.office).post(reverse("import-facts", args=[year.assessment.pk]), form, follow=True)
    return answer.status_code, answer.text


def test_a_changed_value_is_taken_in_with_its_reason(year: Year) -> None:
    book = downloaded(year, "?filled=1")
    cell = next(cell for row in book["数据"].iter_rows() for cell in row if cell.value == 27.5)
    cell.value = 28
    assert upload(year, book)[0] == 422
    status, text = upload(year, book, "年终核定")
    assert status == 200
    assert "已导入 1 行（数据 1），其中更正 1 行" in text


def test_a_wrong_cell_is_named_and_nothing_is_taken(year: Year) -> None:
    book = downloaded(year, "?filled=1")
    cell = next(cell for row in book["数据"].iter_rows() for cell in row if cell.value == 27.5)
    cell.value = "很多"
    end = head_sequence()
    status, text = upload(year, book, "年终核定")
    assert (status, cell.coordinate in text) == (422, True)
    assert head_sequence() == end


def test_the_empty_template_has_the_units_and_no_value(year: Year) -> None:
    cells = {cell.value for row in downloaded(year)["数据"].iter_rows() for cell in row}
    assert "示例单位1" in cells
    assert 27.5 not in cells


def test_whoever_is_not_the_office_is_refused(year: Year) -> None:
    law = asking(year.join("law", "assessor", assessor="law"))
    for name in ("import-facts", "facts-template"):
        assert law.get(reverse(name, args=[year.assessment.pk])).status_code == 403
