"""A server with the sample pages, and a browser that looks at them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.pages.browser import ARGUMENTS, CHROMIUM
from tests.pages.server import served_here


@pytest.fixture(scope="module", autouse=True)
def samples() -> Iterator[None]:
    """The addresses of the sample pages beside the product's."""
    with override_settings(ROOT_URLCONF="tests.pages.urls"):
        yield


@pytest.fixture(scope="module")
def address(samples: None) -> Iterator[str]:
    """Where the sample pages are served."""
    with served_here() as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser that is installed; where there is none, the tests that need it are left out."""
    if not Path(CHROMIUM).exists():
        missing = "Chromium is not installed (apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Chinese office's screen."""
    size = {"width": 1366, "height": 768}
    return {**browser_context_args, "viewport": size, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
