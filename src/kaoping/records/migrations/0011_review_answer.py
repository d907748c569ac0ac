"""Who approved or refused the correction of a review, when, and why not."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Three columns, and a state."""

    dependencies = [
        ("records", "0010_who_commented"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="answered_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="review",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="refusal",
            field=models.TextField(default=""),
        ),
        migrations.AlterField(
            model_name="review",
            name="state",
            field=models.CharField(
                choices=[
                    ("filed", "待复核"),
                    ("upheld", "予以更正"),
                    ("rejected", "维持原分"),
                    ("approved", "更正已批准"),
                    ("refused", "更正未获批准"),
                ],
                default="filed",
                max_length=20,
            ),
        ),
    ]
