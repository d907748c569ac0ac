"""Who owes what: the leading body of an item, the office what nobody is named for; what is entered is owed no more."""

from __future__ import annotations

from pathlib import Path

from kaoping.actions.tests.year import begun
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records.queries.owing import everything_asked, owed_by


def test_an_assessor_owes_what_is_missing_of_the_own_items(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path)
    audit, law = year.join("audit-clerk", "assessor", assessor="审计局"), year.join("law", "assessor", assessor="law")
    assert {one.name for one in owed_by(audit, year.assessment)} == {"declared"}
    assert not owed_by(law, year.assessment)
    withdraw_fact(year.office, year.value("u-1", "given", "given"), "录错")
    assert [(one.unit.id, one.item, one.name) for one in owed_by(law, year.assessment)] == [("u-1", "given", "given")]


def test_what_only_the_own_body_could_enter_is_owed_by_the_office(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path)
    law = year.join("law", "assessor", assessor="law")
    withdraw_fact(year.office, year.value("u-2", "given", "given"), "录错")
    assert not owed_by(law, year.assessment)
    assert [one.item for one in owed_by(year.office, year.assessment)] == ["given"]
    assert sum(one.given for one in everything_asked(year.assessment)) == 8
