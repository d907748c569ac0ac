"""The scheme as a document: every column, every clause, every reading with its alternatives."""

from __future__ import annotations

import pytest

from kaoping.core.line import Clause
from kaoping.core.text import LANGUAGES, Language
from kaoping.demonstration.year import demonstration_facts
from kaoping.schemes.model import ItemEntry
from kaoping.schemes.read import built_in, read
from kaoping.schemes.reading_effects import Trial
from kaoping.web.pages.scheme.build import SchemeBuilder
from kaoping.web.pages.scheme.content import ReadingLine, SchemeContent
from kaoping.web.pages.scheme.readings import ReadingContext
from kaoping.web.shared.source import ClauseMark, clause_id

CHAOYANG, STATIONS = "chaoyang-2009-efficiency", "beijing-stations-2020"


def mark(clause: Clause) -> ClauseMark | None:
    """A mark of every clause that stands somewhere."""
    return ClauseMark(clause.at, "/scheme", clause_id(clause)) if clause.at else None


def page_of(scheme: str, language: Language = "zh", context: ReadingContext | None = None) -> SchemeContent:
    """The page of a built-in scheme."""
    return SchemeBuilder(read(scheme), language, mark, context or ReadingContext()).content()


def reading_of(page: SchemeContent, reading: str) -> ReadingLine:
    """One reading of a page."""
    return next(one for one in page.readings if one.id == reading)


def entries(items: tuple[ItemEntry, ...]) -> list[ItemEntry]:
    """All items of a tree."""
    return [one for item in items for one in (item, *entries(item.items))]


@pytest.mark.parametrize("scheme", built_in())
def test_every_printed_word_of_every_item_stands_on_the_page(scheme: str) -> None:
    page = page_of(scheme)
    for entry, line in zip(entries(read(scheme).scheme.items), page.items, strict=True):
        words = "".join((line.title, *(one.text for one in line.texts), *(text for _, _, text in line.checkpoints)))
        assert all(text in words for text in (entry.name, entry.content, entry.method, entry.origin))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", built_in())
def test_every_leaf_says_how_it_is_scored_and_on_what_ground(scheme: str, language: Language) -> None:
    for line in page_of(scheme, language).items:
        if line.leaf:
            assert line.rules, line.title
            assert all(rule.formula for rule in line.rules)
            assert line.clause or all(rule.clause for rule in line.rules), line.title


def test_the_columns_are_those_that_the_document_prints() -> None:
    assert [name for name, _ in page_of(CHAOYANG).columns] == ["content", "assessors", "method"]
    assert [name for name, _ in page_of(STATIONS).columns] == ["origin", "type", "content", "assessors", "method"]


def test_several_assessors_have_a_lead() -> None:
    item = next(line for line in page_of(CHAOYANG).items if line.title.startswith("7."))
    assert [one.text for one in item.texts if one.aspect == "assessors"] == ["监察局（牵头）、社会办、农委"]


def test_what_is_printed_for_a_whole_part_stands_across_its_row() -> None:
    part = page_of(STATIONS).items[0]
    assert [(one.heading, one.text[:8]) for one in part.texts] == [("考评方式", "任务类考评指标完")]


def test_tasks_that_are_scored_alike_say_so_once() -> None:
    leaves = [line for line in page_of(STATIONS).items if line.leaf]
    assert [line.repeated for line in leaves[:4]] == [False, True, True, True]


@pytest.mark.parametrize("scheme", built_in())
def test_every_reading_stands_there_with_all_its_alternatives_and_the_one_in_force(scheme: str) -> None:
    for reading, line in zip(read(scheme).file.readings, page_of(scheme).readings, strict=True):
        assert [one.id for one in line.alternatives] == [one.id for one in reading.alternatives]
        assert [one.id for one in line.alternatives if one.in_force] == [reading.default]


def test_a_reading_waits_until_the_office_has_confirmed_it() -> None:
    context = ReadingContext(
        confirmed={"groups": "考核办 2009年4月10日"}, confirm=lambda reading: f"/confirm/{reading}"
    )
    page = page_of(CHAOYANG, context=context)
    groups, ties = reading_of(page, "groups"), reading_of(page, "quota-ties")
    assert (groups.state.word, groups.confirm) == ("已确认", None)
    assert ties.state.word == "待确认"
    assert ties.confirm is not None
    assert ties.confirm.href == "/confirm/quota-ties"


def test_an_alternative_says_what_it_would_change_and_for_whom() -> None:
    facts, settled = demonstration_facts(CHAOYANG), read(CHAOYANG)
    choice = ("quota-rounding", "floor")
    names = {unit.id: unit.name for unit in facts.units}
    context = ReadingContext(effects={choice: Trial(settled, facts).effect((choice,))}, units=names)
    page = page_of(CHAOYANG, context=context)
    changes = {one.id: one.changes for one in reading_of(page, "quota-rounding").alternatives}
    assert changes == {"half-up": (), "floor": ("评优变动 2 个", "不再入选：区文化委、区教委"), "ceiling": ()}


def test_a_veto_says_when_and_what_follows() -> None:
    first = page_of(CHAOYANG).vetoes[0]
    assert first.follows == ("条件：非客观合理原因", "后果：不得评优、等次定为较差")
    assert first.clause is not None


def test_an_award_says_its_share_its_base_and_what_happens_to_ties() -> None:
    assert page_of(CHAOYANG).awards[0].follows == (
        "比例 20%、以本组全部应评单位为基数",
        "名额边缘得分相同的，全部入选",
    )


def test_the_original_text_keeps_the_numbers_of_its_lines() -> None:
    source = read(CHAOYANG).file.source
    shown = {line.number: line.pieces[0].text for line in page_of(CHAOYANG).source}
    assert all(source[number - 1] == text for number, text in shown.items())
    assert len(shown) == sum(bool(line.strip()) for line in source)


def test_a_rule_states_its_constants_and_names_what_each_unit_has_of_its_own() -> None:
    said = {rule.says for line in page_of(STATIONS).items for rule in line.rules}
    assert {"不足 0.2 分的，按 0.2 分计。", "最多不超过 5 分。", "“〔考点〕”发现〔严重程度〕问题。"} <= said
    assert not [says for says in said if "…" in says]
