"""What all tests share: settings of property tests, where no machine is too slow; databases; a small year."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("kaoping", deadline=None, derandomize=True)
settings.load_profile("kaoping")

pytest_plugins = ["tests.databases", "tests.years"]
