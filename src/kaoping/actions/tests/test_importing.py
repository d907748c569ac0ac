"""Importing facts and units: all or nothing, nothing twice, and the facts are those of the file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.import_facts import import_facts
from kaoping.actions.import_units import import_units
from kaoping.actions.tests.year import SMALL, UNITS, Year, founded, small_facts, with_demonstration, written
from kaoping.core.defect import Refused
from kaoping.core.facts import Unit
from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import read_facts
from kaoping.files.template import write_template
from kaoping.records.journal import head_sequence
from kaoping.records.models import Fact, JournalEntry
from kaoping.records.queries.facts import facts_at, facts_of
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotAllowed


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [defect.code for defect in refused.value.defects]


def test_the_facts_are_those_of_the_file(year: Year, tmp_path: Path) -> None:
    assert year.facts() == read_facts(written(tmp_path, small_facts()), settled_now(year.assessment))
    assert Fact.objects.count() == 3 + 9 + 2
    entry = JournalEntry.objects.get(action="import_facts")
    assert entry.facts == 14
    assert year.facts().digest in entry.after


def test_a_workbook_gives_the_same_facts_as_json(db: None, tmp_path: Path) -> None:
    scheme = "beijing-stations-2020"
    assessment, office = with_demonstration(tmp_path, scheme)
    settled = settled_now(assessment)
    write_template(settled, tmp_path / "facts.xlsx", demonstration_facts(scheme))
    with pytest.raises(Refused) as refused:
        import_facts(office, assessment, tmp_path / "facts.xlsx")
    assert set(codes(refused)) == {"already-there"}


def test_a_file_with_one_bad_row_leaves_nothing(year: Year, tmp_path: Path) -> None:
    before = (head_sequence(), Fact.objects.count())
    bad = small_facts(claims=[{"unit": "u-9", "item": "nothing", "points": "1"}])
    with pytest.raises(Refused) as refused:
        import_facts(year.office, year.assessment, written(tmp_path, bad, "bad.json"))
    assert {defect.file for defect in refused.value.defects} == {"bad.json"}
    assert (head_sequence(), Fact.objects.count()) == before


def test_a_file_that_comes_twice_is_refused(year: Year, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        import_facts(year.office, year.assessment, written(tmp_path, small_facts()))
    assert codes(refused) == ["already-there", "already-there"]
    with pytest.raises(Refused) as refused:
        import_facts(year.office, year.assessment, written(tmp_path, small_facts(events=[])))
    assert codes(refused) == ["nothing-new"]


def test_an_import_that_corrects_needs_a_reason_and_keeps_what_was_said_before(year: Year, tmp_path: Path) -> None:
    before = head_sequence()
    old = year.facts()
    changed = small_facts(events=[])
    changed["values"][1]["value"] = "95"
    path = written(tmp_path, changed)
    with pytest.raises(Refused) as refused:
        import_facts(year.office, year.assessment, path)
    assert codes(refused) == ["reason-needed"]
    plan = import_facts(year.office, year.assessment, path, "统计局更正")
    assert (len(plan.rows), plan.corrections, plan.unchanged) == (1, 1, 11)
    assert year.facts().values["u-1", "done", "actual"] == 95
    assert year.facts(before) == old


def test_facts_as_of_a_moment_are_those_known_then(year: Year) -> None:
    settled = settled_now(year.assessment)
    entry = JournalEntry.objects.get(action="import_facts")
    assert facts_at(year.assessment, settled, entry.at).digest == year.facts().digest
    with pytest.raises(Refused) as refused:
        facts_at(year.assessment, settled, entry.at - timedelta(microseconds=1))
    assert codes(refused) == ["no-units"]


def test_rows_that_fit_the_file_but_not_what_is_there_are_refused(year: Year, tmp_path: Path) -> None:
    repeated = {"unit": "u-2", "item": "calls", "on": "2020-05-01", "id": "e-1"}
    first = {**small_facts(values=[]), "events": [repeated]}
    import_facts(year.office, year.assessment, written(tmp_path, first))
    second = {**first, "events": [{**repeated, "note": "另一件事"}]}
    with pytest.raises(Refused) as refused:
        import_facts(year.office, year.assessment, written(tmp_path, second))
    assert codes(refused) == ["repeated"]


def test_units_are_imported_renamed_with_a_reason_and_known_as_they_were(database: object, tmp_path: Path) -> None:
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, SchemeText(SMALL))
    units = [Unit(one["id"], one["name"], one["group"]) for one in UNITS]
    assert import_units(office, assessment, units) == 3
    assert import_units(office, assessment, units) == 0
    before = head_sequence()
    renamed = [Unit("u-1", "示例单位甲", "all")]
    with pytest.raises(Refused):
        import_units(office, assessment, renamed)
    assert import_units(office, assessment, renamed, "机构改革") == 1
    assert assessment.units.get(code="u-1").name == "示例单位甲"
    settled = settled_now(assessment)
    assert [facts_of(assessment, settled, entry).units[0].name for entry in (before, None)] == [
        "示例单位1",
        "示例单位甲",
    ]


def test_only_the_office_imports(year: Year, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        import_facts(year.head, year.assessment, tmp_path / "facts.json")
