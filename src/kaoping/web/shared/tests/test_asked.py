"""Who owes what is read beside the request where it has to be read at length, and once."""

from __future__ import annotations

import threading

import pytest

from kaoping.actions.tests.year import Year, opened
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records.models import Assessment
from kaoping.records.queries import asking
from kaoping.records.queries.asking import is_at_hand
from kaoping.records.queries.owing import everything_asked
from kaoping.web.shared import asked, refusals
from tests.databases import Prepared
from tests.visiting import asking as browser
from tests.visiting import at


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year that is open for entry, of which this process knows nothing yet."""
    asking._kept.cache_clear()
    asked._later.cache_clear()
    return prepared(opened)


def test_it_is_at_hand_once_read_and_after_a_change_of_few_units(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_at_hand(year.assessment)
    everything_asked(year.assessment)
    assert is_at_hand(year.assessment)
    withdraw_fact(year.office, year.value("u-1", "given", "given"), "录错")
    assert is_at_hand(year.assessment)
    monkeypatch.setattr(asking, "FEW", 0)
    assert not is_at_hand(year.assessment)


def test_a_page_says_that_it_is_being_prepared_and_opens_when_it_is(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = threading.Event()
    times: list[int] = []

    def slowly(assessment: Assessment) -> tuple[object, ...]:
        times.append(assessment.pk)
        assert may.wait(10)
        return everything_asked(assessment)

    monkeypatch.setattr(asked, "everything_asked", slowly)
    monkeypatch.setattr(refusals, "PATIENCE", 0.01)
    first, second = (browser(year.office).get(at(year, "inbox")) for _ in range(2))
    assert [first.status_code, second.status_code] == [202, 202]
    assert "示例考评" in first.text
    may.set()
    monkeypatch.setattr(refusals, "PATIENCE", 10)
    assert browser(year.office).get(at(year, "inbox")).status_code == 200
    assert times == [year.assessment.pk]
