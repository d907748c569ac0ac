"""The records as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Tables named records_…; the checks look at the database itself."""

    name = "kaoping.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers the checks."""
        from kaoping.records import checks  # noqa: F401, PLC0415  # importing registers; models must be loaded first
