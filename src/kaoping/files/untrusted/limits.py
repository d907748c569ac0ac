"""How large a workbook may be and what the process that reads it may use."""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """Every bound on reading one workbook.

    `ratio` is how many times larger a part of more than a megabyte may become when it is unpacked: real sheets
    stay below 60, the densest bomb reaches 1,032. `rows` and `columns` bound where a value may stand, `cells` and
    `characters` how many values and how much text all sheets together may have. `output_bytes` bounds what the
    child process may write; `memory_bytes` and `cpu_seconds` hold on Unix, `wall_seconds` everywhere.
    """

    file_bytes: int = 64 * MEGABYTE
    parts: int = 2_000
    unpacked_bytes: int = 400 * MEGABYTE
    ratio: int = 250
    sheets: int = 500
    rows: int = 300_000
    columns: int = 1_000
    cells: int = 2_000_000
    characters: int = 50_000_000
    cell_characters: int = 32_767
    defects: int = 200
    memory_bytes: int = 1 << 30
    cpu_seconds: int = 60
    wall_seconds: int = 120
    output_bytes: int = 400 * MEGABYTE


DEFAULT = Limits()
