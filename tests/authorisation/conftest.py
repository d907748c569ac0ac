"""Where everybody asks, on each database; the browser of the page tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.authorisation.asking import Desk
from tests.databases import Sources
from tests.pages.conftest import browser_context_args, browser_type_launch_args

__all__ = ["browser_context_args", "browser_type_launch_args"]


@pytest.fixture
def desk(sources: Sources, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """On SQLite."""
    yield from _opened(sources, "sqlite", tmp_path, django_db_blocker)


@pytest.fixture
def postgresql_desk(sources: Sources, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """On PostgreSQL."""
    yield from _opened(sources, "postgresql", tmp_path, django_db_blocker)


def _opened(sources: Sources, kind: str, folder: Path, blocker: DjangoDbBlocker) -> Iterator[Desk]:
    with blocker.unblock():
        opened = Desk(sources(kind), folder)
        yield opened
        opened.close()
