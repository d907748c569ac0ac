"""One machine: SQLite and everything else in one folder, KAOPING_DATA (./kaoping-data unless said otherwise)."""

from __future__ import annotations

import os

from kaoping.settings.base import *  # noqa: F403  # settings build upon each other
from kaoping.settings.base import DATA
from kaoping.settings.databases import sqlite
from kaoping.settings.secrets import secret_key

SECRET_KEY = secret_key(DATA)
DATABASES = {"default": sqlite(DATA / "kaoping.sqlite3")}
WHITENOISE_USE_FINDERS = True  # straight from the installed package; nothing is collected
ALLOWED_HOSTS = os.environ.get("KAOPING_HOSTS", "localhost,127.0.0.1").split(",")
