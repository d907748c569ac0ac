"""The calendar on the page of the settings: what is known of the years that matter, and the days that are listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from kaoping.core.text import Language, Text
from kaoping.records.models import CalendarDay
from kaoping.records.queries.calendar import CalendarYear
from kaoping.records.statutory_days import KNOWN_YEARS
from kaoping.web.shared.calendar import NOT_KNOWN
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

KNOWN = Text(
    "已收录国务院办公厅公布的{first}年至{last}年节假日安排。",
    "The State Council's holidays of {first} to {last} are known here.",
)
FILL = Text("填入{year}年法定节假日和调休上班日", "Fill in the holidays of {year}")
LISTED, NOT_LISTED = Text("已列入", "listed"), Text("未列齐", "incomplete")
MISSING, TYPED = Text("未收录", "not known"), Text("手工录入", "by hand")
WHOLE = Text(
    "{year}年的法定节假日和调休上班日已列入，共 {count} 天。", "The holidays of {year} are listed, days: {count}."
)
LACKS = Text(
    "{year}年的法定节假日和调休上班日还有 {count} 天没有列入。", "Holidays of {year} not listed yet, days: {count}."
)
BY_HAND = Text(
    "国务院办公厅关于{year}年节假日的安排尚未收录；已手工录入 {count} 天。",
    "The State Council's holidays of {year} are not known here yet; days added by hand: {count}.",
)
CAPTION, EMPTY = Text("工作日历", "Calendar"), Text("还没有登记节假日。", "No days are listed yet.")
DAY, KIND, NAME = Text("日期", "Day"), Text("安排", "Is"), Text("名称", "Name")
OFF, ON = Text("休息", "day off"), Text("上班", "working day")


@dataclass(frozen=True)
class YearShown:
    """What is said of a year, and the button that fills it."""

    year: int
    state: State
    says: str
    fill: str = ""


def known_said(language: Language) -> str:
    """Which years can be filled in."""
    return KNOWN.with_values(first=KNOWN_YEARS[0], last=KNOWN_YEARS[-1]).in_language(language)


def year_shown(one: CalendarYear, language: Language) -> YearShown:
    """A year; marked as due where times are counted in it and nothing of it is listed."""

    def said(text: Text, count: int = 0) -> str:
        return text.with_values(year=one.year, count=count).in_language(language)

    if not one.known and one.listed:
        return YearShown(one.year, State(said(TYPED), "done"), said(BY_HAND, one.listed))
    if not one.known:
        return YearShown(one.year, State(said(MISSING), "due" if one.counts else "quiet"), said(NOT_KNOWN))
    if not one.missing:
        return YearShown(one.year, State(said(LISTED), "done"), said(WHOLE, one.listed))
    state = State(said(NOT_LISTED), "due" if one.counts else "quiet")
    return YearShown(one.year, state, said(LACKS, one.missing), said(FILL))


def calendar_sheet(days: Iterable[CalendarDay], change: str, language: Language) -> Sheet:
    """The days that are listed, the newest year first; each leads to where it is changed."""
    columns = tuple(
        Column(key, title.in_language(language)) for key, title in {"day": DAY, "kind": KIND, "name": NAME}.items()
    )
    rows = tuple(
        Row(
            (
                Cell(day_said(one.day, language), one.day.isoformat(), href=f"{change}?{_given(one)}"),
                Cell(state=State((ON if one.working else OFF).in_language(language), "" if one.working else "quiet")),
                Cell(one.name),
            )
        )
        for one in sorted(days, key=lambda one: (-one.day.year, one.day))
    )
    return Sheet(
        "calendar", CAPTION.in_language(language), columns, rows, Empty(EMPTY.in_language(language)), exports=False
    )


def _given(one: CalendarDay) -> str:
    return urlencode({"first": one.day.isoformat(), "kind": "on" if one.working else "off", "name": one.name})
