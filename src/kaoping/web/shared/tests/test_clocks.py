"""Times in words: the last day counts, and nobody is late to object."""

from __future__ import annotations

from datetime import date

import pytest

from kaoping.actions.tests.year import WEDNESDAY, on
from kaoping.web.shared.clocks import clock_of, time_of

DAYS = {
    WEDNESDAY: "截至2021年1月15日（含当日），还剩 2 个工作日",
    date(2021, 1, 15): "截至2021年1月15日（含当日），今天到期",
    date(2021, 1, 18): "2021年1月15日到期，已逾期 1 个工作日",
}


@pytest.mark.parametrize("today", DAYS)
def test_a_time_says_its_last_day_and_what_is_left_of_it(today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, today)
    assert clock_of(date(2021, 1, 15), {}, "zh").word == DAYS[today]


def test_a_time_for_objections_that_is_over_is_full_and_nobody_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2021, 1, 18))
    over = time_of(date(2021, 1, 15), {}, "zh")
    assert (over.word, over.tone, over.mark) == ("截至2021年1月15日，已满", "quiet", "·")
