"""What stands around the sheets of a workbook: its kind, its list of sheets, its formats and its shared strings."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from zipfile import ZipFile

from kaoping.files.untrusted.limits import Limits
from kaoping.files.untrusted.markup import Attributes, LocalNames, walk
from kaoping.files.untrusted.refusal import Unreadable
from kaoping.files.untrusted.shown import Shown, shown_as
from kaoping.files.untrusted.text import forbidden_character

_CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK_TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
}
_MACRO_SHEETS = ("/xlMacrosheet", "/xlIntlMacrosheet")


class Contents(NamedTuple):
    """The sheets by name with the part each stands in, whether dates count from 1904, and two parts about cells."""

    sheets: tuple[tuple[str, str], ...]
    from_1904: bool
    styles: str | None
    shared_strings: str | None


def contents(archive: ZipFile, limits: Limits) -> Contents:
    """The sheets of a workbook in their order, hidden ones too, charts left out; macros are refused."""
    part = _workbook_part(archive)
    listed, from_1904 = _listed_sheets(archive, part)
    related = _related(archive, part)
    if any(kind.endswith(_MACRO_SHEETS) for kind, _ in related.values()):
        raise Unreadable("workbook-macros")
    if not all(identifier in related for _, identifier in listed):
        raise Unreadable("workbook-damaged")
    parts = [(name, *related[identifier]) for name, identifier in listed]
    sheets = tuple((name, target) for name, kind, target in parts if kind.endswith("/worksheet"))
    if len(sheets) > limits.sheets:
        raise Unreadable("workbook-too-many-sheets", most=limits.sheets)
    if len({name for name, _ in sheets}) < len(sheets) or any(forbidden_character.search(name) for name, _ in sheets):
        raise Unreadable("workbook-damaged")
    return Contents(sheets, from_1904, _of_kind(related, "/styles"), _of_kind(related, "/sharedStrings"))


def _workbook_part(archive: ZipFile) -> str:
    if _CONTENT_TYPES not in archive.namelist():
        raise Unreadable("workbook-other-format")
    types = _content_types(archive)
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in types.values()):
        raise Unreadable("workbook-macros")
    if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
        raise Unreadable("workbook-macros")
    part = _of_kind(_related(archive, ""), "/officeDocument") or ""
    if types.get("/" + part, types.get(posixpath.splitext(part)[1])) not in _WORKBOOK_TYPES:
        raise Unreadable("workbook-other-format")
    return part


def _content_types(archive: ZipFile) -> dict[str, str]:
    """The type of every part (/xl/workbook.xml), and of every ending (.xml) for parts without one."""
    types: dict[str, str] = {}

    def start(_: str, attributes: Attributes) -> None:
        name = attributes.get("PartName", "." + attributes.get("Extension", ""))
        types[name] = attributes.get("ContentType", "")

    walk(archive, _CONTENT_TYPES, start)
    return types


def _of_kind(related: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((target for named, target in related.values() if named.endswith(kind)), None)


def _listed_sheets(archive: ZipFile, part: str) -> tuple[list[tuple[str, str]], bool]:
    names = LocalNames()
    sheets: list[tuple[str, str]] = []
    from_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if names[name] == "sheet":
            identifier = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), identifier))
        elif names[name] == "workbookPr":
            from_1904 = attributes.get("date1904") in {"1", "true"}

    walk(archive, part, start)
    return sheets, from_1904


def _related(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Kind and part by relationship; what lies outside the file is left out and never followed."""
    folder, name = posixpath.split(part)
    related: dict[str, tuple[str, str]] = {}

    def start(_: str, attributes: Attributes) -> None:
        if "Id" in attributes and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            related[attributes["Id"]] = (attributes.get("Type", ""), posixpath.normpath(target).lstrip("/"))

    walk(archive, posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return related


def formats(archive: ZipFile, part: str) -> list[Shown]:
    """How the number of a cell is shown, by the cell's style."""
    names = LocalNames()
    codes: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        name = names[name]
        if name == "numFmt":
            codes.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal inside
        if names[name] == "cellXfs":
            inside = False

    walk(archive, part, start, end)
    return [shown_as(identifier, codes.get(identifier, "")) for identifier in styles]


def shared_strings(archive: ZipFile, part: str, limits: Limits) -> list[str]:
    """The texts that cells refer to by number: runs joined, readings beside them (phonetic) left out."""
    names = LocalNames()
    texts: list[str] = []
    words: list[str] = []
    phonetic = taking = False

    def start(name: str, _: Attributes) -> None:
        nonlocal phonetic, taking
        name = names[name]
        phonetic = phonetic or name == "rPh"
        taking = name == "t" and not phonetic

    def end(name: str) -> None:
        nonlocal phonetic, taking
        taking = False
        if names[name] == "rPh":
            phonetic = False
        elif names[name] == "si":
            texts.append("".join(words))
            words.clear()
            if len(texts) > limits.cells:
                raise Unreadable("workbook-too-many-cells", most=limits.cells)

    walk(archive, part, start, end, lambda data: words.append(data) if taking else None)
    return texts
