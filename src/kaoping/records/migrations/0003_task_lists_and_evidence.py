"""Task lists of units, and files that belong to facts."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kaoping.records.append_only import install


class Migration(migrations.Migration):
    """Three tables, and their triggers."""

    dependencies = [
        ("records", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=200)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FactEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("attached_at", models.DateTimeField()),
                (
                    "attached_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="records.evidence"
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="records.fact"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("fact", "evidence"), name="one_file_per_fact_once")],
            },
        ),
        migrations.CreateModel(
            name="TaskList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草拟"),
                            ("sent", "征求意见"),
                            ("countersigned", "已会签"),
                            ("issued", "已下达"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("rows", models.TextField()),
                ("why", models.TextField(default="")),
                ("drafted_at", models.DateTimeField()),
                ("comment", models.TextField(default="")),
                ("countersigned_at", models.DateTimeField(null=True)),
                ("signature", models.CharField(default="", max_length=200)),
                ("issued_at", models.DateTimeField(null=True)),
                (
                    "countersigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="task_lists", to="records.unitentry"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "version"), name="one_task_list_of_a_version")],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
