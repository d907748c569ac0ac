"""Databases for tests: real ones, a fresh copy for each test; a PostgreSQL server runs as long as the session.

`database` and `prepared` run a test on SQLite and on PostgreSQL; `db` (and so `client` and `live_server`) on SQLite
alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.state import StateApps
from pytest_django import DjangoDbBlocker

from kaoping.records.append_only import install, remove
from kaoping.settings.databases import postgresql, sqlite

Settings = dict[str, Any]
Made = TypeVar("Made")
NUMBERS = count(1)
MIGRATED = "migrated"


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
    """A folder of database files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def settings(self, name: str) -> Settings:
        """Where the database of this name is."""
        return sqlite(self.folder / f"{name}.sqlite3")

    def copy(self, template: str, name: str) -> None:
        """Makes a database that is like another one."""
        shutil.copyfile(self.settings(template)["NAME"], self.settings(name)["NAME"])

    def drop(self, name: str) -> None:
        """Removes a database."""
        Path(self.settings(name)["NAME"]).unlink()


class PostgresqlServer:
    """A server in a folder, listening on a socket there; nobody but tests knows of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = str(folder / "data")
        # From version 15 on a copy may also go through the log, which takes longer.
        self.strategy = "STRATEGY FILE_COPY" if int(binaries().parent.name) >= 15 else ""

    def start(self) -> None:
        """Begins the server."""
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "kaoping", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "-D", self.data, "-l", str(self.folder / "log"), "-o", options, "-w", "start")

        self.copy("template1", MIGRATED)

    def stop(self) -> None:
        """Ends the server."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def settings(self, name: str) -> Settings:
        """Where the database of this name is."""
        return postgresql(f"postgresql://kaoping@/{name}?host={quote(str(self.folder))}")

    def copy(self, template: str, name: str) -> None:
        """Makes a database that is like another one."""
        self._sql(f"CREATE DATABASE {name} TEMPLATE {template} {self.strategy}")

    def drop(self, name: str) -> None:
        """Removes a database."""
        self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _sql(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="kaoping", dbname="postgres", autocommit=True) as server:
            server.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root; Debian's package brings the user postgres.
        as_somebody = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        command = [*as_somebody, str(binaries() / program), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)


class Source:
    """Databases of one kind: a migrated one, whatever was made in copies of it once, and copies of all these."""

    def __init__(self, kept: SqliteFiles | PostgresqlServer) -> None:
        self.kept = kept
        self.made: dict[Callable[[Path], object], tuple[str, object]] = {}
        with connected(kept.settings(MIGRATED)):
            call_command("migrate", verbosity=0)

    @contextmanager
    def copy(self, template: str = MIGRATED) -> Iterator[Settings]:
        """A database of its own, while it is the default one."""
        name = f"copy_{next(NUMBERS)}"
        self.kept.copy(template, name)
        with connected(self.kept.settings(name)):
            yield self.kept.settings(name)
        self.kept.drop(name)

    def prepared(self, make: Callable[[Path], Made], folder: Path) -> tuple[str, Made]:
        """The name of the database in which something was made, and what came of it."""
        if make not in self.made:
            name = f"prepared_{len(self.made)}"
            self.kept.copy(MIGRATED, name)
            with connected(self.kept.settings(name)):
                self.made[make] = name, make(folder)
        name, made = self.made[make]
        return name, deepcopy(made)  # type: ignore[return-value]  # it is what this function made


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
def sqlite_files(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Source:
    """The files of this session."""
    with django_db_blocker.unblock():
        return Source(SqliteFiles(tmp_path_factory.mktemp("sqlite")))


@pytest.fixture(scope="session")
def postgresql_server(django_db_blocker: DjangoDbBlocker) -> Iterator[Source]:
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
            source = Source(server)
        yield source
    finally:
        server.stop()
        shutil.rmtree(folder)


Sources = Callable[[str], Source]
Databases = Callable[[str], Any]
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture
def sources(request: pytest.FixtureRequest) -> Sources:
    """What finds the databases of a kind (sqlite, postgresql)."""

    def found(kind: str) -> Source:
        source: Source = request.getfixturevalue("sqlite_files" if kind == "sqlite" else "postgresql_server")
        return source

    return found


@pytest.fixture
def databases(sources: Sources, django_db_blocker: DjangoDbBlocker) -> Databases:
    """What opens a fresh database of a kind, for a `with`."""

    @contextmanager
    def opened(kind: str) -> Iterator[Settings]:
        with django_db_blocker.unblock(), sources(kind).copy() as settings:
            yield settings

    return opened


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Settings]:
    """A fresh database of each kind in turn."""
    with databases(request.param) as settings:
        yield settings


class Prepared(Protocol):
    """What gives a test a database in which something was made, and what was made."""

    def __call__(self, make: Callable[[Path], Made]) -> Made:
        """Makes it once in a session, in a database of its own; the test has a copy of both."""


@pytest.fixture(params=KINDS)
def prepared(
    request: pytest.FixtureRequest, sources: Sources, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Prepared]:
    """A database of each kind in turn in which a year stands ready; making it anew for each test would take long."""
    source = sources(request.param)
    with ExitStack() as open_until_the_end, django_db_blocker.unblock():

        def given(make: Callable[[Path], Made]) -> Made:
            name, made = source.prepared(make, tmp_path)
            open_until_the_end.enter_context(source.copy(name))
            return made

        yield given


@pytest.fixture
def db(databases: Databases) -> Iterator[None]:
    """A fresh SQLite file, with real transactions."""
    with databases("sqlite"):
        yield


@pytest.fixture
def transactional_db(db: None) -> None:
    """The same: every test has real transactions, and append-only tables cannot be emptied between tests."""
