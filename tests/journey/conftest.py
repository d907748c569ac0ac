"""The browser of the page tests."""

from __future__ import annotations

from tests.pages.conftest import browser_context_args, browser_type_launch_args

__all__ = ["browser_context_args", "browser_type_launch_args"]
