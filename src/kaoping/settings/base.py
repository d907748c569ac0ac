"""What every installation shares."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from kaoping.web import configuration as pages

MINUTE = 60

# Everything an installation keeps in files: its key, the database where it is SQLite, evidence.
DATA = Path(os.environ.get("KAOPING_DATA", "kaoping-data")).absolute()
EVIDENCE_FOLDER = DATA / "evidence"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "kaoping.records",
    *pages.APPLICATIONS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *pages.MIDDLEWARE,
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "kaoping.web.urls"
TEMPLATES = pages.TEMPLATES
STATICFILES_DIRS = pages.STATIC_FOLDERS
CONTENT_SECURITY_POLICY = pages.CONTENT_SECURITY_POLICY
CSRF_FAILURE_VIEW = pages.CSRF_FAILURE_VIEW
LOGIN_URL = "sign-in"
WSGI_APPLICATION = "kaoping.wsgi.application"

# What takes long is written down as a task and done by the worker (`kaoping serve` starts it).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOBS = pages.JOBS

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
# A grid of fifty units with twenty tasks each has six fields for every task.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
USE_I18N = False  # both languages stand side by side in the pages

AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Five wrong passwords lock one name from one address for half an hour; a right one opens nothing before.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = pages.LOCKED_OUT

# Whoever does nothing for half an hour is signed out (web/shared/idle.py).
SESSION_COOKIE_AGE = 30 * MINUTE
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
