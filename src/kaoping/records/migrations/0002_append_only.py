"""The end of the journal, and the triggers by which the database refuses changes."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kaoping.records.append_only import install, remove
from kaoping.records.journal import NOTHING_BEFORE


def begin_journal(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The head of an empty journal."""
    apps.get_model("records", "JournalHead").objects.create(sequence=0, hash=NOTHING_BEFORE)


class Migration(migrations.Migration):
    """Nothing before this is kept for ever; everything after is."""

    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunPython(begin_journal, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
