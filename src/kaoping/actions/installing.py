"""Making an installation ready: its tables as this version wants them, its static files where they are served from."""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text


def prepare() -> None:
    """Connects to the installation that the environment names, and brings its tables up to date.

    Raises:
        Refused: where its database cannot be reached.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module())
    try:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        if settings.STATIC_ROOT:
            call_command("collectstatic", verbosity=0, interactive=False)
    except (OperationalError, ImproperlyConfigured, KeyError, ValueError, OSError) as problem:
        raise Refused(
            [Defect("no-database", "", _NO_DATABASE.with_values(why=str(problem).strip()), _CHECK)]
        ) from problem


def settings_module() -> str:
    """PostgreSQL where DATABASE_URL names it, SQLite in one folder otherwise."""
    return f"kaoping.settings.{'production' if os.environ.get('DATABASE_URL') else 'embedded'}"


_NO_DATABASE = Text("连不上数据库：{why}。", "The database cannot be reached: {why}.")
_CHECK = Text(
    "请检查 KAOPING_DATA、DATABASE_URL 和 KAOPING_HOSTS。", "Check KAOPING_DATA, DATABASE_URL and KAOPING_HOSTS."
)
