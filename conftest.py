"""Settings of the property tests, where slow machines are no failures, and the databases of tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("kaoping", deadline=None, derandomize=True)
settings.load_profile("kaoping")

pytest_plugins = ["tests.databases"]
