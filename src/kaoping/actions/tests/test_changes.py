"""Why a result changed: the parts add up to the difference exactly, whatever was changed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.enter_row import enter_row
from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.year import SMALL, Year, begun, confirm_all, small_facts
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import ScoreRun
from kaoping.records.queries.changes import PARTS, changes_between
from kaoping.records.queries.facts import current

UNITS = ("u-1", "u-2", "u-3")
DOUBLED = SMALL.replace("points: 1}", "points: 2}")


@pytest.fixture
def year(db: None, tmp_path: Path) -> Year:
    """A year with its reading confirmed."""
    made = begun(tmp_path)
    confirm_all(made.office, made.version)
    return made


def stored(run: ScoreRun, unit: str) -> Fraction:
    return Fraction(run.results.get(unit=unit).score)


def amounts(earlier: ScoreRun, later: ScoreRun, unit: str) -> dict[str, Fraction | None]:
    return {share.part: share.amount for share in changes_between(earlier, later).shares(unit)}


def complain(year: Year, unit: str, day: str = "2020-05-01") -> None:
    enter_row(year.office, year.assessment, "events", {"unit": unit, "item": "calls", "on": day})


def mend(year: Year, unit: str, value: str) -> None:
    seen = year.value(unit, "done", "actual")
    enter_value(year.office, year.assessment, (unit, "done", "actual"), value, expected=seen.pk, why="更正")


def test_each_part_is_told_apart_and_all_of_them_add_up(year: Year) -> None:
    first = compute_run(year.office, year.assessment)
    complain(year, "u-1")
    mend(year, "u-1", "80")
    adopt_scheme(year.office, year.assessment, SchemeText(DOUBLED), clock.today())
    second = compute_run(year.office, year.assessment)
    found = amounts(first, second, "u-1")
    assert found == {"facts": -1, "corrections": -6, "readings": 0, "scheme": -3}
    assert sum(part or 0 for part in found.values()) == stored(second, "u-1") - stored(first, "u-1")
    assert amounts(first, second, "u-3") == dict.fromkeys(PARTS, 0)


def test_what_was_withdrawn_or_corrected_twice_is_a_correction(year: Year) -> None:
    first = compute_run(year.office, year.assessment)
    calls = list(current(year.assessment).filter(table="events", unit="u-1"))
    withdraw_fact(year.office, calls[0], "重复登记")
    mend(year, "u-1", "80")
    mend(year, "u-1", "85")
    second = compute_run(year.office, year.assessment)
    assert amounts(first, second, "u-1") == {"facts": 0, "corrections": -2, "readings": 0, "scheme": 0}


def test_a_row_that_is_new_and_corrected_before_the_next_run_is_new(year: Year) -> None:
    first = compute_run(year.office, year.assessment)
    complain(year, "u-2")
    made = current(year.assessment).get(table="events", unit="u-2")
    correct_fact(year.office, made, {**parsed(made.content), "note": "补充说明"}, "补充")
    second = compute_run(year.office, year.assessment)
    assert amounts(first, second, "u-2") == {"facts": -1, "corrections": 0, "readings": 0, "scheme": 0}


def test_another_reading_is_a_part_of_its_own(db: None, tmp_path: Path) -> None:
    content = small_facts()
    content["values"] = [
        {**one, "value": "66.666"} if (one["unit"], one["name"]) == ("u-1", "actual") else one
        for one in content["values"]
    ]
    for one in content["values"]:
        if (one["unit"], one["name"]) == ("u-1", "given"):
            one["value"] = "27.505"
    year = begun(tmp_path, content)
    confirm_all(year.office, year.version)
    first = compute_run(year.office, year.assessment)
    seen = year.version.confirmations.get()
    confirm_reading(year.office, year.version, "rounding", "item", expected=seen.pk, why="会议纪要")
    second = compute_run(year.office, year.assessment)
    found = amounts(first, second, "u-1")
    assert found["readings"] == stored(second, "u-1") - stored(first, "u-1") != 0
    assert [found[part] for part in ("facts", "corrections", "scheme")] == [0, 0, 0]


def test_facts_that_only_fit_the_new_scheme_are_carried_by_it(year: Year) -> None:
    first = compute_run(year.office, year.assessment)
    extra = "  - {id: extra, name: 加项, points: 5, assessors: [audit], rule: {kind: appraisal}}\n"
    more = SMALL.replace("awards:", f"{extra}awards:")
    more = more.replace("points: 100", "points: 105", 1)
    adopt_scheme(year.office, year.assessment, SchemeText(more), clock.today())
    for unit in UNITS:
        enter_value(year.office, year.assessment, (unit, "extra", "given"), "4")
    second = compute_run(year.office, year.assessment)
    found = amounts(first, second, "u-1")
    assert found == {"facts": None, "corrections": None, "readings": None, "scheme": 4}
    assert stored(second, "u-1") - stored(first, "u-1") == 4


def test_of_a_unit_that_was_incomplete_no_difference_is_told(db: None, tmp_path: Path) -> None:
    content = small_facts()
    content["values"] = [one for one in content["values"] if (one["unit"], one["name"]) != ("u-3", "given")]
    year = begun(tmp_path, content)
    first = compute_run(year.office, year.assessment)
    enter_value(year.office, year.assessment, ("u-3", "given", "given"), "20")
    changes = changes_between(first, compute_run(year.office, year.assessment))
    assert changes.difference("u-3") is None
    assert [share.amount for share in changes.shares("u-3")] == [None] * 4


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_changed_the_parts_add_up_to_the_difference(db: None, tmp_path: Path, seed: int) -> None:
    chance, year = Random(seed), begun(tmp_path)  # noqa: S311  # which changes are tried
    confirm_all(year.office, year.version)
    runs = [compute_run(year.office, year.assessment)]
    for step in range(3):
        for unit in chance.sample(UNITS, 2):
            complain(year, unit, f"2020-0{chance.randint(1, 9)}-01")
            mend(year, unit, f"{chance.randint(50, 99)}.{chance.randint(0, 999):03}")
        if chance.random() < 0.5:
            text = SMALL.replace("points: 1}", f"points: {step + 2}}}")
            version = adopt_scheme(year.office, year.assessment, SchemeText(text), clock.today())
            confirm_reading(year.office, version, "rounding", chance.choice(("total", "item")))
        runs.append(compute_run(year.office, year.assessment))
    for earlier, later in ((runs[0], runs[3]), (runs[1], runs[2]), (runs[2], runs[3])):
        changes = changes_between(earlier, later)
        for unit in UNITS:
            parts = [share.amount or Fraction(0) for share in changes.shares(unit)]
            assert sum(parts) == changes.difference(unit) == stored(later, unit) - stored(earlier, unit)
