"""The database of the policy and its copies; the browser of the page tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.authorisation.asking import Desk
from tests.authorisation.world import World, build
from tests.databases import SqliteFiles, connected
from tests.pages.conftest import browser_context_args, browser_type_launch_args

__all__ = ["browser_context_args", "browser_type_launch_args"]


@pytest.fixture(scope="session")
def template(
    sqlite_files: SqliteFiles, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> tuple[Path, World]:
    """The database of the policy, made once."""
    folder = tmp_path_factory.mktemp("authorisation")
    with django_db_blocker.unblock(), sqlite_files.copy() as settings, connected(settings):
        world = build(folder)
        return Path(shutil.copyfile(settings["NAME"], folder / "world.sqlite3")), world


@pytest.fixture
def desk(template: tuple[Path, World], tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """Where everybody asks."""
    with django_db_blocker.unblock():
        opened = Desk(template[0], tmp_path, template[1])
        yield opened
        opened.close()
