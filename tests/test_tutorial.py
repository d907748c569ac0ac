"""README and tutorials are played as they are written: cells are filled, commands run, what is printed must be so."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.architecture.project import ROOT

PAGES = ("README.md", "README.en.md", "docs/tutorial.md", "docs/tutorial.en.md")
CONSOLE = re.compile(r"^```console\n(?P<session>.*?)^```", re.MULTILINE | re.DOTALL)
# `file.xlsx` before a table with three columns: sheet, cell, what to enter.
TABLE = re.compile(r"`(?P<book>[^`]+\.xlsx)`[^`|]*\n\n\|(?:[^|\n]+\|){3}\n\|(?: -+ \|){3}\n(?P<rows>(?:\|.*\|\n)+)")
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
START = "from kaoping.cli.main import run; run()"
ANYTHING = "…"


class Step(NamedTuple):
    """One command with what the page says it prints, or, with an empty command, cells to fill."""

    command: str
    printed: str
    book: str = ""


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_page_tells_the_truth(page: str, tmp_path: Path) -> None:
    for step in steps((ROOT / page).read_text("utf-8")):
        if step.book:
            fill(tmp_path / step.book, step.printed)
        else:
            assert agrees(step.printed, played(step.command, tmp_path)), step.command


def steps(text: str) -> Iterator[Step]:
    """The steps in the order of the page."""
    found = sorted([*CONSOLE.finditer(text), *TABLE.finditer(text)], key=lambda match: match.start())
    for match in found:
        if match.re is TABLE:
            yield Step("", match["rows"], match["book"])
            continue
        _, *parts = COMMAND.split(match["session"])
        yield from (
            Step(command, printed.strip("\n")) for command, printed in zip(parts[::2], parts[1::2], strict=True)
        )


def fill(book: Path, rows: str) -> None:
    """Enters what the rows of a table say: into one cell, or into every cell of `I5:I14`; nothing empties the cell."""
    workbook = openpyxl.load_workbook(book)
    for row in rows.splitlines():
        sheet, place, value = (part.strip().strip("`") for part in row.strip("|").split("|"))
        for cell in cells_at(workbook[sheet], place):
            cell.value = float(value) if re.fullmatch(r"[0-9.]+", value) else value or None
    workbook.save(book)


def cells_at(sheet: Worksheet, place: str) -> Iterator[Cell]:
    """The cells of a place such as I5 or I5:I14."""
    first, _, last = place.partition(":")
    for row in sheet[f"{first}:{last or first}"]:
        yield from (cell for cell in row if isinstance(cell, Cell))


def played(command: str, folder: Path) -> str:
    """What a command prints, as on a terminal of 100 columns."""
    words = shlex.split(command)
    assert words[0] == "kaoping"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100", "NO_COLOR": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", START, *words[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ended.stdout


def agrees(expected: str, actual: str) -> bool:
    """Whether the printed lines are those of the page; a line with … stands for any lines."""
    wanted = "\n".join(line.rstrip() for line in expected.splitlines())
    printed = "\n".join(line.rstrip() for line in actual.strip("\n").splitlines())
    pattern = r"(?:.*\n)*?".join(re.escape(part) for part in re.split(rf"(?m)^{ANYTHING}$\n?", wanted))
    return re.fullmatch(pattern, printed) is not None or re.fullmatch(pattern, printed + "\n") is not None


def test_a_page_agrees_only_with_what_is_printed() -> None:
    assert agrees("a\n…\nd", "a\nb\nc\nd\n")
    assert agrees("a\n…", "a\nb\n")
    assert agrees("a\nb", "a  \nb\n")
    assert not agrees("a\n…\nd", "a\nb\n")
    assert not agrees("a", "a\nb")


def test_tables_and_sessions_are_played_in_order() -> None:
    text = """Fill `a.xlsx`:

| sheet | cell | enter |
| --- | --- | --- |
| 数据 | `D3` | 是 |

```console
$ kaoping score x a.xlsx
rank 1
$ kaoping verify
```
"""
    assert list(steps(text)) == [
        Step("", "| 数据 | `D3` | 是 |\n", "a.xlsx"),
        Step("kaoping score x a.xlsx", "rank 1"),
        Step("kaoping verify", ""),
    ]
