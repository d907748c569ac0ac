"""Jobs for the worker: done once, whatever dies meanwhile; what came of them is kept and can be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from kaoping.actions.background import TRIES, reap
from kaoping.actions.backup import backup
from kaoping.actions.carrying_out import Tell
from kaoping.actions.dismiss import dismiss
from kaoping.actions.entrust import Sent, entrust, job_of
from kaoping.actions.import_facts import import_facts
from kaoping.actions.tests.year import Year, opened, person, small_facts, written
from kaoping.actions.worker import work
from kaoping.core.text import Text
from kaoping.records.archive import load_rows
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence, made_for
from kaoping.records.kept_defects import defects_of
from kaoping.records.models import Appointment, Job, JournalEntry
from tests.databases import Prepared

BACKGROUND = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LATE = {"unit": "u-3", "item": "calls", "on": "2020-11-30", "note": "示例：年底的投诉"}


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year that is open for entry; tasks wait for a worker, as they do in an installation."""
    return prepared(opened)


@pytest.fixture(autouse=True)
def background() -> Any:  # noqa: ANN401  # a context
    """Tasks wait for a worker, as they do in an installation."""
    with override_settings(TASKS=BACKGROUND):
        yield


def sent(*events: dict[str, str]) -> Sent:
    """A facts file with these events and nothing else that is new."""
    content = small_facts(events=list(events), values=[])
    return Sent("年底补报.json", json.dumps(content, ensure_ascii=False).encode())


def uploaded(year: Year, *events: dict[str, str]) -> Job:
    return entrust(job_of(year.office, year.assessment, "import_facts", {"why": "年底补报"}, sent(*events)))


def events_of(year: Year) -> list[str]:
    return [parsed(fact.content)["note"] for fact in year.assessment.facts.filter(table="events", unit="u-3")]


def test_a_file_is_taken_in_by_the_worker_and_not_kept_any_longer(year: Year) -> None:
    job = uploaded(year, LATE)
    assert (job.state, events_of(year)) == ("waiting", [])
    work()
    job.refresh_from_db()
    assert (job.state, bytes(job.file), events_of(year)) == ("done", b"", ["示例：年底的投诉"])
    assert parsed(job.says)[0] == "已导入 1 行（事件 1），其中更正 0 行；3 行没有变化。"
    assert job.entry is not None
    line = JournalEntry.objects.get(sequence=job.entry)
    assert (line.action, line.subject, line.person) == ("import_facts", "年底补报.json 1 行", year.office)


def test_what_is_sent_twice_is_one_job(year: Year) -> None:
    assert uploaded(year, LATE) == uploaded(year, LATE)
    work()
    assert events_of(year) == ["示例：年底的投诉"]
    assert DBTaskResult.objects.count() == 1


def test_a_worker_that_dies_after_the_change_does_not_make_it_twice(year: Year, tmp_path: Path) -> None:
    job = uploaded(year, LATE)
    DBTaskResult.objects.ready().get().claim("dead")
    with made_for(job):
        content = small_facts(events=[LATE], values=[])
        import_facts(year.office, year.assessment, written(tmp_path, content))
    end = head_sequence()
    work()
    job.refresh_from_db()
    assert (job.state, job.entry, head_sequence()) == ("done", end, end)
    assert parsed(job.says) == [f"已办完，见操作日志第{end}号。", f"Done; see line {end} of the journal."]


def test_a_job_over_which_workers_die_again_and_again_is_given_up_and_can_be_asked_for_again(year: Year) -> None:
    job = uploaded(year, LATE)
    for _ in range(TRIES):
        DBTaskResult.objects.ready().get().claim("dead")
        reap()
    job.refresh_from_db()
    assert (job.state, events_of(year)) == ("failed", [])
    assert "没有改动任何数据" in defects_of(job.problems)[0].in_language("zh")
    again = uploaded(year, LATE)
    assert again != job
    work()
    assert events_of(year) == ["示例：年底的投诉"]


def test_what_is_wrong_with_a_file_is_said_with_its_name_and_place(year: Year) -> None:
    job = uploaded(year, {**LATE, "unit": "u-7"}, {**LATE, "on": "2020-13-01"})
    end = head_sequence()
    work()
    job.refresh_from_db()
    assert (job.state, head_sequence()) == ("refused", end)
    said = [(one.in_language("zh"), one.in_language("en")) for one in defects_of(job.problems)]
    assert all(zh.startswith("年底补报.json，第 1 行，events") for zh, _ in said)
    assert any("“2020-13-01”不是日期。" in zh and "is not a date" in en for zh, en in said)
    assert any("u-7" in zh and "u-7" in en for zh, en in said)


def test_a_program_that_breaks_off_leaves_nothing_behind(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    job = uploaded(year, LATE)
    monkeypatch.setattr("kaoping.actions.carrying_out.work_of", lambda kind: _broken)
    work()
    job.refresh_from_db()
    assert (job.state, job.entry, events_of(year)) == ("failed", None, [])


def test_whoever_has_left_the_office_meanwhile_changes_nothing(year: Year) -> None:
    job = uploaded(year, LATE)
    dismiss(person("security"), Appointment.objects.get(person=year.office), "调离")
    work()
    job.refresh_from_db()
    assert (job.state, events_of(year)) == ("refused", [])
    assert defects_of(job.problems)[0].in_language("zh") == "“导入数据”须由考核办办理。"


def test_a_backup_holds_what_waits_and_a_worker_does_it_after_the_restoration(year: Year, tmp_path: Path) -> None:
    job = uploaded(year, LATE)
    backup(tmp_path / "backup.zip")
    Job.objects.all().delete()
    DBTaskResult.objects.all().delete()
    with pytest.MonkeyPatch.context() as only_jobs:
        only_jobs.setattr("kaoping.records.archive.tables", lambda: [Job])
        load_rows(tmp_path / "backup.zip")
    work()
    assert Job.objects.get(pk=job.pk).state == "done"
    assert events_of(year) == ["示例：年底的投诉"]


def _broken(job: Job, path: Path, tell: Tell) -> Text:
    raise RuntimeError("the disk is full")
