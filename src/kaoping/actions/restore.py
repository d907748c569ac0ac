"""Restoring an installation from a backup: wholly or not at all, and only what holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.migrations.state import StateApps
from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from kaoping.actions.acting import refuse
from kaoping.actions.attach_evidence import keep_file
from kaoping.actions.storing_results import first_difference
from kaoping.core.text import Text
from kaoping.records.append_only import install, remove
from kaoping.records.archive import Manifest, evidence_of, load_rows, read_manifest, tables
from kaoping.records.journal import change, verify_journal
from kaoping.records.models import Freeze, JournalHead, Person
from kaoping.records.queries.runs import computed
from kaoping.schemes.result import result_digest


@dataclass(frozen=True)
class Restored:
    """What was restored, and how many frozen runs came out the same when computed again."""

    manifest: Manifest
    frozen: int


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Puts everything back as it was; everybody signs in anew, and the journal goes on with a line about it.

    Raises:
        Refused: where the archive is damaged or of another version; where there are data and `replace` is not said;
            where the journal does not hold or a frozen run computed again gives another result. Nothing changes then.
    """
    made = read_manifest(path)
    for sha256, content in evidence_of(path):
        keep_file(sha256, content)
    with transaction.atomic(durable=True):
        JournalHead.objects.select_for_update().get()
        if holds_data() and not replace:
            raise refuse("not-empty", _NOT_EMPTY, _REPLACE)
        _emptied()
        load_rows(path)
        frozen = _sound(made)
    with change(None, "restore") as opened:
        opened.tell(path.name, None, {"made_at": made.made_at, "sequence": made.sequence, "hash": made.hash})
    return Restored(made, frozen)


def holds_data() -> bool:
    """Whether anybody is known here."""
    return Person.objects.exists()


def _emptied() -> None:
    """Nothing is kept, and the triggers stand again afterwards; all within the transaction."""
    editor = connection.schema_editor(atomic=False)
    remove(StateApps([], {}), editor)
    emptied: list[type[Model]] = [*tables(), Session, DBTaskResult]
    for table in emptied:
        editor.execute(f"DELETE FROM {editor.quote_name(table._meta.db_table)}")  # noqa: S608  # our own tables
    install(StateApps([], {}), editor)


def _sound(made: Manifest) -> int:
    head, broken = JournalHead.objects.get(), verify_journal()
    if broken is not None or (head.sequence, head.hash) != (made.sequence, made.hash):
        line = broken.sequence if broken else head.sequence
        raise refuse("broken-journal", _BROKEN.with_values(line=line, why=broken.why if broken else ""), _ANOTHER)
    frozen = [one.run for one in Freeze.objects.select_related("run").order_by("pk")]
    for run in frozen:
        again = computed(run)
        if result_digest(again) != run.digest or first_difference(run, again) is not None:
            raise refuse(
                "not-reproduced", _OTHER_RESULT.with_values(assessment=str(run.assessment), run=str(run)), _ANOTHER
            )
    return len(frozen)


_NOT_EMPTY = Text("这里已经有数据。", "There are data here already.")
_REPLACE = Text(
    "要用备份替换现有数据，请加 --replace；现有数据会先另存一份备份。",
    "To replace them by the backup, say --replace; they are backed up first.",
)
_BROKEN = Text(
    "备份里的操作日志第 {line} 条不成立：{why}", "Line {line} of the journal in the backup does not hold: {why}"
)
_OTHER_RESULT = Text("{assessment}{run}复算结果不一致。", "{assessment} {run} computed again gives another result.")
_ANOTHER = Text("没有恢复，请换用另一份备份。", "Nothing was restored; use another backup.")
