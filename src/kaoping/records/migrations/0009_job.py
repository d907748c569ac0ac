"""What takes long and was asked for, kept until the worker has done it."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [
        ("records", "0008_task_list_scan"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("given", models.TextField(default="{}")),
                ("file", models.BinaryField(default=b"")),
                ("file_name", models.CharField(default="", max_length=255)),
                ("fingerprint", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等待办理"),
                            ("working", "正在办理"),
                            ("done", "已办完"),
                            ("refused", "未办成"),
                            ("failed", "中断"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("step", models.TextField(default="")),
                ("done", models.PositiveIntegerField(default=0)),
                ("whole", models.PositiveIntegerField(default=0)),
                ("entry", models.BigIntegerField(null=True)),
                ("says", models.TextField(default="")),
                ("problems", models.TextField(default="[]")),
                ("finished_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to="records.assessment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "working"))),
                        fields=("assessment", "asked_by", "fingerprint"),
                        name="one_job_of_a_request",
                    )
                ],
            },
        ),
    ]
