"""Why it changed, on the page: the parts, the items, the facts with who and why; each unit its own alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.enter_value import enter_value
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import Year, begun, confirm_all
from kaoping.records import clock
from tests.databases import Prepared
from tests.visiting import asking, at


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A year with two runs; between them a value of the first unit was corrected."""
    return prepared(corrected)


def corrected(folder: Path) -> Year:
    made = begun(folder)
    confirm_all(made.office, made.version)
    compute_run(made.office, made.assessment)
    seen = made.value("u-1", "done", "actual")
    enter_value(made.office, made.assessment, ("u-1", "done", "actual"), "80", expected=seen.pk, why="统计局核减")
    compute_run(made.office, made.assessment)
    return made


def test_the_table_says_how_much_and_because_of_what(year: Year) -> None:
    text = asking(year.office).get(at(year, "changes")).text
    row = next(part for part in text.split("<tr") if "示例单位1" in part)
    assert [says in row for says in ("89.50", "83.50", "−6.00")] == [True] * 3
    assert "合计不变" in text


def test_a_unit_s_page_names_the_item_the_fact_who_changed_it_and_why(year: Year) -> None:
    text = asking(year.office).get(at(year, "unit-changes", "u-1")).text
    for says in ("实际值 90", "实际值 80", "统计局核减", "考核办示例", "54.00", "48.00"):
        assert says in text, says
    assert "本单位的数据没有变" in asking(year.office).get(at(year, "unit-changes", "u-2")).text


def test_the_two_runs_may_be_named_either_way_round(year: Year) -> None:
    ask = asking(year.office)
    assert "−6.00" in ask.get(at(year, "unit-changes", "u-1") + "?from=2&to=1").text
    assert ask.get(at(year, "changes") + "?from=1&to=9").status_code == 404


def test_a_unit_compares_only_what_was_released_and_only_itself(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = asking(year.head)
    assert "两次核算向您开放以后" in ask.get(at(year, "changes")).text
    assert ask.get(at(year, "unit-changes", "u-1")).status_code == 404
    release_run(year.office, year.assessment.runs.get(number=2))
    later = clock.now() + timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    release_run(year.office, compute_run(year.office, year.assessment))
    text = ask.get(at(year, "changes")).text
    assert "示例单位1" in text
    assert "示例单位2" not in text
    assert ask.get(at(year, "unit-changes", "u-1")).status_code == 200
    assert ask.get(at(year, "unit-changes", "u-2")).status_code == 404
    assert ask.get(at(year, "changes") + "?from=1&to=2").status_code == 404
