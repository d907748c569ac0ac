"""Reading a scheme: from a built-in id or a path to a settled scheme with its digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import digest_of
from kaoping.core.text import Text
from kaoping.schemes.compile import compiled
from kaoping.schemes.form import Form
from kaoping.schemes.model import Reading, Scheme
from kaoping.schemes.nodes import Node, read_text_file, read_yaml
from kaoping.schemes.readings import Choices, chosen, defaults, plain, reference_defects, settled
from kaoping.schemes.shape import Shaper

LIBRARY = Path(__file__).parent.parent / "library"
FORMAT = "kaoping/scheme/1"


@dataclass(frozen=True)
class SchemeFile:
    """A scheme file as written, its readings not yet settled, and the text that it was made from."""

    path: Path
    node: Node
    readings: tuple[Reading, ...]
    source: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 over what the file says; spacing and comments do not count."""
        return digest_of(plain(self.node))


@dataclass(frozen=True)
class Settled:
    """A scheme under one choice of readings."""

    file: SchemeFile
    scheme: Scheme
    choices: Choices = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of the scheme file; the readings are named beside it in a result."""
        return self.file.digest


def built_in() -> tuple[str, ...]:
    """The ids of the built-in schemes."""
    return tuple(sorted(path.parent.name for path in LIBRARY.glob("*/scheme.yaml")))


def scheme_path(name: str) -> Path:
    """The file of a built-in id, of a folder with a scheme, or of a path.

    Raises:
        Refused: where there is no such scheme.
    """
    if name in built_in():
        return LIBRARY / name / "scheme.yaml"
    path = Path(name)
    if path.is_dir():
        path /= "scheme.yaml"
    if path.is_file():
        return path
    says = Text("没有“{name}”这个方案。", "There is no scheme “{name}”.", {"name": name})
    remedy = Text(
        "请写内置方案的编号（{ids}）或方案文件的路径。",
        "Name a built-in scheme ({ids}) or the path of a scheme file.",
        {"ids": list(built_in())},
    )
    raise Refused([Defect("no-scheme", "", says, remedy)])


def open_scheme(name: str) -> SchemeFile:
    """The file with its readings, checked as far as choosing among them needs.

    Raises:
        Refused: where the file cannot be read or its readings are badly written.
    """
    file, defects = opened(name)
    if defects:
        raise Refused(defects)
    return file


def opened(name: str) -> tuple[SchemeFile, list[Defect]]:
    """The file with those of its readings that are well written, and what is wrong with the others.

    Raises:
        Refused: where the file cannot be read.
    """
    path = scheme_path(name)
    shown = path.name if path.is_relative_to(LIBRARY) else str(path)
    node = read_yaml(read_text_file(path), shown)
    return _with_readings(path, node, _source(path, node))


def scheme_of_text(text: str, shown: str, source: str = "") -> SchemeFile:
    """The scheme that a text says, for those who keep it elsewhere than in a file; `shown` names it in defects.

    Raises:
        Refused: where the text cannot be read or its readings are badly written.
    """
    lines = tuple(source.split("\n")) if source else ()
    file, defects = _with_readings(Path(shown), read_yaml(text, shown), lines)
    if defects:
        raise Refused(defects)
    return file


def _with_readings(path: Path, node: Node, source: tuple[str, ...]) -> tuple[SchemeFile, list[Defect]]:
    shaper = Shaper()
    found = node.value.get("readings") if isinstance(node.value, dict) else None
    entries = found.value if found is not None and isinstance(found.value, tuple) else ()
    shaped_entries = [shaper.shape(Reading, entry) for entry in entries]
    readings = tuple(one for one in shaped_entries if isinstance(one, Reading))
    return SchemeFile(path, node, readings, source), shaper.defects


def _source(path: Path, node: Node) -> tuple[str, ...]:
    source = node.value.get("source") if isinstance(node.value, dict) else None
    name = source.value.get("file") if source is not None and isinstance(source.value, dict) else None
    text = path.parent / str(name.value) if name is not None else path.parent / "source.txt"
    return tuple(read_text_file(text).split("\n")) if text.is_file() else ()


def settle(file: SchemeFile, choices: Choices | None = None) -> Settled:
    """The scheme under a choice of readings; what is not chosen is as in force by default.

    Raises:
        Refused: with every defect that makes the scheme unusable.
    """
    in_force = {**defaults(file.readings), **(choices or {})}
    scheme, defects = shaped(file, in_force)
    if scheme is None or defects:
        raise Refused(defects)
    return Settled(file, scheme, in_force)


def shaped(file: SchemeFile, choices: Choices) -> tuple[Scheme | None, list[Defect]]:
    """The typed scheme, if it could be shaped, and every defect in what is written, expressions included."""
    defects = list(reference_defects(file.node, {reading.id: reading for reading in file.readings}))
    scheme, found = typed(file, choices)
    defects += found
    if scheme is None:
        return None, defects
    _, unreadable = compiled(scheme, Form())
    defects += [
        Defect("unreadable-expression", file.node.file, problem.says, problem.remedy, line=line or None)
        for line, problem in unreadable
    ]
    return scheme, defects


def typed(file: SchemeFile, choices: Choices) -> tuple[Scheme | None, list[Defect]]:
    """The typed scheme under a choice of readings, if it could be shaped, and what kept it from being so."""
    shaper = Shaper()
    scheme = shaper.shape(Scheme, next(settled(file.node, choices), file.node))
    return (scheme if isinstance(scheme, Scheme) else None), shaper.defects


def read(name: str, wanted: Mapping[str, str | Node] | None = None) -> Settled:
    """A scheme by id or path, under the office's choice of readings.

    Raises:
        Refused: with every defect of the file or of the choices.
    """
    file = open_scheme(name)
    choices, defects = chosen(file.readings, wanted or {})
    if defects:
        raise Refused(defects)
    return settle(file, choices)
