"""Files that come in and go out: kept in a folder of their own only while they are read or written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import File
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from kaoping.core.defect import Refused
from kaoping.web.shared.table.export import TYPE


@contextmanager
def received(file: File[bytes]) -> Iterator[Path]:
    """The path of an uploaded file while it is read; defects name it as its owner does.

    Raises:
        Refused: what its reading refuses.
    """
    shown = Path((file.name or "").replace("\\", "/")).name
    with TemporaryDirectory(prefix="kaoping-") as folder:
        path = Path(folder) / f"file{Path(shown).suffix[:10].lower()}"
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        try:
            yield path
        except Refused as refused:
            raise Refused([replace(one, file=shown if one.file else "") for one in refused.defects]) from None


def workbook_sent(write: Callable[[Path], None], name: str) -> HttpResponse:
    """A workbook as a download under a name, written by `write` to a path."""
    with TemporaryDirectory(prefix="kaoping-") as folder:
        path = Path(folder) / "workbook.xlsx"
        write(path)
        response = HttpResponse(path.read_bytes(), content_type=TYPE)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
