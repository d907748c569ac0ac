"""China's statutory holidays (法定节假日) and the weekends worked instead (调休上班), as the State Council has set them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chinese_calendar.constants import Holiday, holidays, workdays

# As the State Council's announcements call them.
NAMES: Mapping[str, str] = {
    Holiday.new_years_day.value: "元旦",
    Holiday.spring_festival.value: "春节",
    Holiday.tomb_sweeping_day.value: "清明节",
    Holiday.labour_day.value: "劳动节",
    Holiday.dragon_boat_festival.value: "端午节",
    Holiday.mid_autumn_festival.value: "中秋节",
    Holiday.national_day.value: "国庆节",
    Holiday.anti_fascist_70th_day.value: "抗战胜利70周年纪念日",
}
WORKED = "{name}调休上班"
# The announcement for a year comes in the autumn before it; none is left out between the first and the last.
KNOWN_YEARS = range(min(holidays).year, max(holidays).year + 1)


@dataclass(frozen=True)
class StatutoryDay:
    """A day off with the name of its holiday, or a weekend on which there is work because of one."""

    working: bool
    name: str


def statutory_days(year: int) -> dict[date, StatutoryDay]:
    """The days of a year in their order; none where the year is not known."""
    off = {day: StatutoryDay(working=False, name=_name(holiday)) for day, holiday in holidays.items()}
    on = {day: StatutoryDay(working=True, name=WORKED.format(name=_name(holiday))) for day, holiday in workdays.items()}
    return {day: one for day, one in sorted({**off, **on}.items()) if day.year == year}


def _name(holiday: str) -> str:
    return NAMES.get(holiday, holiday)
