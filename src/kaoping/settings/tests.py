"""The settings: the journal mode that the linked SQLite can be trusted with, the secret key, addresses of databases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from kaoping.records.checks import sqlite_problems
from kaoping.records.sqlite import journal_mode
from kaoping.settings.databases import postgresql
from kaoping.settings.secrets import secret_key


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((4, 0, 0), "WAL")],
)
def test_wal_is_used_from_the_version_on_in_which_it_is_sound(version: tuple[int, int, int], mode: str) -> None:
    assert journal_mode(version) == mode


def test_a_journal_mode_that_does_not_fit_the_library_is_found(db: None) -> None:
    unfit = {"TRUNCATE": (3, 51, 3), "WAL": (3, 40, 1)}[journal_mode()]
    assert [problem.id for problem in sqlite_problems(connection, unfit)] == ["kaoping.E001"]


def test_careless_settings_of_sqlite_are_found(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    connection.settings_dict["OPTIONS"].pop("transaction_mode")
    found = [problem.id for problem in sqlite_problems(connection, (3, 40, 1)) if problem.id != "kaoping.E001"]
    assert found == ["kaoping.E002", "kaoping.E003"]


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    key = secret_key(folder)
    assert len(key) >= 50
    assert secret_key(folder) == key
    assert (folder / "secret-key").stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_an_address_names_user_password_host_and_port() -> None:
    found = postgresql("postgresql://kaoping:p%40ss@db.example:5433/scores")
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "kaoping", "p@ss", "db.example", "5433", "scores",
    ]  # fmt: skip


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        postgresql("mysql://localhost/scores")


@pytest.mark.slow
def test_the_production_settings_pass_the_check_for_deployment(tmp_path: Path) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    environment = {
        **inherited,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "kaoping.settings.production",
        "KAOPING_DATA": str(tmp_path),
        "KAOPING_HOSTS": "kaoping.example",
        "DATABASE_URL": "postgresql://kaoping@localhost/kaoping",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
