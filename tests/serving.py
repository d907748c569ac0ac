"""A served installation for tests: the real command, its address, and nothing of it left afterwards."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from kaoping.actions.worker import LOCK

KAOPING = [sys.executable, "-c", "from kaoping.cli.main import run; run()"]


@contextmanager
def served(data: Path, *options: str, also: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """A served installation: its address, and what it has printed; `also` are more variables of its environment."""
    port = free_port()
    command = [*KAOPING, "serve", "--port", str(port), "--data", str(data), *options]
    process = subprocess.Popen(command, env={**environment(), **(also or {})}, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = ""
        while "正在运行" not in said:
            line = process.stdout.readline()
            assert line, f"it ended with {process.wait()}: {said}"
            said += line
        wait_for(port)
        yield f"http://localhost:{port}", said
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert worker_is_gone(data)
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", port)):
        pass


def worker_is_gone(data: Path) -> bool:
    """Whether nobody holds the lock that a worker holds as long as it lives."""
    with (data / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def environment() -> dict[str, str]:
    """That of an office: our modules, and no settings of tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAOPING", "DJANGO", "DATABASE"))}
    return {**kept, "PYTHONPATH": os.pathsep.join(sys.path)}


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise URLError("nobody answers")


def kaoping(*arguments: str, status: int = 0) -> str:
    """What a command prints; it must end with the status."""
    done = subprocess.run([*KAOPING, *arguments], capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr
