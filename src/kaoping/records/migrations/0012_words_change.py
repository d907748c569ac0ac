"""A body may change its word on the same values, and change it back."""

from __future__ import annotations

from django.db import migrations, models

from kaoping.records.append_only import install, remove


class Migration(migrations.Migration):
    """Another constraint; the triggers of the table stand aside meanwhile."""

    dependencies = [
        ("records", "0011_review_answer"),
    ]

    operations = [
        migrations.RunPython(remove, migrations.RunPython.noop),
        migrations.RemoveConstraint("countersignature", "one_countersignature_of_a_state"),
        migrations.AddConstraint(
            "countersignature",
            models.UniqueConstraint(
                fields=["assessment", "item", "body", "signed_at"], name="one_countersignature_of_a_moment"
            ),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
