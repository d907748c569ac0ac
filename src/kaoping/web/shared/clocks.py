"""A time that runs, in words: until which day, and how many working days are left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kaoping.core.text import Language, Text
from kaoping.records.clock import today
from kaoping.records.working_days import days_left
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.parts import State, Tone

LEFT = Text("截至{day}（含当日），还剩 {days} 个工作日", "until {day} (that day included), working days left: {days}")
TODAY = Text("截至{day}（含当日），今天到期", "until {day} (that day included), today")
OVER = Text("{day}到期，已逾期 {days} 个工作日", "was due by {day}, working days late: {days}")
PASSED = Text("截至{day}，已满", "until {day}, over")
# With so few working days left a time is shown as due.
SOON = 3


def clock_of(until: date, calendar: Mapping[date, bool], language: Language) -> State:
    """The time as a mark: quiet while there is enough of it, due when it is short, red when it is over."""
    left = days_left(today(), until, calendar)
    says = OVER if left < 0 else TODAY if until == today() else LEFT
    tone: Tone = "lost" if left < 0 else "due" if left <= SOON else "quiet"
    return State(says.with_values(day=day_said(until, language), days=abs(left)).in_language(language), tone)


def time_of(until: date, calendar: Mapping[date, bool], language: Language) -> State:
    """A time in which something may be done, such as objecting: nobody is late when it is over."""
    if until < today():
        return State(PASSED.with_values(day=day_said(until, language)).in_language(language), "quiet")
    return clock_of(until, calendar, language)
