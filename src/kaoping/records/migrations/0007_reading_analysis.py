"""What depends on which reading, computed once per run."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [
        ("records", "0006_draft_totals"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadingAnalysis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("computing", "分析中"), ("done", "完成"), ("failed", "未完成")],
                        default="computing",
                        max_length=20,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("whole", models.PositiveIntegerField(default=0)),
                ("content", models.TextField(default="")),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reading_analysis",
                        to="records.scorerun",
                    ),
                ),
            ],
        ),
    ]
