"""Databases for tests: real ones, a fresh copy for each test; a PostgreSQL server runs as long as the session.

`database` runs a test on SQLite and on PostgreSQL; `db` (and so `client` and `live_server`) on SQLite alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.state import StateApps
from pytest_django import DjangoDbBlocker

from kaoping.records.append_only import install, remove
from kaoping.settings.databases import postgresql, sqlite

Settings = dict[str, Any]
NUMBERS = count(1)


@contextmanager
def connected(settings: Settings) -> Iterator[None]:
    """Django's default database is another one for a while."""
    before = connections.settings["default"]
    _connect(connections.configure_settings({"default": settings})["default"])
    try:
        yield
    finally:
        _connect(before)


def _connect(settings: Settings) -> None:
    old = connections["default"]
    old.close()
    if old.vendor == "postgresql":
        old.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL only
    connections.settings["default"] = settings
    del connections["default"]


class SqliteFiles:
    """A migrated file, and copies of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite3"
        with connected(sqlite(self.template)):
            call_command("migrate", verbosity=0)

    @contextmanager
    def copy(self) -> Iterator[Settings]:
        """A database of its own."""
        path = self.folder / f"copy-{next(NUMBERS)}.sqlite3"
        shutil.copyfile(self.template, path)
        yield sqlite(path)
        path.unlink()


class PostgresqlServer:
    """A server in a folder, listening on a socket there; nobody but tests knows of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = str(folder / "data")

    def start(self) -> None:
        """Begins the server."""
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "kaoping", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "-D", self.data, "-l", str(self.folder / "log"), "-o", options, "-w", "start")

    def migrate(self) -> None:
        """Makes the database that is copied."""
        self._sql("CREATE DATABASE template_of_tests")
        with connected(self._settings("template_of_tests")):
            call_command("migrate", verbosity=0)

    def stop(self) -> None:
        """Ends the server."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    @contextmanager
    def copy(self) -> Iterator[Settings]:
        """A database of its own."""
        name = f"copy_{next(NUMBERS)}"
        self._sql(f"CREATE DATABASE {name} TEMPLATE template_of_tests")
        yield self._settings(name)
        self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _settings(self, name: str) -> Settings:
        return postgresql(f"postgresql://kaoping@/{name}?host={quote(str(self.folder))}")

    def _sql(self, statement: str) -> None:
        self._run("psql", "-h", str(self.folder), "-U", "kaoping", "-d", "postgres", "-q", "-c", statement)

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root; Debian's package brings the user postgres.
        as_somebody = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        command = [*as_somebody, str(binaries() / program), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)


def tamper(sql: str) -> None:
    """Somebody who owns the database takes the triggers away and changes a line."""
    with connection.schema_editor() as editor:
        remove(StateApps([], {}), editor)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    with connection.schema_editor() as editor:
        install(StateApps([], {}), editor)


def binaries() -> Path:
    """Where the programs of the newest installed PostgreSQL are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    anywhere = shutil.which("initdb")
    return found[-1].parent if found else Path(anywhere or "initdb").parent


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> SqliteFiles:
    """The migrated file of this session."""
    with django_db_blocker.unblock():
        return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_server(django_db_blocker: DjangoDbBlocker) -> Iterator[PostgresqlServer]:
    """The server of this session."""
    if not (binaries() / "initdb").is_file():
        missing = "PostgreSQL is not installed (apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="kaoping-postgresql-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    server = PostgresqlServer(folder)
    server.start()
    try:
        with django_db_blocker.unblock():
            server.migrate()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


Databases = Callable[[str], Any]


@pytest.fixture
def databases(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Databases:
    """What opens a fresh database of a kind (sqlite, postgresql), for a `with`."""

    @contextmanager
    def opened(kind: str) -> Iterator[Settings]:
        source = request.getfixturevalue("sqlite_files" if kind == "sqlite" else "postgresql_server")
        with django_db_blocker.unblock(), source.copy() as settings, connected(settings):
            yield settings

    return opened


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Settings]:
    """A fresh database of each kind in turn."""
    with databases(request.param) as settings:
        yield settings


@pytest.fixture
def db(databases: Databases) -> Iterator[None]:
    """A fresh SQLite file, with real transactions."""
    with databases("sqlite"):
        yield


@pytest.fixture
def transactional_db(db: None) -> None:
    """The same: every test has real transactions, and append-only tables cannot be emptied between tests."""
