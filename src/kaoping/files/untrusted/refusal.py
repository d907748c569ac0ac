"""Why a workbook is refused: a code and the values of its sentence. The parent process has the sentences."""

from __future__ import annotations


class Unreadable(Exception):
    """The workbook cannot be read further; `values` may hold sheet, row and column."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
