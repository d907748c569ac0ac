"""Settings of the property tests: slow machines are no failures."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("kaoping", deadline=None, derandomize=True)
settings.load_profile("kaoping")
