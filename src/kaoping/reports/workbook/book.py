"""A workbook being written: its language, its mark, its formats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from kaoping.core.text import Language, Text

# A fixed moment, so that the same results give the same bytes.
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the properties of a workbook know no time zone
FONT = "Microsoft YaHei"
INK, QUIET, HAIRLINE, SHADE, INPUT = "#1F2328", "#6E7781", "#D0D7DE", "#F3F4F6", "#FFFBE6"
RED, GOLD, PALE_GOLD = "#B42318", "#8A6100", "#FBF3DA"
LINE: dict[str, Any] = {"bottom": 1, "bottom_color": HAIRLINE}
HEADING: dict[str, Any] = {"bold": True, "bg_color": SHADE, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "indent": 1},
    "mark": {"bold": True, "font_color": RED, "indent": 1},
    "quiet": {"font_color": QUIET, "indent": 1},
    "plain": {"text_wrap": True},
    "plain_text": {"indent": 1},
    "plain_amount": {"num_format": "amount"},
    "heading_left": {**HEADING, "indent": 1},
    "heading_center": {**HEADING, "align": "center"},
    "heading_right": {**HEADING, "align": "right"},
    "text": {**LINE, "indent": 1},
    "wrapped": {**LINE, "text_wrap": True, "indent": 1},
    "centred": {**LINE, "align": "center"},
    "whole": {**LINE, "num_format": "0", "align": "center"},
    "amount": {**LINE, "num_format": "amount"},
    "score": {**LINE, "num_format": "amount", "bold": True},
    "input": {**LINE, "bg_color": INPUT, "indent": 1},
    "yes_no": {**LINE, "bg_color": INPUT, "num_format": "yes_no", "align": "right"},
    "date": {**LINE, "bg_color": INPUT, "num_format": "yyyy-mm-dd"},
    "sum": {"bold": True, "bottom": 1, "num_format": "amount"},
    "sum_text": {"bold": True, "bottom": 1, "indent": 1},
    "total": {"bold": True, "bottom": 6, "bg_color": SHADE, "num_format": "amount"},
    "total_text": {"bold": True, "bottom": 6, "bg_color": SHADE, "indent": 1},
    "cut": {"bg_color": PALE_GOLD, "font_color": GOLD, "bold": True, "bottom": 5, "bottom_color": GOLD},
    "choice": {"bold": True, "border": 1, "bg_color": INPUT, "font_size": 12},
    "big": {"bold": True, "font_size": 12, "num_format": "amount", "align": "left"},
    "big_whole": {"bold": True, "font_size": 12, "align": "left"},
    "small": {"text_wrap": True, "font_size": 9, "indent": 1},
    "helper": {"font_color": HAIRLINE, "font_size": 8},
}


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # as above
    """A sheet whose formulas use only old functions: searching them for newer ones would take a fifth of the time."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass
class Book:
    """The workbook; with `stale` a wrong value is cached beside every formula, so that only recalculation is right.

    `places` are the scheme's decimals; `by_value` collects what could not be written as a formula.
    """

    path: Path
    language: Language
    mark: str
    places: int
    stale: bool = False
    by_value: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.file = xlsxwriter.Workbook(str(self.path), options)
        self.file.set_properties({"created": CREATED})
        self._formats: dict[tuple[str, bool], Format] = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.file.close()

    def said(self, text: Text) -> str:
        """A text in the workbook's language."""
        return text.in_language(self.language)

    def reserve(self, names: Iterable[Text]) -> None:
        """Fixes the order of the sheets, whatever order they are filled in."""
        for name in names:
            self.file.add_worksheet(self.said(name), worksheet_class=PlainWorksheet)

    def sheet(self, name: str) -> Worksheet:
        """A reserved sheet."""
        found = self.file.get_worksheet_by_name(name)
        if found is None:
            raise KeyError(name)
        return found

    def style(self, name: str, *, quoted: bool = False) -> Format:
        """A format by name; `quoted` keeps a text that begins with = + - @ a text even when the cell is edited."""
        if (name, quoted) not in self._formats:
            look = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top", **STYLES[name]}
            look["num_format"] = self._number_format(look.get("num_format", "General"))
            self._formats[name, quoted] = self.file.add_format({**look, "quote_prefix": quoted})
        return self._formats[name, quoted]

    def _number_format(self, name: str) -> str:
        if name == "amount":
            digits = f"0.{'0' * self.places}####" if self.places else "General"
            return f'{digits};"−"{digits}'
        if name == "yes_no":
            yes, no = ("是", "否") if self.language == "zh" else ("yes", "no")
            return f'[=1]"{yes}";[=0]"{no}";General'
        return name

    def note_by_value(self, what: Text, cells: int = 0) -> None:
        """Notes that something is written as a value; `cells` where it is worth counting."""
        said = self.said(what)
        self.by_value[said] = self.by_value.get(said, 0) + cells
