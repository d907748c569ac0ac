"""The grid as a workbook and back: nothing is lost, everything wrong is said at its cell, nothing half-saved."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kaoping.actions.enter_value import enter_value
from kaoping.actions.open_entry import open_entry
from kaoping.actions.tests.year import Year, opened, with_demonstration
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence
from kaoping.records.models import Assessment
from tests.databases import Prepared
from tests.visiting import asking

Fill = Callable[[Any], None]


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year that is open for entry."""
    return prepared(opened)


def downloaded(ask: Client, assessment: Assessment) -> Any:  # noqa: ANN401  # openpyxl has no types here
    answer = ask.get(reverse("entry-template", args=[assessment.pk]))
    return openpyxl.load_workbook(BytesIO(answer.content))


def sent(ask: Client, assessment: Assessment, book: Any, why: str = "", **more: Any) -> Any:  # noqa: ANN401  # as above
    content = BytesIO()
    book.save(content)
    form = {"file": SimpleUploadedFile("填报表.xlsx", content.getvalue()), "why": why}
    return ask.post(reverse("entry-workbook", args=[assessment.pk]), form, **more)


def field(book: Any, heading: str, unit: str) -> Any:  # noqa: ANN401  # as above
    """The cell under a heading, in the line of a unit."""
    for sheet in book.worksheets:
        columns = [cell.column for cell in sheet[3] if str(cell.value or "").startswith(heading)]
        rows = [row[0].row for row in sheet.iter_rows(min_row=5) if row[1].value == unit]
        if columns and rows:
            return sheet.cell(rows[0], columns[0])
    raise AssertionError(heading)


def test_what_is_downloaded_and_sent_back_changes_nothing(year: Year) -> None:
    ask = asking(year.office)
    end = head_sequence()
    answer = sent(ask, year.assessment, downloaded(ask, year.assessment), follow=True)
    assert "表中没有改动。" in answer.text
    assert head_sequence() == end


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["chaoyang-2009-efficiency", "beijing-stations-2020"])
def test_a_whole_demonstration_year_comes_back_without_loss(db: None, tmp_path: Path, scheme: str) -> None:
    assessment, office = with_demonstration(tmp_path, scheme)
    open_entry(office, assessment)
    ask = asking(office)
    end = head_sequence()
    assert "表中没有改动。" in sent(ask, assessment, downloaded(ask, assessment), follow=True).text
    assert head_sequence() == end


def test_filled_cells_are_saved_together(year: Year) -> None:
    ask = asking(year.office)
    book = downloaded(ask, year.assessment)
    field(book, "评分", "示例单位1").value = 26
    field(book, "理由", "示例单位1").value = "材料缺一份"
    field(book, "评分", "示例单位3").value = 30
    answer = sent(ask, year.assessment, book, why="年终核定", follow=True)
    assert "已保存 2 项。" in answer.text
    row = parsed(year.value("u-1", "given", "given").content)
    assert (row["value"], row["reason"]) == ("26", "材料缺一份")


def test_everything_wrong_is_said_at_its_cell_and_nothing_is_saved(year: Year) -> None:
    ask = asking(year.office)
    book = downloaded(ask, year.assessment)
    field(book, "评分", "示例单位1").value = "三十"
    field(book, "评分", "示例单位2").value = 31
    field(book, "评分", "示例单位3").value = 30
    end = head_sequence()
    answer = sent(ask, year.assessment, book, why="年终核定")
    assert answer.status_code == 422
    assert "评分”C5" in answer.text
    assert "评分”C6" in answer.text
    assert head_sequence() == end


def test_what_others_changed_after_the_download_is_shown_and_not_overwritten(year: Year) -> None:
    ask = asking(year.office)
    book = downloaded(ask, year.assessment)
    field(book, "评分", "示例单位1").value = 30
    colleague = year.join("colleague", "office")
    seen = year.value("u-1", "given", "given")
    enter_value(colleague, year.assessment, ("u-1", "given", "given"), "28", expected=seen.pk, why="更正")
    answer = sent(ask, year.assessment, book, why="年终核定")
    assert answer.status_code == 422
    assert "colleague已改为“28”，您填的是“30”" in answer.text
    assert parsed(year.value("u-1", "given", "given").content)["value"] == "28"


def test_an_assessor_downloads_the_own_items_without_the_own_unit(year: Year) -> None:
    law = asking(year.join("law", "assessor", assessor="law"))
    book = downloaded(law, year.assessment)
    assert [sheet.title for sheet in book.worksheets] == ["1 评分", "清单"]
    assert field(book, "评分", "示例单位2").value == 27.5
    assert field(book, "评分", "示例单位2").fill.fgColor.rgb == "FFD9D9D9"
    field(book, "评分", "示例单位2").value = 30
    assert "表中没有改动。" in sent(law, year.assessment, book, follow=True).text


def test_another_workbook_is_refused(year: Year) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "别的表"
    answer = sent(asking(year.office), year.assessment, book)
    assert (answer.status_code, "这不是从本页下载的表" in answer.text) == (422, True)
    assert asking(year.head).get(reverse("entry-workbook", args=[year.assessment.pk])).status_code == 404
