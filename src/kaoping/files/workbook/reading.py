"""Starts the child process that reads a workbook, and takes what it hands back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

import kaoping
from kaoping.core.defect import Refused
from kaoping.files.untrusted.limits import DEFAULT, Limits
from kaoping.files.workbook.sentences import defect
from kaoping.files.workbook.workbook import Cell, Kind, Range, Row, Sheet, Workbook
from kaoping.schemes.nodes.text_file import open_file, too_large

_CHILD = "kaoping.files.untrusted"
_KINDS: dict[str, Kind] = {"t": "text", "n": "number", "d": "date", "b": "boolean", "e": "error"}


def read_workbook(path: Path, limits: Limits = DEFAULT) -> Workbook:
    """Every sheet of an .xlsx file with all that its cells say.

    Formulas count with the value saved beside them; links to other files are never followed. Raises Refused, with
    every defect found, for a file that is no .xlsx, has macros or a password, is damaged, or exceeds the limits.
    """
    file = str(path)
    with open_file(path) as opened, TemporaryFile() as output:
        size = os.fstat(opened.fileno()).st_size
        if size > limits.file_bytes:
            raise too_large(file, size, limits.file_bytes)
        _run_child(opened, output, file, limits)
        output.seek(0)
        return _workbook(output, file)


def _run_child(opened: BinaryIO, output: IO[bytes], file: str, limits: Limits) -> None:
    """Lets the child read the file that is already open; its output is a file because a file can be limited."""
    # -P and -S: nothing is imported from the current folder or from other packages.
    command = [sys.executable, "-P", "-S", "-X", "utf8", "-m", _CHILD, json.dumps(limits)]
    environment = {**os.environ, "PYTHONPATH": str(Path(kaoping.__file__).parents[1])}
    try:
        child = subprocess.run(  # noqa: S603  # the command is fixed; the untrusted file is its input
            command,
            stdin=opened,
            stdout=output,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused([defect("workbook-unreadable", file)]) from None
    if child.returncode != 0 or os.fstat(output.fileno()).st_size > limits.output_bytes:
        cause = RuntimeError(f"the child process ended with {child.returncode}: {child.stderr.decode()}")
        raise Refused([defect("workbook-unreadable", file)]) from cause


def _workbook(output: IO[bytes], file: str) -> Workbook:
    sheets: list[Sheet] = []
    name, rows = "", list[Row]()
    for line in output:
        first, *rest = json.loads(line)
        if isinstance(first, int):
            rows.append(_row(first, rest))
        elif first == "sheet":
            name, rows = rest[0], []
        elif first == "merged":
            sheets.append(Sheet(name, tuple(rows), tuple(Range(*corners) for corners in rest[0])))
        else:
            raise Refused([defect(code, file, **values) for code, values in rest[0]])
    return Workbook(tuple(sheets))


def _row(row: int, cells: list[Any]) -> Row:
    return tuple(
        Cell(text, row, column, _KINDS[letter])
        for column, letter, text in zip(cells[::3], cells[1::3], cells[2::3], strict=True)
    )
