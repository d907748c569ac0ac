"""Draft totals of units: kept with every change, computed again where needed."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table; it is no record, so nothing guards it."""

    dependencies = [
        ("records", "0005_entering"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=100)),
                ("group", models.CharField(max_length=100)),
                ("score", models.CharField(default="", max_length=200)),
                ("score_order", models.BigIntegerField(null=True)),
                ("missing", models.PositiveIntegerField(default=0)),
                ("compares", models.BooleanField(default=False)),
                ("entry", models.BigIntegerField()),
                ("basis", models.CharField(max_length=64)),
                ("stale", models.BooleanField(default=False)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="records.assessment"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["assessment", "group", "score_order"], name="draft_in_order")],
                "constraints": [models.UniqueConstraint(fields=("assessment", "unit"), name="one_draft_of_a_unit")],
            },
        ),
    ]
