"""What is said where a time is counted through a year of which the calendar lists nothing."""

from __future__ import annotations

from kaoping.core.text import Text
from kaoping.records.queries.calendar import bare_years
from kaoping.web.shared.visit import Visit

NOT_KNOWN = Text(
    "国务院办公厅关于{year}年节假日的安排尚未收录，请手工录入。",
    "The State Council's holidays of {year} are not known here yet; please add them by hand.",
)
NOT_FILLED = Text(
    "{year}年的法定节假日和调休上班日还没有填入工作日历，期限会算错。",
    "The holidays of {year} are not in the calendar yet; times would come out wrong.",
)


def lacking(visited: Visit) -> tuple[str, ...]:
    """One sentence for each such year, for those who keep the calendar."""
    if not visited.may("set_calendar_day"):
        return ()
    years = bare_years(visited.assessment)
    return tuple(visited.said(NOT_FILLED if one.known else NOT_KNOWN, year=one.year) for one in years)
