"""Signed scans that stand for the countersignature of a task list."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from kaoping.records.append_only import install


class Migration(migrations.Migration):
    """One table, and its triggers."""

    dependencies = [
        ("records", "0007_reading_analysis"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskListScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="task_lists", to="records.evidence"
                    ),
                ),
                (
                    "tasks",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scan", to="records.tasklist"
                    ),
                ),
            ],
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
