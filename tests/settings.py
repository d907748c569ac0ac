"""Settings of the tests: those of the embedded installation, in a folder of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="kaoping-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["KAOPING_DATA"] = FOLDER

from kaoping.settings.embedded import *  # noqa: E402, F403  # the folder must be known first

# As slow as Argon2 must be for attackers, it need not be for tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Every client of a test starts the pages anew; it need not look through the folders of their files each time.
WHITENOISE_AUTOREFRESH = True

# A task is done where it is asked for; the tests of the worker itself ask for its own settings.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
