"""Who commented on a task list, and when."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kaoping.records.append_only import install, remove


class Migration(migrations.Migration):
    """Two columns; the triggers of the table stand aside meanwhile."""

    dependencies = [
        ("records", "0009_job"),
    ]

    operations = [
        migrations.RunPython(remove, migrations.RunPython.noop),
        migrations.AddField("tasklist", "commented_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "tasklist",
            "commented_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
