"""How numbers, dates and yes or no may be written: what is unambiguous is taken, everything else is refused."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from kaoping.core.missing import NO, YES
from kaoping.core.numbers import LONGEST_NUMBER, decimal, half_width
from kaoping.core.text import Text
from kaoping.files.facts.notes import Notes
from kaoping.schemes.nodes import Node

YES_WORDS = ("true", "yes", "是", "完成", "已完成")
NO_WORDS = ("false", "no", "否", "未完成")

_LEADING_ZERO = re.compile(r"[+-]?0\d")
_DATE = re.compile(r"(\d{4})(?:-(\d\d?)-|/(\d\d?)/|\.(\d\d?)\.|年(\d\d?)月)(\d\d?)(?(5)日)")
_WRITE_A_NUMBER = Text("请写十进制数，例如 0.5。", "Write a decimal such as 0.5.")


def text(node: Node, notes: Notes) -> str | None:
    """Words without the spaces around them, lines ending in line feeds; None where there are none."""
    if isinstance(node.value, (bool, tuple, dict)):
        notes.note(
            "not-a-text",
            node,
            Text("此处应为一段文字或一个数。", "Here a text or a number is needed."),
            Text("请改写成文字，用引号括起来。", "Write it as text in quotation marks."),
        )
        return None
    if node.value is None:
        return None
    return node.value.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def number(node: Node, notes: Notes, *, percent: bool = False) -> Fraction | None:
    """An exact number; full-width digits count, a percent sign only where per cent is asked for."""
    words = text(node, notes)
    if words is None:
        return None
    written = half_width(words)
    signed = written.removesuffix("%").rstrip()
    value = decimal(signed)
    if value is None:
        _not_a_number(words, written, node, notes)
    elif signed != written and not percent:
        _stray_percent(words, signed, node, notes)
        value = None
    elif _LEADING_ZERO.match(signed):
        says = Text("“{text}”按 {value} 计。", "“{text}” counts as {value}.", {"text": words, "value": value})
        notes.note("leading-zero", node, says, _WRITE_PLAINLY, "warning")
    elif percent and signed == written and 0 < value < 1:
        says = Text("“{text}”按 {text}% 计。", "“{text}” counts as {text}%.", {"text": words})
        notes.note("small-percentage", node, says, _WRITE_PER_CENT, "warning")
    return value


_WRITE_PLAINLY = Text("请去掉前面的 0。", "Leave out the leading zero.")
_WRITE_PER_CENT = Text("如果是指百分之几十，请写 90 或 90%。", "If a share of 1 is meant, write 90 or 90%.")


def _not_a_number(words: str, written: str, node: Node, notes: Notes) -> None:
    says = Text("“{text}”不是可用的数。", "“{text}” is not a usable number.", {"text": words[:40]})
    remedy = _WRITE_A_NUMBER
    if len(written) > LONGEST_NUMBER:
        remedy = Text("一个数最多 {most} 个字符。", "A number has at most {most} characters.", {"most": LONGEST_NUMBER})
    elif re.fullmatch(r"[+-]?[\d.]+e[+-]?\d+", written, re.IGNORECASE):
        remedy = Text("请写出完整的十进制数，不用 e。", "Write the decimal in full, without e.")
    elif re.fullmatch(r"[\d.]+[,，][\d.,，]+", written):
        remedy = Text("请去掉逗号。", "Leave out the commas.")
    notes.note("bad-number", node, says, remedy)


def _stray_percent(words: str, signed: str, node: Node, notes: Notes) -> None:
    says = Text(
        "“{text}”带百分号，而这里不是百分数。", "“{text}” has a percent sign, but no percentage is asked for here.",
        {"text": words},
    )  # fmt: skip
    remedy = Text(
        "请写不带百分号的数，例如 {plain}。", "Write it without the sign, such as {plain}.", {"plain": signed}
    )
    notes.note("stray-percent", node, says, remedy)


def whole(node: Node, notes: Notes) -> Fraction | None:
    """A whole number above 0."""
    value = number(node, notes)
    if value is None or (value.denominator == 1 and value > 0):
        return value
    says = Text("“{value}”不是正整数。", "“{value}” is not a positive whole number.", {"value": value})
    notes.note("not-whole", node, says, Text("请写 1、2、3 这样的数。", "Write a number such as 1, 2 or 3."))
    return None


def day(node: Node, notes: Notes) -> date | None:
    """A day of the calendar: 2020-08-01; also 2020/8/1, 2020.8.1, 2020年8月1日; a time of day is left out."""
    words = text(node, notes)
    if words is None:
        return None
    found = _DATE.fullmatch(half_width(words).split("T")[0].strip())
    year, month, of_month = [part for part in found.groups() if part] if found else ("0", "0", "0")
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        says = Text("“{text}”不是日期。", "“{text}” is not a date.", {"text": words[:40]})
        notes.note("bad-date", node, says, Text("请写成 2020-08-01。", "Write it like 2020-08-01."))
        return None


def yes_or_no(node: Node, notes: Notes) -> Fraction | None:
    """Yes is 1, no is 0."""
    if isinstance(node.value, bool):
        return YES if node.value else NO
    words = text(node, notes)
    if words is None:
        return None
    if words.lower() in YES_WORDS:
        return YES
    if words.lower() in NO_WORDS:
        return NO
    says = Text("“{text}”既不是“是”也不是“否”。", "“{text}” is neither yes nor no.", {"text": words[:40]})
    remedy = Text("请写“是”或“否”。", "Write yes or no.")
    notes.note("not-yes-or-no", node, says, remedy)
    return None
