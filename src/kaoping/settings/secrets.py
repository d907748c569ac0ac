"""The secret key of an installation, made on its first start and readable by nobody else."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key in the folder; where there is none yet, a new one, the same for all who start at once."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _place(path, secrets.token_urlsafe(48))
    return path.read_text("ascii")


def _place(path: Path, key: str) -> None:
    """Writes the key beside its place and links it there, so that nobody reads half of it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".secret-key-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        Path(beside).unlink()
