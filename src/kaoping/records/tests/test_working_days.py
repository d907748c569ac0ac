"""Working days, and the options that count in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.records.options import Options, options_of
from kaoping.records.roles import NAMES, ROLES
from kaoping.records.verbs import VERBS
from kaoping.records.working_days import due, is_working_day

THURSDAY = date(2021, 1, 14)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_the_first_day_is_not_counted_and_weekends_are_not() -> None:
    assert due(THURSDAY, 3, {}) == date(2021, 1, 19)
    assert due(THURSDAY, 0, {}) == THURSDAY


def test_the_calendar_of_the_office_goes_before_the_week() -> None:
    assert due(THURSDAY, 3, {date(2021, 1, 15): False, date(2021, 1, 16): True}) == date(2021, 1, 19)


@given(DAYS, st.integers(1, 30), st.dictionaries(DAYS, st.booleans(), max_size=20))
def test_so_many_working_days_lie_between(start: date, days: int, calendar: dict[date, bool]) -> None:
    end = due(start, days, calendar)
    between = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, calendar) for day in between) == days
    assert is_working_day(end, calendar)


def test_options_are_kept_as_they_were_set() -> None:
    statute = Options(objection_days=15, decision_days=10, approval_days=5, require_declared=True)
    assert options_of(statute.text) == statute
    assert options_of("{}") == Options()


def test_a_time_that_no_rule_has_is_refused() -> None:
    with pytest.raises(ValueError, match="working days"):
        Options(decision_days=-1)


def test_every_role_has_its_names_and_every_verb_names_roles() -> None:
    assert set(ROLES) == set(NAMES)
    assert all(verb.roles <= set(NAMES) and verb.says.zh and verb.says.en for verb in VERBS.values())
