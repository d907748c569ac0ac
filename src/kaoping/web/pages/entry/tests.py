"""The grid of values: who sees and saves what, what is refused and kept, how often the database is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.appoint import appoint
from kaoping.actions.close_entry import close_entry
from kaoping.actions.create_person import create_person
from kaoping.actions.drafting import refresh_outdated
from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.year import SMALL, Year, begun, founded, opened, person, small_facts
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence, verify_journal
from kaoping.records.models import JournalEntry
from tests.databases import Prepared
from tests.visiting import asking

Ask = Callable[..., Any]
GIVEN = "cell:u-1:given given"
VERSION = "version:u-1:given given"


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year that is open for entry."""
    return prepared(opened)


def at(year: Year, part: str = "given") -> str:
    return f"{reverse('entry', args=[year.assessment.pk])}?part={part}"


def filled(year: Year, value: str, reason: str = "", **more: str) -> dict[str, str]:
    """The form of the second item with one field changed."""
    version = str(year.value("u-1", "given", "given").pk)
    return {GIVEN: value, f"{GIVEN} reason": reason, VERSION: version, **more}


def given(year: Year) -> dict[str, Any]:
    found: dict[str, Any] = parsed(year.value("u-1", "given", "given").content)
    return found


def test_the_office_sees_every_part_and_what_is_missing(year: Year) -> None:
    text = asking(year.office).get(at(year)).text
    assert "示例单位3" in text
    assert 'value="27.5"' in text
    assert ">完成" in text
    assert ">评分" in text


def test_an_assessor_sees_the_own_items_alone(year: Year) -> None:
    text = asking(year.join("law", "assessor", assessor="司法局")).get(at(year, "done")).text
    assert "评分" in text
    assert "目标值" not in text


def test_a_changed_cell_is_saved_with_its_reason_and_said_to_be(year: Year) -> None:
    answer = asking(year.office).post(at(year), filled(year, "26", "材料缺一份"), follow=True)
    assert "已保存 1 项。" in answer.text
    assert given(year) == {"unit": "u-1", "item": "given", "name": "given", "value": "26", "reason": "材料缺一份"}
    assert verify_journal() is None


def test_what_was_not_touched_is_not_saved_again(year: Year) -> None:
    end = head_sequence()
    answer = asking(year.office).post(at(year), filled(year, "27.5"), follow=True)
    assert "没有改动。" in answer.text
    assert head_sequence() == end


def test_points_below_the_full_marks_need_a_reason_and_nothing_typed_is_lost(year: Year) -> None:
    answer = asking(year.office).post(at(year), filled(year, "29", why="按材料"))
    assert answer.status_code == 422
    assert "低于满分 30 分，没有写明理由" in answer.text
    assert "示例单位1 · 评分" in answer.text
    assert 'value="29"' in answer.text
    assert 'value="按材料"' in answer.text
    assert given(year)["value"] == "27.5"


def test_full_marks_need_none(year: Year) -> None:
    assert asking(year.office).post(at(year), filled(year, "30", why="复查")).status_code == 302
    assert given(year)["value"] == "30"


def test_one_wrong_cell_keeps_the_whole_block_from_being_saved(year: Year) -> None:
    other = str(year.value("u-2", "given", "given").pk)
    more = {"cell:u-2:given given": "三十", "cell:u-2:given given reason": "", "version:u-2:given given": other}
    answer = asking(year.office).post(at(year), filled(year, "26", "缺", **more))
    assert answer.status_code == 422
    assert "示例单位2 · 评分" in answer.text
    assert 'value="三十"' in answer.text
    assert given(year)["value"] == "27.5"


def test_whoever_comes_second_sees_both_and_may_replace_it_knowingly(year: Year) -> None:
    mine = filled(year, "26", "缺材料")
    colleague = year.join("colleague", "office")
    seen = year.value("u-1", "given", "given")
    theirs = enter_value(colleague, year.assessment, ("u-1", "given", "given"), "28", expected=seen.pk, why="更正")
    answer = asking(year.office).post(at(year), mine)
    assert answer.status_code == 409
    assert "colleague刚刚改为“28”" in answer.text
    assert 'value="26"' in answer.text
    assert asking(year.office).post(at(year), {**mine, VERSION: str(theirs.pk)}).status_code == 302
    assert given(year)["value"] == "26"


def test_a_form_that_comes_twice_has_one_effect(year: Year) -> None:
    form = filled(year, "26", "缺材料")
    ask = asking(year.office)
    assert ask.post(at(year), form).status_code == 302
    end = head_sequence()
    assert "没有改动" in ask.post(at(year), form, follow=True).text
    assert head_sequence() == end


def test_an_emptied_cell_is_withdrawn_with_a_reason(year: Year) -> None:
    assert asking(year.office).post(at(year), filled(year, "")).status_code == 422
    assert asking(year.office).post(at(year), filled(year, "", why="录错单位")).status_code == 302
    assert ("u-1", "given", "given") not in year.facts().values


def test_nobody_scores_the_own_unit(year: Year) -> None:
    ask = asking(year.join("law", "assessor", assessor="law"))
    assert "回避" in ask.get(at(year)).text
    version = str(year.value("u-2", "given", "given").pk)
    form = {"cell:u-2:given given": "30", "cell:u-2:given given reason": "", "version:u-2:given given": version}
    answer = ask.post(at(year), {**form, "why": "更正"})
    assert answer.status_code == 403
    assert "不能给本单位打分" in answer.text


def test_a_unit_scores_itself_and_the_assessor_sees_it_beside(year: Year) -> None:
    own = asking(year.head)
    page = own.get(at(year)).text
    assert "自评" in page
    assert "27.5" not in page
    form = {"cell:given given:value": "29", "cell:given given:value reason": "年度工作全部完成"}
    assert own.post(at(year), form).status_code == 302
    assert 'value="29"' in own.get(at(year)).text
    assert "自评 29（年度工作全部完成）" in asking(year.office).get(at(year)).text
    assert year.facts().values["u-1", "given", "given"] == year.facts().values["u-2", "given", "given"]
    assert JournalEntry.objects.get(action="score_oneself").subject == "自评 1 项"


def test_outside_the_entry_an_assessor_only_reads(year: Year) -> None:
    law = year.join("law", "assessor", assessor="law")
    form = filled(year, "30", why="更正")
    close_entry(year.office, year.assessment)
    assert "只能查看" in asking(law).get(at(year)).text
    assert asking(law).post(at(year), form).status_code == 403


def test_the_grid_asks_the_database_as_often_for_forty_units_as_for_three(databases: Ask, tmp_path: Path) -> None:
    counts = []
    for number in (3, 40):
        with databases("sqlite"):
            year = begun(tmp_path, with_units(number))
            ask = asking(year.office)
            ask.get(at(year))
            with CaptureQueriesContext(connection) as asked:
                assert ask.get(at(year)).status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 24


def with_units(count: int) -> dict[str, Any]:
    """The small year with so many units."""
    units = [{"id": f"u-{number}", "name": f"示例单位{number}", "group": "all"} for number in range(1, count + 1)]
    values = [{"unit": one["id"], "item": "given", "name": "given", "value": "27.5"} for one in units]
    return small_facts(units=units, values=values)


def test_what_was_saved_is_explained_with_the_new_total_and_rank(year: Year) -> None:
    refresh_outdated()
    text = asking(year.office).post(at(year), filled(year, "26", "材料缺一份"), follow=True).text
    saved = text[text.index('<section class="saved"') : text.index("</section>")]
    assert "示例单位1" in saved
    assert "评分：26.00 分。" in saved
    assert "试算总分 88.00，暂列第 1（3 个单位，3 个已齐）。" in saved


def test_an_assessor_is_told_of_the_item_and_not_of_the_total(year: Year) -> None:
    refresh_outdated()
    law = asking(year.join("law", "assessor", assessor="司法局"))
    text = law.post(at(year), filled(year, "26", "材料缺一份"), follow=True).text
    assert "评分：26.00 分。" in text
    assert "试算总分" not in text


def test_an_address_tells_nothing_of_items_that_are_not_the_persons(year: Year) -> None:
    law = asking(year.join("law", "assessor", assessor="司法局"))
    assert 'class="saved"' not in law.get(f"{at(year)}&saved=u-1:done,u-9:given,,x").text


def test_who_has_nothing_to_enter_under_this_scheme_is_told_so(db: None, tmp_path: Path) -> None:
    scheme = SMALL.replace("rule: {kind: tally, rows: events, points: 1}", "rule: {kind: appraisal}")
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, SchemeText(scheme))
    inspector = create_person(person("system"), "inspector", "检查组示例")
    appoint(person("security"), inspector, "inspector", assessment)
    answer = asking(inspector).get(reverse("entry", args=[assessment.pk]))
    assert (answer.status_code, "没有要您登记或决定的内容" in answer.text) == (200, True)


def test_a_few_cells_are_saved_without_the_page(year: Year) -> None:
    refresh_outdated()
    client = asking(year.office)
    answer = client.post(at(year), filled(year, "26", "材料缺一份"), headers={"X-Kaoping-Grid": "1"})
    now = year.value("u-1", "given", "given").pk
    assert answer.status_code == 200
    assert f'<input type="hidden" name="{VERSION}" value="{now}">' in answer.text
    assert 'data-says="已保存 1 项。"' in answer.text
    assert "试算总分 88.00，暂列第 1" in answer.text
    assert "<table" not in answer.text


def test_what_is_refused_in_place_comes_back_as_a_status_and_saves_nothing(year: Year) -> None:
    client, end = asking(year.office), head_sequence()
    for value, status in (("31", 422), ("26", 422)):
        answer = client.post(at(year), filled(year, value), headers={"X-Kaoping-Grid": "1"})
        assert (answer.status_code, answer.content) == (status, b"")
    stale = filled(year, "25", "材料缺一份") | {VERSION: ""}
    assert client.post(at(year), stale, headers={"X-Kaoping-Grid": "1"}).status_code == 409
    assert head_sequence() == end


def test_a_grid_of_thousands_of_fields_can_be_sent_whole(year: Year) -> None:
    many = {f"cell:u-1:none {number}": "" for number in range(3000)}
    answer = asking(year.office).post(at(year), many | filled(year, "26", "材料缺一份"))
    assert answer.status_code == 302
