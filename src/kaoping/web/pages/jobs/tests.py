"""What takes long, on its page: how far it is, what came of it, where to go; found again in the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from kaoping.actions.carrying_out import CHECKING
from kaoping.actions.close_entry import close_entry
from kaoping.actions.compute_run import compute_run
from kaoping.actions.freeze import freeze
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import Year, confirm_all, opened
from kaoping.actions.worker import work
from kaoping.records.canonical import canonical
from kaoping.records.kept_defects import kept_text
from kaoping.records.models import Job
from kaoping.records.options import Options
from tests.databases import Prepared
from tests.visiting import asking, at

BACKGROUND = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year that is open for entry."""
    return prepared(opened)


@pytest.fixture(autouse=True)
def everything_takes_long(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every file and every publication is the worker's."""
    monkeypatch.setattr("kaoping.web.shared.uploading.LARGE_FILE", 0)
    monkeypatch.setattr("kaoping.web.pages.entry.transfer.LARGE_FILE", 0)
    monkeypatch.setattr("kaoping.web.pages.publication.steps.MANY_UNITS", 0)
    with override_settings(TASKS=BACKGROUND):
        yield


def units_book(*rows: tuple[str, str, str]) -> SimpleUploadedFile:
    book, content = openpyxl.Workbook(write_only=True), BytesIO()
    page = book.create_sheet("单位")
    for row in (("单位编号", "单位名称", "类别"), *rows):
        page.append(row)
    book.save(content)
    return SimpleUploadedFile("单位名单.xlsx", content.getvalue())


def upload(year: Year, *rows: tuple[str, str, str]) -> Job:
    sent = {"file": units_book(*rows), "why": "机构改革"}
    answer = asking(year.office).post(at(year, "import-units"), sent)
    job = Job.objects.latest("pk")
    assert answer.headers["Location"] == at(year, "job", job.pk)
    return job


def page(year: Year, job: Job) -> str:
    return asking(year.office).get(at(year, "job", job.pk)).text


def inbox(year: Year) -> str:
    return asking(year.office).get(at(year, "inbox")).text


def test_a_large_file_waits_then_shows_how_far_it_is_then_what_was_done(year: Year) -> None:
    job = upload(year, ("u-8", "示例辛单位", "全部"))
    assert "前面的事办完以后就办" in page(year, job)
    assert "导入单位“单位名单.xlsx”：正在后台办理" in inbox(year)
    Job.objects.update(state="working", step=canonical(kept_text(CHECKING)), done=1, whole=3)
    assert '正在核对 <progress value="1" max="3">' in page(year, job)
    Job.objects.update(state="waiting")
    work()
    assert "导入单位“单位名单.xlsx”：已导入，写入 1 个单位。" in inbox(year)
    shown = page(year, job)
    assert "已导入，写入 1 个单位。" in shown
    assert f'href="{at(year, "units")}"' in shown
    assert "hx-trigger" not in shown.split('id="job"')[1].split(">")[0]
    assert "单位名单.xlsx" not in inbox(year), "it has been seen"


def test_what_is_wrong_is_listed_and_what_was_typed_is_still_there(year: Year) -> None:
    job = upload(year, ("u-8", "示例辛单位", "没有的类别"))
    work()
    assert "导入单位“单位名单.xlsx”：没有办成，没有改动任何数据" in inbox(year)
    shown = page(year, job)
    assert "没有的类别" in shown
    again = f"{at(year, 'import-units')}?again={job.pk}"
    assert f'href="{again}"' in shown
    assert "机构改革</textarea>" in asking(year.office).get(again).text
    assert not year.assessment.units.filter(code="u-8").exists()


def test_the_form_leads_to_what_was_sent_and_is_not_over(year: Year) -> None:
    job = upload(year, ("u-8", "示例辛单位", "全部"))
    shown = asking(year.office).get(at(year, "import-units")).text
    assert "您交来的“单位名单.xlsx”正在办理" in shown
    assert f'href="{at(year, "job", job.pk)}"' in shown


def test_nobody_else_sees_what_somebody_has_sent(year: Year) -> None:
    job = upload(year, ("u-8", "示例辛单位", "全部"))
    other = year.join("other", "office")
    assert asking(other).get(at(year, "job", job.pk)).status_code == 404
    assert asking(year.head).get(at(year, "job", job.pk)).status_code == 404
    assert asking(None).get(at(year, "job", job.pk)).status_code == 302
    assert asking(other).get(f"{at(year, 'import-units')}?again={job.pk}").text.count("机构改革") == 0


def test_an_assessors_workbook_is_taken_in_by_the_worker_too(year: Year) -> None:
    by = asking(year.join("assessor", "assessor", assessor="audit"))
    book = openpyxl.load_workbook(BytesIO(by.get(at(year, "entry-template")).content))
    cell = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == 90)
    cell.value = 95
    content = BytesIO()
    book.save(content)
    sent = {"file": SimpleUploadedFile("填报表.xlsx", content.getvalue()), "why": "核对原始台账"}
    answer = by.post(at(year, "entry-workbook"), sent)
    job = Job.objects.get()
    assert answer.headers["Location"] == at(year, "job", job.pk)
    work()
    job.refresh_from_db()
    assert (job.state, year.value("u-1", "done", "actual").reason) == ("done", "核对原始台账")


def test_a_publication_of_many_units_is_computed_once_more_by_the_worker(prepared: Prepared) -> None:
    year = prepared(_frozen)
    by = asking(year.office)
    by.post(at(year, "publish"), {"document": "示例〔2021〕1号"})
    job = Job.objects.get()
    assert "印发" in page(year, job)
    year.assessment.refresh_from_db()
    assert year.assessment.state == "frozen"
    work()
    year.assessment.refresh_from_db()
    assert year.assessment.state == "published"
    assert "已印发（示例〔2021〕1号）。" in page(year, job)


def _frozen(folder: object) -> Year:
    year = opened(folder, options=Options(require_declared=False, objection_days=0))  # type: ignore[arg-type]
    close_entry(year.office, year.assessment)
    confirm_all(year.office, year.version)
    run = compute_run(year.office, year.assessment)
    release_run(year.office, run)
    freeze(year.office, run)
    return year
