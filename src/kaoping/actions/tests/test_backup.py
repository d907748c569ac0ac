"""Backups: made while people write, restored on either database, refused where they do not hold."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.test import Client

from kaoping.actions.attach_evidence import attach_evidence, evidence_path
from kaoping.actions.backup import backup
from kaoping.actions.compute_run import compute_run
from kaoping.actions.enter_row import enter_row
from kaoping.actions.freeze import freeze
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.restore import restore
from kaoping.actions.tests.year import Year, begun, confirm_all, person
from kaoping.core.defect import Refused
from kaoping.records.journal import verify_journal
from kaoping.records.models import Assessment, Freeze, JournalEntry, Person
from kaoping.records.options import Options
from kaoping.records.queries.runs import computed
from kaoping.schemes.result import result_digest
from tests.databases import Databases, tamper

PDF = b"%PDF-1.4\n%%EOF\n"


def published(folder: Path) -> Year:
    """A year with a frozen, published run and a file of evidence."""
    year = begun(folder, options=Options(objection_days=0, require_declared=False))
    confirm_all(year.office, year.version)
    attach_evidence(year.office, year.value("u-1", "done", "actual"), PDF, "示例.pdf")
    run = compute_run(year.office, year.assessment)
    release_run(year.office, run)
    publish(year.office, freeze(year.office, run), "示例〔2020〕1号")
    return year


def state() -> tuple[Any, ...]:
    """What must be the same afterwards: the journal but for what came last, and the digest of the frozen run."""
    lines = list(JournalEntry.objects.order_by("sequence").values_list("sequence", "hash"))
    return lines, [one.run.digest for one in Freeze.objects.all()]


@pytest.mark.parametrize(("source", "target"), [("sqlite", "sqlite"), *[
    pytest.param(*both, marks=pytest.mark.slow)
    for both in (("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql"))
]])  # fmt: skip
def test_a_restored_copy_has_everything_and_recomputes_the_frozen_run(
    databases: Databases, tmp_path: Path, source: str, target: str
) -> None:
    saved = tmp_path / "backup.zip"
    with databases(source):
        year = published(tmp_path)
        before, name = (
            state(),
            evidence_path(year.assessment.facts.get(evidence__isnull=False).evidence.get().evidence.sha256),
        )
        made = backup(saved)
    shutil.rmtree(settings.EVIDENCE_FOLDER)
    with databases(target):
        restored = restore(saved)
        assert (restored.frozen, made.sequence) == (1, len(before[0]))
        lines, digests = state()
        assert (lines[:-1], digests) == before
        assert JournalEntry.objects.latest("sequence").action == "restore"
        run = Freeze.objects.get().run
        assert result_digest(computed(run)) == run.digest
        assert verify_journal() is None
        assert name.read_bytes() == PDF
        _goes_on()


def _goes_on() -> None:
    """New rows get new numbers, and old ones refuse changes as before."""
    made = Person.objects.create(username="new", name="示例")
    assert made.pk > person("office").pk
    with pytest.raises(DatabaseError, match="only new rows"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_journalentry")


def test_data_are_replaced_only_when_that_is_said_and_everybody_signs_in_anew(db: None, tmp_path: Path) -> None:
    year = published(tmp_path)
    saved = tmp_path / "backup.zip"
    backup(saved)
    client = Client()
    client.force_login(year.office)
    Assessment.objects.filter(pk=year.assessment.pk).update(name="后来改的")
    with pytest.raises(Refused):
        restore(saved)
    assert Assessment.objects.get().name == "后来改的"
    restore(saved, replace=True)
    assert Assessment.objects.get().name == "示例考评"
    assert client.get("/").headers["Location"].startswith("/sign-in")


def test_a_backup_of_a_changed_journal_or_result_is_refused_and_nothing_is_changed(db: None, tmp_path: Path) -> None:
    published(tmp_path)
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    backup(good)
    for change in (
        "UPDATE records_journalentry SET why = '别的' WHERE sequence = 3",
        "UPDATE records_unitresult SET score = '99.99' WHERE unit = 'u-2'",
    ):
        tamper(change)
        backup(bad)
        with pytest.raises(Refused):
            restore(bad, replace=True)
        restore(good, replace=True)


def test_a_damaged_or_foreign_file_is_refused(db: None, tmp_path: Path) -> None:
    published(tmp_path)
    good = tmp_path / "good.zip"
    backup(good)
    for name, content in (("damaged.zip", _with_another_row(good)), ("other.zip", _of_another_version(good))):
        (tmp_path / name).write_bytes(content.read_bytes())
        with pytest.raises(Refused):
            restore(tmp_path / name, replace=True)
    (tmp_path / "text.zip").write_text("no archive", "utf-8")
    for name in ("text.zip", "missing.zip"):
        with pytest.raises(Refused, match="no backup of Kaoping"):
            restore(tmp_path / name, replace=True)


def _with_another_row(good: Path) -> Path:
    return _changed(good, "records/person.jsonl", lambda text: text.replace("office", "offico"))


def _of_another_version(good: Path) -> Path:
    return _changed(good, "manifest.json", lambda text: json.dumps({**json.loads(text), "migration": "9999_later"}))


def _changed(good: Path, part: str, change: Callable[[str], str]) -> Path:
    target = good.with_name("changed.zip")
    with ZipFile(good) as archive, ZipFile(target, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            other.writestr(name, change(content.decode()) if name == part else content)
    return target


def test_a_backup_is_of_one_moment_while_people_write(year: Year, tmp_path: Path) -> None:
    ended = threading.Event()

    def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            row = {"unit": "u-2", "item": "calls", "on": "2020-05-01", "id": f"e-{number}"}
            enter_row(person("office"), Assessment.objects.get(), "events", row)
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup(tmp_path / f"{number}.zip") for number in range(3)]
    finally:
        ended.set()
        writer.join()
    assert made[0].sequence < made[-1].sequence
    for number in range(3):
        assert restore(tmp_path / f"{number}.zip", replace=True).manifest == made[number]
    assert year.assessment.facts.exists()
