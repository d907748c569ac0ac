"""Who owes what: the leading body of an item, the office what nobody is named for; what is entered is owed no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.countersign import Word, countersign
from kaoping.actions.countersign_on_paper import countersign_on_paper
from kaoping.actions.declare_checked import declare_checked
from kaoping.actions.enter_value import enter_value
from kaoping.actions.import_units import import_units
from kaoping.actions.open_entry import open_entry
from kaoping.actions.release_run import release_run
from kaoping.actions.set_options import set_options
from kaoping.actions.tests.year import SMALL, Year, begun, confirm_all
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.core.defect import Refused
from kaoping.core.facts import Unit
from kaoping.records.journal import head_sequence
from kaoping.records.options import Options
from kaoping.records.queries import asking
from kaoping.records.queries.owing import everything_asked, owed_by
from kaoping.records.refusals import Conflict, NotAllowed
from tests.databases import Prepared


def test_an_assessor_owes_what_is_missing_of_the_own_items(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path, options=Options())
    audit, law = year.join("audit-clerk", "assessor", assessor="审计局"), year.join("law", "assessor", assessor="law")
    assert {one.name for one in owed_by(audit, year.assessment)} == {"declared"}
    assert not owed_by(law, year.assessment)
    withdraw_fact(year.office, year.value("u-1", "given", "given"), "录错")
    assert [(one.unit.id, one.item, one.name) for one in owed_by(law, year.assessment)] == [("u-1", "given", "given")]


def test_what_only_the_own_body_could_enter_is_owed_by_the_office(year: Year) -> None:
    law = year.join("law", "assessor", assessor="law")
    withdraw_fact(year.office, year.value("u-2", "given", "given"), "录错")
    assert not owed_by(law, year.assessment)
    assert [one.item for one in owed_by(year.office, year.assessment)] == ["given"]
    assert sum(one.given for one in everything_asked(year.assessment)) == 8


def test_after_each_change_the_same_is_asked_as_of_one_who_reads_everything(db: None, tmp_path: Path) -> None:
    year = begun(tmp_path)

    def told() -> list[tuple[str, str, str, bool]]:
        return [(one.unit.id, one.item, one.name, one.given) for one in everything_asked(year.assessment)]

    before = told()
    withdraw_fact(year.office, year.value("u-3", "given", "given"), "录错")
    after = told()
    assert set(before) - set(after) == {("u-3", "given", "given", True)}
    declare_checked(year.office, year.assessment, [("u-2", "calls")])
    enter_value(year.office, year.assessment, ("u-3", "given", "given"), "30")
    assert ("u-3", "given", "given", True) in told()
    import_units(year.office, year.assessment, [Unit("u-0", "示例新单位", "all")])
    kept = told()
    assert ("u-0", "given", "given", False) in kept
    asking._kept.cache_clear()
    assert kept == told()


@pytest.fixture
def shared(prepared: Prepared) -> Year:
    """A year in which two bodies share an item of points and one of complaints; its reading is confirmed."""
    return prepared(with_shared_items)


def with_shared_items(folder: Path) -> Year:
    both = SMALL.replace("assessors: [law]", "assessors: [law, audit]")
    both = both.replace("assessors: [audit], zero", "assessors: [audit, law], zero")
    year = begun(folder, options=Options(), scheme=both)
    confirm_all(year.office, year.version)
    return year


def obstacles(year: Year) -> list[tuple[str, str]]:
    """What is refused, in the words of the office: the code, and the sentence with what to do."""
    with pytest.raises(Refused) as refused:
        release_run(year.office, compute_run(year.office, year.assessment))
    return [(one.code, one.in_language("zh")) for one in refused.value.defects]


def test_each_body_of_an_item_declares_for_itself_and_never_its_own_unit(shared: Year) -> None:
    audit, law = (
        shared.join("audit-clerk", "assessor", assessor="audit"),
        shared.join("law", "assessor", assessor="law"),
    )
    countersign_on_paper(shared.office, shared.assessment, [("given", "audit")], "示例纪要1号", head_sequence())
    todo = "请该部门在“零报告”页提交；已书面报告的，由考核办代为登记。"
    every, others = "缺 3 个单位：示例单位1、示例单位2、示例单位3。", "缺 2 个单位：示例单位1、示例单位3。"
    assert obstacles(shared) == [
        ("undeclared", f"审计局还没有对“投诉”提交零报告，{every}{todo}"),
        ("undeclared", f"司法局还没有对“投诉”提交零报告，{others}{todo}"),
    ]
    open_entry(shared.office, shared.assessment)
    places = [(unit, "calls") for unit in ("u-1", "u-2", "u-3")]
    assert declare_checked(audit, shared.assessment, places) == 3
    assert declare_checked(audit, shared.assessment, places) == 0
    assert {one.unit.id for one in owed_by(law, shared.assessment)} == {"u-1", "u-3"}
    assert [code for code, _ in obstacles(shared)] == ["undeclared"]
    with pytest.raises(NotAllowed):
        declare_checked(law, shared.assessment, places)
    with pytest.raises(NotAllowed):
        declare_checked(law, shared.assessment, [("u-1", "calls")], "audit")
    declare_checked(law, shared.assessment, [("u-1", "calls")])
    assert declare_checked(shared.office, shared.assessment, [("u-3", "calls")], "law") == 1
    assert release_run(shared.office, compute_run(shared.office, shared.assessment)).run.number == 3


def test_what_another_body_has_not_countersigned_is_not_released(shared: Year) -> None:
    set_options(shared.office, shared.assessment, Options(require_declared=False))
    audit = shared.join("audit-clerk", "assessor", assessor="audit")
    lacking = "审计局还没有会签“评分”，缺 2 个单位：示例单位1、示例单位3。"
    todo = "请该部门在“会签”页会签；已在纸上会签的，由考核办登记文号。"
    assert obstacles(shared) == [("unsigned", lacking + todo)]
    assert [(one.name, one.item) for one in owed_by(audit, shared.assessment)] == [("countersigned", "given")] * 2
    seen = head_sequence()
    countersign(audit, shared.assessment, ("given", "audit"), Word(agreed=False, note="示例单位1偏高"), seen)
    assert obstacles(shared) == [
        ("objected", "审计局不同意“评分”的数据（示例单位1偏高）。请司法局与该部门核对，更正或者说明以后重新会签。")
    ]
    old = shared.value("u-1", "given", "given")
    enter_value(shared.office, shared.assessment, ("u-1", "given", "given"), "26", expected=old.pk, why="核对更正")
    assert [code for code, _ in obstacles(shared)] == ["unsigned"]
    countersign(audit, shared.assessment, ("given", "audit"), Word(agreed=True), head_sequence())
    assert not owed_by(audit, shared.assessment)
    assert release_run(shared.office, compute_run(shared.office, shared.assessment)).run.number == 4


def test_only_what_was_changed_afterwards_is_countersigned_again(shared: Year) -> None:
    audit = shared.join("audit-clerk", "assessor", assessor="audit")
    countersign(audit, shared.assessment, ("given", "audit"), Word(agreed=True), head_sequence())
    old = shared.value("u-3", "given", "given")
    enter_value(shared.office, shared.assessment, ("u-3", "given", "given"), "26", expected=old.pk, why="更正")
    owed = [one for one in owed_by(audit, shared.assessment) if one.name == "countersigned"]
    assert [one.unit.id for one in owed] == ["u-3"]


def test_the_office_records_signatures_on_paper_once_and_with_their_number(shared: Year) -> None:
    place, before = [("given", "audit")], head_sequence()
    for chosen, number in (([], "示例纪要1号"), (place, " ")):
        with pytest.raises(Refused):
            countersign_on_paper(shared.office, shared.assessment, chosen, number, before)
    with pytest.raises(Conflict):
        countersign_on_paper(shared.office, shared.assessment, place, "示例纪要1号", 1)
    assert countersign_on_paper(shared.office, shared.assessment, place, "示例纪要1号", before) == 1
    assert countersign_on_paper(shared.office, shared.assessment, place, "示例纪要1号", before) == 0
    assert [(one.body, one.signature) for one in shared.assessment.countersignatures.all()] == [
        ("audit", "示例纪要1号")
    ]
    with pytest.raises(NotAllowed):
        countersign_on_paper(shared.head, shared.assessment, place, "示例纪要1号", before)


def test_what_is_owed_and_what_stands_against_the_release_are_the_same(shared: Year) -> None:
    owed = {(one.name, one.item, one.bodies) for one in everything_asked(shared.assessment) if one.owed}
    assert len(owed) == len(obstacles(shared)) == 3


def test_a_body_may_change_its_word_on_the_same_values_and_change_it_back(shared: Year) -> None:
    audit = shared.join("audit-clerk", "assessor", assessor="audit")
    place, seen = ("given", "audit"), head_sequence()
    words = (Word(agreed=False, note="偏高"), Word(agreed=True), Word(agreed=False, note="仍然偏高"))
    for word in words:
        countersign(audit, shared.assessment, place, word, seen)
    said = shared.assessment.countersignatures.order_by("pk").values_list("agreed", "note")
    assert list(said) == [(False, "偏高"), (True, ""), (False, "仍然偏高")]
