"""The grid of ratings: who fills it, what is refused and kept, what several at once see of each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.close_entry import close_entry
from kaoping.actions.enter_row import enter_row
from kaoping.actions.tests.year import RATED, Year, opened
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence, verify_journal
from kaoping.records.models import Fact, JournalEntry
from tests.databases import Prepared
from tests.visiting import asking


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year with ratings by whoever was asked and by named groups, open for entry."""
    return prepared(with_ratings)


def with_ratings(folder: Path) -> Year:
    return opened(folder, RATED)


def at(year: Year, item: str = "survey", *groups: str) -> str:
    more = "".join(f"&group={group}" for group in groups)
    return f"{reverse('ratings', args=[year.assessment.pk])}?item={item}{more}"


def rating(
    unit: str, value: str, raters: str, group: str = "居民", *, seen: int | None = None, asked: str = ""
) -> dict[str, str]:
    """The fields of one unit and group."""
    typed = {"value": value, "raters": raters, "asked": asked}
    cells = {f"cell:{unit}:{name} {group}": text for name, text in typed.items()}
    return {**cells, **{f"version:{unit}:{name} {group}": str(seen or "") for name in typed}}


def sent(*cells: dict[str, str], why: str = "", since: int | None = None) -> dict[str, str]:
    known = head_sequence() if since is None else since
    return {"since": str(known), "why": why, **{name: text for one in cells for name, text in one.items()}}


def entered(year: Year, unit: str = "u-1", item: str = "survey") -> list[dict[str, Any]]:
    found = year.assessment.facts.filter(table="ratings", unit=unit, item=item, superseded_by=None, state="confirmed")
    return [parsed(one.content) for one in found.order_by("place")]


def last(unit: str = "u-1") -> Fact:
    found = Fact.objects.filter(table="ratings", unit=unit).order_by("entry").last()
    assert found is not None
    return found


def test_a_column_comes_with_the_name_of_a_group_where_the_scheme_names_none(year: Year) -> None:
    ask = asking(year.office)
    assert "还没有评议主体" in ask.get(at(year)).text
    text = ask.get(at(year, "survey", "居民")).text
    assert "居民：评议分" in text
    assert "居民：参评人数" in text
    assert 'name="cell:u-3:raters 居民"' in text
    named = ask.get(at(year, "experts", "路人")).text
    assert "专家：评议分" in named
    assert "路人" not in named


def test_a_block_is_saved_as_one_change_and_shown_with_what_it_makes(year: Year) -> None:
    block = sent(rating("u-1", "82.50", "120"), rating("u-2", "90", "80"), rating("u-3", "", ""))
    answer = asking(year.office).post(at(year, "survey", "居民"), block, follow=True)
    assert "已保存 2 项。" in answer.text
    assert "评议平均 82.5 分" in answer.text
    assert entered(year) == [{"unit": "u-1", "item": "survey", "rater_group": "居民", "value": "82.5", "raters": "120"}]
    assert JournalEntry.objects.filter(action="save_rows").count() == 1
    assert verify_journal() is None
    assert 'value="82.5"' in asking(year.office).get(at(year)).text


def test_how_many_were_asked_stands_beside_how_many_took_part_and_is_not_below(year: Year) -> None:
    ask = asking(year.office)
    refused = ask.post(at(year, "survey", "居民"), sent(rating("u-1", "82", "48", asked="40")))
    assert refused.status_code == 422
    assert "示例单位1 · 居民：应评人数" in refused.text
    assert "应评人数 40 少于参评人数 48。" in refused.text
    assert 'value="40"' in refused.text
    ask.post(at(year, "survey", "居民"), sent(rating("u-1", "82", "48", asked="60")))
    assert [(one["raters"], one["asked"]) for one in entered(year)] == [("48", "60")]
    ask.post(at(year), sent(rating("u-1", "82", "48", seen=last().pk), why="问卷份数有误"))
    assert "asked" not in entered(year)[0]


def test_a_batch_on_its_own_page_may_say_how_many_were_asked(year: Year) -> None:
    page = f"{reverse('new-row', args=[year.assessment.pk, 'ratings'])}?unit=u-1&item=survey"
    ask = asking(year.office)
    assert "请了多少人评议，或发出多少份问卷" in ask.get(page).text
    batch = {"id": "r-1", "rater_group": "居民", "value": "82", "raters": "48"}
    assert "应评人数 40 少于参评人数 48。" in ask.post(page, {**batch, "asked": "40"}).text
    ask.post(page, {**batch, "asked": "60"})
    assert [one["asked"] for one in entered(year)] == ["60"]
    assert ">60<" in ask.get(reverse("rows", args=[year.assessment.pk, "ratings"])).text


def test_one_wrong_cell_keeps_the_whole_block_from_being_saved_and_nothing_typed_is_lost(year: Year) -> None:
    block = sent(rating("u-1", "101", "12"), rating("u-2", "90", "半数"), rating("u-3", "70", ""))
    answer = asking(year.office).post(at(year, "survey", "居民"), block)
    assert answer.status_code == 422
    assert "示例单位1 · 居民：评议分" in answer.text
    assert "超出范围" in answer.text
    assert "示例单位2 · 居民：参评人数" in answer.text
    assert "示例单位3 · 居民：参评人数" in answer.text
    assert 'value="半数"' in answer.text
    assert not Fact.objects.filter(table="ratings").exists()


def test_a_change_needs_a_reason_and_an_emptied_field_withdraws(year: Year) -> None:
    ask = asking(year.office)
    ask.post(at(year, "survey", "居民"), sent(rating("u-1", "82", "120")))
    seen = last().pk
    refused = ask.post(at(year), sent(rating("u-1", "84", "120", seen=seen)))
    assert (refused.status_code, "没有写明理由" in refused.text) == (422, True)
    ask.post(at(year), sent(rating("u-1", "84", "120", seen=seen), why="录错"))
    assert [one["value"] for one in entered(year)] == ["84"]
    assert last().supersedes_id == seen
    ask.post(at(year), sent(rating("u-1", "", "", seen=last().pk), why="重测"))
    assert not entered(year)


def test_what_a_grid_has_no_field_for_stays_with_a_changed_rating(year: Year) -> None:
    row = {
        "id": "r-7",
        "unit": "u-1",
        "item": "survey",
        "rater_group": "居民",
        "value": "80",
        "raters": "9",
        "note": "二次",
    }
    fact = enter_row(year.office, year.assessment, "ratings", row)
    asking(year.office).post(at(year), sent(rating("u-1", "81", "9", seen=fact.pk), why="重算"))
    assert entered(year) == [{**row, "value": "81"}]


def test_whoever_comes_second_sees_both_and_may_replace_it_knowingly(year: Year) -> None:
    colleague = year.join("colleague", "office")
    since = head_sequence()
    row = {"unit": "u-1", "item": "survey", "rater_group": "居民", "value": "80", "raters": "9", "asked": "12"}
    theirs = enter_row(colleague, year.assessment, "ratings", row)
    answer = asking(year.office).post(at(year, "survey", "居民"), sent(rating("u-1", "82", "120"), since=since))
    assert answer.status_code == 409
    assert "刚刚改为“80 分、参评 9 人、应评 12 人”" in answer.text
    assert 'value="82"' in answer.text
    assert f'value="{theirs.pk}"' in answer.text
    again = sent(rating("u-1", "82", "120", seen=theirs.pk), why="以问卷为准")
    assert asking(year.office).post(at(year), again).status_code == 302
    assert [one["value"] for one in entered(year)] == ["82"]


def in_place(year: Year, cells: dict[str, str], **more: Any) -> Any:  # noqa: ANN401  # an answer of a client
    fields = sent(cells, **more)
    return asking(year.office).post(at(year), fields, headers={"X-Kaoping-Grid": "1"})


def test_a_few_ratings_are_saved_without_the_page(year: Year) -> None:
    answer = in_place(year, rating("u-1", "82", "120"))
    saved = last().pk
    assert answer.status_code == 200
    assert 'data-says="已保存 1 项。"' in answer.text
    assert "评议平均 82 分" in answer.text
    assert "<table" not in answer.text
    for name in ("value", "raters", "asked"):
        assert f'<input type="hidden" name="version:u-1:{name} 居民" value="{saved}">' in answer.text
    only_asked = {"cell:u-1:asked 居民": "150", "version:u-1:asked 居民": str(saved)}
    assert in_place(year, only_asked, why="补填").status_code == 200
    assert entered(year) == [
        {"unit": "u-1", "item": "survey", "rater_group": "居民", "value": "82", "raters": "120", "asked": "150"}
    ]
    emptied = rating("u-1", "", "", seen=last().pk)
    assert '<input type="hidden" name="version:u-1:value 居民" value="">' in in_place(year, emptied, why="重测").text
    assert not entered(year)


def test_what_is_refused_in_place_comes_back_as_a_status_and_the_whole_form_keeps_it(year: Year) -> None:
    since, fields = head_sequence(), rating("u-1", "82", "120")
    for cells in (rating("u-1", "101", "9"), {"cell:u-1:value 居民": "82"}, rating("u-9", "82", "9"), {"cell:": "1"}):
        answer = in_place(year, cells)
        assert (answer.status_code, answer.content) == (422, b"")
    assert head_sequence() == since
    theirs = rating("u-1", "70", "9")
    asking(year.join("colleague", "office")).post(at(year), sent(theirs))
    answer = in_place(year, fields, since=since)
    assert (answer.status_code, answer.content) == (409, b"")
    whole = asking(year.office).post(at(year), sent(fields, since=since))
    assert whole.status_code == 409
    assert "刚刚改为“70 分、参评 9 人”" in whole.text
    assert 'value="82"' in whole.text
    assert [one["value"] for one in entered(year)] == ["70"]


def test_whoever_comes_late_sees_what_counts_by_now_and_not_what_counted_between(year: Year) -> None:
    in_place(year, rating("u-1", "80", "9"))
    since, seen = head_sequence(), last().pk
    colleague = asking(year.join("colleague", "office"))
    for value in ("81", "82"):
        colleague.post(at(year), sent(rating("u-1", value, "9", seen=last().pk), why="更正"))
    late = sent(rating("u-1", "85", "9", seen=seen), since=since, why="以问卷为准")
    answer = asking(year.office).post(at(year), late)
    assert "刚刚改为“82 分、参评 9 人”" in answer.text
    assert f'name="version:u-1:value 居民" value="{last().pk}"' in answer.text
    colleague.post(at(year), sent(rating("u-1", "", "", seen=last().pk), why="重测"))
    assert "已被撤回" in asking(year.office).post(at(year), late).text
    colleague.post(at(year), sent(rating("u-1", "75", "20")))
    assert "刚刚改为“75 分、参评 20 人”" in asking(year.office).post(at(year), late).text
    assert [one["value"] for one in entered(year)] == ["75"]


def test_a_cell_that_was_closed_meanwhile_is_not_called_saved(year: Year) -> None:
    close_entry(year.office, year.assessment)
    assessor = asking(year.join("auditor", "assessor", assessor="audit"))
    answer = assessor.post(at(year), sent(rating("u-1", "90", "5")), headers={"X-Kaoping-Grid": "1"})
    assert (answer.status_code, answer.content) == (422, b"")
    assert not entered(year)


def test_a_form_that_is_sent_twice_is_saved_once(year: Year) -> None:
    block = sent(rating("u-1", "82", "120"))
    for _ in range(2):
        assert asking(year.office).post(at(year, "survey", "居民"), block).status_code == 302
    assert len(entered(year)) == 1


def test_several_batches_of_one_group_are_corrected_in_the_list(year: Year) -> None:
    for number, value in enumerate(("80", "90")):
        row = {
            "id": f"r-{number}",
            "unit": "u-1",
            "item": "survey",
            "rater_group": "居民",
            "value": value,
            "raters": "9",
        }
        enter_row(year.office, year.assessment, "ratings", row)
    assert "分 2 批登记" in asking(year.office).get(at(year)).text
    answer = asking(year.office).post(at(year), sent(rating("u-1", "70", "9")), follow=True)
    assert "没有改动。" in answer.text
    assert [one["value"] for one in entered(year)] == ["80", "90"]


def test_an_assessor_rates_at_the_own_items_alone_and_never_the_own_unit(year: Year) -> None:
    law = asking(year.join("law", "assessor", assessor="law"))
    text = law.get(at(year)).text
    assert "专家评议" in text
    assert "群众评议" not in text
    assert "回避" in text
    form = sent(rating("u-1", "90", "5", "专家"), rating("u-2", "99", "5", "专家"))
    assert law.post(at(year, "experts"), form).status_code == 302
    assert [one["value"] for one in entered(year, "u-1", "experts")] == ["90"]
    assert not entered(year, "u-2", "experts")
    inspector = asking(year.join("inspector", "inspector"))
    assert inspector.get(at(year)).status_code == 404
    assert asking(year.head).get(at(year)).status_code == 404


def test_the_grid_is_read_only_when_the_entry_is_closed(year: Year) -> None:
    close_entry(year.office, year.assessment)
    assessor = asking(year.join("auditor", "assessor", assessor="audit"))
    assert "现在不是填报阶段" in assessor.get(at(year, "survey", "居民")).text
    answer = assessor.post(at(year, "survey", "居民"), sent(rating("u-1", "90", "5")), follow=True)
    assert not entered(year)
    assert "没有改动。" in answer.text


def test_more_ratings_take_no_more_queries(year: Year) -> None:
    ask = asking(year.office)
    asked = []
    for count, group in ((1, "居民"), (3, "商户")):
        block = sent(*(rating(f"u-{number}", "80", "9", group) for number in range(1, count + 1)))
        assert ask.post(at(year, "survey", group), block).status_code == 302
        ask.get(at(year))
        with CaptureQueriesContext(connection) as queries:
            ask.get(at(year))
        asked.append(len(queries))
    assert asked[0] == asked[1]
