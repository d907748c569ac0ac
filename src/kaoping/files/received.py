"""A file that came from outside: kept in a folder of its own only while it is read, under a name that is ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kaoping.core.defect import Refused


@contextmanager
def received(name: str, pieces: Iterable[bytes]) -> Iterator[Path]:
    """The path of what was sent under a name while it is read; defects name it as its owner does.

    Raises:
        Refused: what its reading refuses.
    """
    shown = own_name(name)
    with TemporaryDirectory(prefix="kaoping-") as folder:
        path = Path(folder) / f"file{Path(shown).suffix[:10].lower()}"
        with path.open("wb") as kept:
            for piece in pieces:
                kept.write(piece)
        try:
            yield path
        except Refused as refused:
            raise Refused([replace(one, file=shown if one.file else "") for one in refused.defects]) from None


def own_name(name: str) -> str:
    """What its owner calls a file, without the folders that some browsers send along."""
    return Path(name.replace("\\", "/")).name
