"""A server with PostgreSQL: told DATABASE_URL, KAOPING_HOSTS (its names) and KAOPING_DATA (its folder); HTTPS only."""

from __future__ import annotations

import os

from kaoping.settings.base import *  # noqa: F403  # settings build upon each other
from kaoping.settings.base import DATA
from kaoping.settings.databases import postgresql
from kaoping.settings.secrets import secret_key

SECRET_KEY = os.environ.get("KAOPING_SECRET_KEY") or secret_key(DATA)
DATABASES = {"default": postgresql(os.environ["DATABASE_URL"])}
ALLOWED_HOSTS = os.environ["KAOPING_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

# Collected by `collectstatic`, each under a name with its digest, so that browsers may keep it for ever.
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The reverse proxy ends TLS and says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
