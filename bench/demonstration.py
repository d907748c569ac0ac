"""The whole command on the demonstration year, Excel in and out, beside openpyxl alone with the same files."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

SCHEME = "chaoyang-2009-efficiency"
ROUNDS = 5
KAOPING = [sys.executable, "-c", "from kaoping.cli.main import run; run()"]
RIVAL = """
import json, sys, openpyxl
facts, cells, out = sys.argv[1:]
for sheet in openpyxl.load_workbook(facts):
    for row in sheet.iter_rows(values_only=True):
        pass
book = openpyxl.Workbook()
for name, rows in json.load(open(cells, encoding="utf-8")).items():
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
book.save(out)
"""


def main() -> None:
    """Prints the median seconds of both, of the help, and their ratios; every round times both in turn."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        facts, result = str(place / "facts.xlsx"), str(place / "result.xlsx")
        subprocess.run([*KAOPING, "demo", "facts", "-o", facts, "--scheme", SCHEME], check=True, capture_output=True)
        score = [*KAOPING, "score", SCHEME, facts, "-o", result]
        subprocess.run(score, check=True, capture_output=True)
        rival = [sys.executable, "-c", RIVAL, facts, cells_of(Path(result)), str(place / "rival.xlsx")]
        show("kaoping score, Excel in and out", "openpyxl reading and writing the same cells", *paired(score, rival))
    show("kaoping --help", "python -c pass", *paired([*KAOPING, "--help"], [sys.executable, "-c", "pass"]))


def cells_of(result: Path) -> str:
    """The cells of the results workbook as JSON, for the rival to write."""
    book = openpyxl.load_workbook(result)
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    cells = result.with_suffix(".json")
    cells.write_text(json.dumps(sheets, default=str), encoding="utf-8")
    return str(cells)


def paired(ours: list[str], rivals: list[str]) -> tuple[list[float], list[float]]:
    """The seconds of both commands, run in turn."""
    rounds = [(seconds(ours), seconds(rivals)) for _ in range(ROUNDS)]
    return [one for one, _ in rounds], [other for _, other in rounds]


def seconds(command: list[str]) -> float:
    """How long one cold start takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def show(ours: str, rivals: str, own: list[float], other: list[float]) -> None:
    """One line: both medians and the ratio."""
    mine, theirs = statistics.median(own), statistics.median(other)
    print(f"{ours}: {mine:.2f} s; {rivals}: {theirs:.2f} s; ratio {mine / theirs:.2f}")


if __name__ == "__main__":
    main()
