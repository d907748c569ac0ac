"""Settings of the page tests: pages made of sample values, without a database."""

from __future__ import annotations

from kaoping.web import configuration

SECRET_KEY = "the pages of the tests keep no secrets"  # noqa: S105 - it guards nothing
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", *configuration.APPLICATIONS]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    *configuration.MIDDLEWARE,
]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
ROOT_URLCONF = "tests.pages.urls"
TEMPLATES = configuration.TEMPLATES
STATICFILES_DIRS = configuration.STATIC_FOLDERS
STATIC_URL = "/static/"
CONTENT_SECURITY_POLICY = configuration.CONTENT_SECURITY_POLICY
CSRF_FAILURE_VIEW = configuration.CSRF_FAILURE_VIEW
TIME_ZONE, USE_TZ = "Asia/Shanghai", True
