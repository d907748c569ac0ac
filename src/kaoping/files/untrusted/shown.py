"""What the number of a cell says: a decimal as Excel shows it, a percentage, a date or a time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

Shown = Literal["number", "percent", "date"]

# The numbers of the formats that need no code; 27–36 and 50–58 are dates in Chinese, Japanese and Korean.
_DATES = {str(number) for number in (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59))}
_PERCENTAGES = {"9", "10"}

# Quoted words, escaped and spacing characters and brackets (colours, conditions) show nothing of the number.
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
# What needs no arithmetic: at most 15 digits and no zeros to drop.
_PLAIN = re.compile(r"[1-9]\d{0,14}|0|-?(0|[1-9]\d{0,6})\.\d{0,7}[1-9]", re.ASCII)

_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_LARGEST_POWER = 30
_LONGEST_NUMBER = 40
_LONGEST_CODE = 255
_LAST_DAY = 2_957_003  # in 9999, whichever year the days are counted from
_SECONDS = 86_400
_DAY_THAT_NEVER_WAS = 60


def shown_as(identifier: str, code: str) -> Shown:
    """How a number format shows a number. Time that has passed ([h]:mm) is a number of days, not a date."""
    if identifier in _PERCENTAGES:
        return "percent"
    if identifier in _DATES:
        return "date"
    code = code[:_LONGEST_CODE]
    shown = _GENERAL.sub("", _NOT_SHOWN.sub("", code))
    if "%" in shown:
        return "percent"
    return "date" if re.search("[ymdhsa]", shown, re.IGNORECASE) and not _ELAPSED.search(code) else "number"


def number(stored: str) -> str | None:
    """The decimal that Excel shows for a stored number, or None where it is not one.

    A spreadsheet stores 0.1 + 0.2 as 0.30000000000000004 and shows 15 significant digits, 0.3: those are taken, by
    decimal arithmetic on the stored text. Powers of ten beyond ±30 stay as written (1E+100).
    """
    if _PLAIN.fullmatch(stored):
        return stored
    if len(stored) > _LONGEST_NUMBER or not _NUMBER.fullmatch(stored):
        return None
    value = _FIFTEEN_DIGITS.create_decimal(stored)
    return _written(value) if abs(value.adjusted()) <= _LARGEST_POWER else stored


def percentage(stored: str) -> str | None:
    """A number with a percent format as it is shown: stored 0.9 is 90%."""
    text = number(stored)
    return None if text is None else _written(Decimal(text).scaleb(2)) + "%"


def moment(stored: str, *, from_1904: bool) -> str | None:
    """A number with a date format: 2020-08-01, with a time 2020-08-01T09:30:00, a time alone 09:30:00.

    None where it is no day of the calendar (negative, 0, the 29th of February 1900, after 9999).
    """
    text = number(stored)
    if text is None or not 0 < Decimal(text) < _LAST_DAY:
        return None
    day, second = divmod(round(Decimal(text) * _SECONDS), _SECONDS)
    time = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    if day == 0:
        return time
    if day == _DAY_THAT_NEVER_WAS and not from_1904:
        return None
    return (_first_day(day, from_1904=from_1904) + timedelta(day)).isoformat() + (f"T{time}" if second else "")


def _first_day(day: int, *, from_1904: bool) -> date:
    """The day with number 0; Excel counts a 29th of February 1900, so that later days are one too high."""
    if from_1904:
        return date(1904, 1, 1)
    return date(1899, 12, 31) if day < _DAY_THAT_NEVER_WAS else date(1899, 12, 30)


def _written(value: Decimal) -> str:
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
