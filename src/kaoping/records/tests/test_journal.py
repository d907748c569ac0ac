"""The journal: a chain that shows every change of itself, in tables that refuse to be changed."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.state import StateApps
from django.test.utils import CaptureQueriesContext

from kaoping.records import journal
from kaoping.records.append_only import remove
from kaoping.records.models import JournalEntry, JournalHead, Person
from tests.databases import tamper


def three_changes() -> None:
    for name in ("甲", "乙", "丙"):
        with journal.change(None, "create_person") as change:
            Person.objects.create(username=name, name=name)
            change.tell(name, None, {"name": name}, "示例")


def test_an_untouched_journal_holds(database: object) -> None:
    three_changes()
    assert journal.verify_journal() is None
    assert [entry.sequence for entry in JournalEntry.objects.order_by("sequence")] == [1, 2, 3]


def test_a_long_journal_is_verified_with_as_few_questions_as_a_short_one(db: None) -> None:
    counts = []
    for _ in range(2):
        three_changes()
        with CaptureQueriesContext(connection) as asked:
            assert journal.verify_journal() is None
        counts.append(len(asked))
        Person.objects.all().delete()
    assert counts[0] == counts[1]


@pytest.mark.parametrize("column", ["who", "action", "subject", "before", "after", "why", "hash", "previous_hash"])
def test_a_changed_line_is_the_first_broken_one(database: object, column: str) -> None:
    three_changes()
    tamper(f"UPDATE records_journalentry SET {column} = '\"x\"' WHERE sequence = 2")  # noqa: S608  # a fixed word
    broken = journal.verify_journal()
    assert broken is not None
    assert broken.sequence == 2


def test_a_deleted_line_is_missed(database: object) -> None:
    three_changes()
    tamper("DELETE FROM records_journalentry WHERE sequence = 2")
    broken = journal.verify_journal()
    assert broken is not None
    assert broken.sequence == 2


def test_a_cut_off_end_is_missed(database: object) -> None:
    three_changes()
    tamper("DELETE FROM records_journalentry WHERE sequence = 3")
    broken = journal.verify_journal()
    assert broken is not None
    assert broken.sequence == 3


@pytest.mark.parametrize("statement", ["UPDATE records_journalentry SET why = 'x'", "DELETE FROM records_journalentry"])
def test_the_database_refuses_to_change_a_line(database: object, statement: str) -> None:
    three_changes()
    with pytest.raises(DatabaseError, match="only new rows"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert journal.verify_journal() is None


def test_a_change_that_fails_leaves_nothing(database: object) -> None:
    with pytest.raises(IntegrityError), journal.change(None, "create_person"):
        Person.objects.bulk_create([Person(username="甲", name="甲"), Person(username="甲", name="乙")])
    assert not Person.objects.exists()
    assert JournalHead.objects.get().sequence == 0


def test_a_change_that_is_not_told_is_not_kept(database: object) -> None:
    with pytest.raises(RuntimeError, match="must be told"), journal.change(None, "create_person"):
        Person.objects.create(username="甲", name="甲")
    assert not Person.objects.exists()


def test_a_change_inside_a_transaction_that_may_still_fail_is_refused(database: object) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError), journal.change(None, "create_person"):
        pass


def test_the_database_as_installed_passes_its_checks(database: object) -> None:
    assert run_checks(tags=["database"], databases=["default"]) == []


def test_a_missing_trigger_is_found_by_the_checks(database: object) -> None:
    with connection.schema_editor() as editor:
        remove(StateApps([], {}), editor)
    assert {problem.id for problem in run_checks(tags=["database"], databases=["default"])} == {"kaoping.E004"}
