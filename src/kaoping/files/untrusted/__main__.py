"""The child process: a workbook on standard input, its cells as lines of JSON on standard output.

The lines are, for each sheet, ["sheet", name], rows [row, column, kind, text, column, kind, text …] and
["merged", [ranges]]; a last line ["refused", [[code, values] …]] where the workbook cannot be used.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import BinaryIO

from kaoping.files.untrusted.archive import open_archive
from kaoping.files.untrusted.limits import Limits
from kaoping.files.untrusted.markup import walk
from kaoping.files.untrusted.parts import contents, formats, shared_strings
from kaoping.files.untrusted.refusal import Unreadable
from kaoping.files.untrusted.sheet import Give, SheetReader, Tally
from kaoping.files.untrusted.values import Book


def main() -> None:
    """Reads under the limits given as the one argument."""
    limits = Limits(*json.loads(sys.argv[1]))
    _limit_this_process(limits)
    encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
    output = sys.stdout
    read(sys.stdin.buffer, limits, lambda line: output.write(encode(line) + "\n"))


def read(file: BinaryIO, limits: Limits, give: Give) -> None:
    """Gives the lines of a workbook."""
    tally = Tally(limits)
    try:
        _read_sheets(file, tally, give)
    except Unreadable as error:
        if error not in tally.defects:
            tally.defects.append(error)
    except MemoryError:
        tally.defects.append(Unreadable("workbook-unreadable"))
    if tally.defects:
        give(["refused", [[defect.code, defect.values] for defect in tally.defects]])


def _read_sheets(file: BinaryIO, tally: Tally, give: Give) -> None:
    archive = open_archive(file, tally.limits)
    found = contents(archive, tally.limits)
    strings = shared_strings(archive, found.shared_strings, tally.limits) if found.shared_strings else []
    styles = formats(archive, found.styles) if found.styles else []
    book = Book(strings, styles, found.from_1904)
    for name, part in found.sheets:
        give(["sheet", name])
        reader = SheetReader(name, book, tally, give)
        walk(archive, part, reader.start, reader.end, reader.characters)
        give(["merged", reader.merged])


def _limit_this_process(limits: Limits) -> None:
    """Bounds memory, processor time and output where the system can (Unix); elsewhere the parent's clock remains."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        with contextlib.suppress(ValueError, OSError):  # macOS has names for limits that it does not set
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
