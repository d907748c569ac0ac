"""Files that units hand in with their requests for reviews."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from kaoping.records.append_only import install


class Migration(migrations.Migration):
    """One table, and its triggers."""

    dependencies = [
        ("records", "0003_task_lists_and_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="records.evidence"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="records.review"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "evidence"), name="one_file_per_review_once")
                ],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
