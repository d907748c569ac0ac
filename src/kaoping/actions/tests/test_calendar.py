"""The calendar filled with a year's statutory days: one line of the journal, and what the office has set stays."""

from __future__ import annotations

from datetime import date

import pytest

from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.fill_calendar import fill_calendar
from kaoping.actions.set_calendar_day import set_calendar_day
from kaoping.actions.tests.year import Year, on
from kaoping.core.defect import Refused
from kaoping.records.models import JournalEntry
from kaoping.records.queries.calendar import bare_years, calendar_years
from kaoping.records.refusals import NotAllowed
from kaoping.records.statutory_days import KNOWN_YEARS, statutory_days
from kaoping.records.working_days import calendar_of

LAST = KNOWN_YEARS[-1]


def test_a_new_assessment_knows_the_days_of_its_year_and_of_the_next(year: Year) -> None:
    calendar = calendar_of(year.assessment)
    assert calendar[date(2020, 1, 31)] is False
    assert calendar[date(2021, 2, 7)] is True
    line = JournalEntry.objects.get(action="create_assessment")
    assert f'"filled":{len(calendar)}' in line.after


def test_a_year_is_filled_in_one_line_and_what_the_office_has_set_stays(year: Year) -> None:
    set_calendar_day(year.office, year.assessment, date(2018, 10, 1), working=True, name="值班")
    lines = JournalEntry.objects.count()
    assert fill_calendar(year.office, year.assessment, 2018) == len(statutory_days(2018)) - 1
    calendar = calendar_of(year.assessment)
    assert calendar[date(2018, 10, 1)] is True
    assert calendar[date(2018, 10, 2)] is False
    assert fill_calendar(year.office, year.assessment, 2018) == 0
    assert JournalEntry.objects.count() == lines + 1
    assert '"2018-10-02":{"name":"国庆节","working":false}' in JournalEntry.objects.latest("sequence").after


def test_a_year_that_is_not_announced_is_refused_and_nobody_else_fills_one(year: Year) -> None:
    with pytest.raises(Refused) as refused:
        fill_calendar(year.office, year.assessment, LAST + 1)
    assert refused.value.defects[0].says.values == {"year": LAST + 1}
    with pytest.raises(NotAllowed):
        fill_calendar(year.leading_group, year.assessment, 2018)


def test_the_next_year_takes_over_what_the_office_has_set_in_it(year: Year) -> None:
    set_calendar_day(year.office, year.assessment, date(2021, 3, 8), working=False, name="本办放假")
    set_calendar_day(year.office, year.assessment, date(2020, 3, 9), working=False, name="本办放假")
    made = create_assessment(year.office, 2021, "示例考评", copied_from=year.assessment)
    calendar = calendar_of(made)
    assert calendar[date(2021, 3, 8)] is False
    assert calendar[date(2022, 10, 1)] is False
    assert date(2020, 3, 9) not in calendar


def test_a_year_is_asked_for_where_a_time_would_run_into_it(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(LAST, 6, 1))
    assert LAST + 1 not in {one.year for one in calendar_years(year.assessment)}
    on(monkeypatch, date(LAST, 12, 30))
    fill_calendar(year.office, year.assessment, LAST)
    (bare,) = bare_years(year.assessment)
    assert (bare.year, bare.known) == (LAST + 1, False)
    set_calendar_day(year.office, year.assessment, date(LAST + 1, 1, 1), working=False, name="元旦")
    assert not bare_years(year.assessment)
    year.assessment.state = "published"
    year.assessment.save()
    assert not any(one.counts for one in calendar_years(year.assessment))
