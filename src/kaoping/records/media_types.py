"""What a file is, told from its content; its name may say anything."""

from __future__ import annotations

import io
import zipfile

_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_INSIDE = {
    "OFD.xml": "application/ofd",
    "word/document.xml": f"{_OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}.presentationml.presentation",
}


def media_type(content: bytes) -> str | None:
    """The type of a document or picture; None for everything else. Old Word, Excel and WPS files share one type."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except zipfile.BadZipFile:
        return None
    return next((kind for name, kind in _INSIDE.items() if name in names), None)
