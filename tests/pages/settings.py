"""Settings of the sample pages: those of the tests, with the addresses of the samples."""

from __future__ import annotations

from tests.settings import *  # noqa: F403  # settings build upon each other

ROOT_URLCONF = "tests.pages.urls"
