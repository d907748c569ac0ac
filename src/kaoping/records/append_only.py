"""Tables that take new rows only: triggers of the database itself refuse to change or delete one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# The tables, and while which condition holds a row may still change; it never may be deleted.
TABLES = {
    "records_journalentry": "",
    "records_fact": "",
    "records_schemeversion": "",
    "records_readingconfirmation": "",
    "records_scorerun": "OLD.state = 'computing'",
    "records_unitresult": "",
    "records_resultline": "",
    "records_release": "",
    "records_opinion": "",
    "records_freeze": "",
    "records_publication": "",
    "records_evidence": "",
    "records_factevidence": "",
    "records_reviewevidence": "",
    "records_reminder": "",
    "records_countersignature": "",
    "records_tasklistscan": "",
    "records_tasklist": "OLD.state <> 'issued'",
}
EVENTS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}


class Trigger(NamedTuple):
    """What refuses one kind of change of one table, unless `open_while` holds for the row."""

    table: str
    event: str
    open_while: str = ""

    @property
    def name(self) -> str:
        """The trigger's name in the database."""
        return f"{self.table}_{self.event.lower()}"


def triggers(vendor: str) -> Iterator[Trigger]:
    """The triggers on a kind of database.

    KeyError for a kind whose triggers are not written: nothing would be append-only there.
    """
    for table, open_while in TABLES.items():
        for event in EVENTS[vendor]:
            yield Trigger(table, event, open_while if event == "UPDATE" else "")


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Creates the triggers of all tables that there are by now; the last step of a migration that adds such a table."""
    vendor = editor.connection.vendor
    with editor.connection.cursor() as cursor:
        tables = editor.connection.introspection.table_names(cursor)
    remove(apps, editor)
    if vendor == "postgresql":
        editor.execute(_FUNCTION, params=None)
    for trigger in triggers(vendor):
        if trigger.table in tables:
            editor.execute(_postgresql(trigger) if vendor == "postgresql" else _sqlite(trigger))


def remove(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drops the triggers; the first step of a migration that changes such a table."""
    vendor = editor.connection.vendor
    with editor.connection.cursor() as cursor:
        tables = editor.connection.introspection.table_names(cursor)
    for trigger in triggers(vendor):
        place = f" ON {trigger.table}" if vendor == "postgresql" else ""
        if trigger.table in tables:
            editor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{place}")


_FUNCTION = """
CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'only new rows: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END
$$
"""


def _postgresql(trigger: Trigger) -> str:
    each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} "
        f"FOR EACH {each} {_condition(trigger)} EXECUTE FUNCTION records_refuse()"
    )


def _sqlite(trigger: Trigger) -> str:
    return (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} "
        f"{_condition(trigger)} BEGIN SELECT RAISE(ABORT, 'only new rows: {trigger.table}'); END"
    )


def _condition(trigger: Trigger) -> str:
    return f"WHEN (NOT ({trigger.open_while}))" if trigger.open_while else ""
