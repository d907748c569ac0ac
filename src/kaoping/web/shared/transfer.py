"""Workbooks that go out: kept in a folder of their own only while they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from kaoping.web.shared.table.export import TYPE


def workbook_sent(write: Callable[[Path], None], name: str) -> HttpResponse:
    """A workbook as a download under a name, written by `write` to a path."""
    return attached(written(write), name)


def written(write: Callable[[Path], None]) -> bytes:
    """What `write` writes to a path."""
    with TemporaryDirectory(prefix="kaoping-") as folder:
        path = Path(folder) / "workbook.xlsx"
        write(path)
        return path.read_bytes()


def attached(content: bytes, name: str) -> HttpResponse:
    """A workbook as a download under a name."""
    response = HttpResponse(content, content_type=TYPE)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
