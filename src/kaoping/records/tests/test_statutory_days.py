"""The statutory days as everybody remembers them, and what they make of a time that is counted through them."""

from __future__ import annotations

from datetime import date

import pytest

from kaoping.records.statutory_days import KNOWN_YEARS, NAMES, statutory_days
from kaoping.records.working_days import due


def off(year: int) -> set[date]:
    return {day for day, one in statutory_days(year).items() if not one.working}


def on(year: int) -> set[date]:
    return {day for day, one in statutory_days(year).items() if one.working}


def test_the_spring_festival_of_2020_was_extended_to_the_second_of_february() -> None:
    assert {date(2020, 1, day) for day in range(24, 32)} | {date(2020, 2, 1), date(2020, 2, 2)} <= off(2020)
    assert date(2020, 2, 3) not in statutory_days(2020)


def test_the_sunday_before_the_spring_festival_of_2025_was_worked() -> None:
    assert date(2025, 1, 26) in on(2025)
    assert {date(2025, 1, 28), date(2025, 2, 4)} <= off(2025)
    assert date(2025, 2, 5) not in statutory_days(2025)
    assert date(2025, 2, 8) in on(2025)


def test_the_spring_festival_of_2026_has_nine_days_and_two_saturdays_are_worked_for_it() -> None:
    festival = {day for day, one in statutory_days(2026).items() if one.name == "春节"}
    assert festival == {date(2026, 2, day) for day in range(15, 24)}
    assert {day for day, one in statutory_days(2026).items() if one.name == "春节调休上班"} == {
        date(2026, 2, 14),
        date(2026, 2, 28),
    }


@pytest.mark.parametrize("year", range(2020, 2027))
def test_every_year_of_now_is_known_with_all_its_holidays(year: int) -> None:
    assert year in KNOWN_YEARS
    names = {one.name for one in statutory_days(year).values() if not one.working}
    # In 2020 the Mid-Autumn Festival was the National Day.
    assert names >= {"元旦", "春节", "清明节", "劳动节", "端午节", "国庆节"}
    assert all(day.weekday() >= 5 for day in on(year))
    assert on(year)


def test_every_year_between_is_known_and_every_name_is_chinese() -> None:
    assert all(statutory_days(year) for year in KNOWN_YEARS)
    assert {one.name.removesuffix("调休上班") for year in KNOWN_YEARS for one in statutory_days(year).values()} <= {
        *NAMES.values()
    }


def test_a_year_that_is_not_announced_yet_has_none() -> None:
    assert statutory_days(KNOWN_YEARS[-1] + 1) == {}


def test_three_working_days_from_the_eve_of_the_festival_end_ten_days_later() -> None:
    calendar = {day: one.working for day, one in statutory_days(2026).items()}
    # Friday 13 February; Saturday 14 is worked, the 15th to the 23rd are not.
    assert due(date(2026, 2, 13), 3, calendar) == date(2026, 2, 25)
