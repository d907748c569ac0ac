"""The readings on their page: analysed once in the background, by reading and by unit, marked on the ranking."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.analyse_readings import analyse_readings
from kaoping.actions.compute_run import compute_run
from kaoping.actions.tests.year import SMALL, Year, begun, confirm_all, small_facts
from kaoping.records.canonical import parsed
from kaoping.records.models import ReadingAnalysis
from tests.databases import Prepared
from tests.visiting import asking, at


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A scored year in which rounding decides between the first two units; nobody has confirmed the reading."""
    return prepared(close)


def close(folder: Path) -> Year:
    given = {"u-1": ("66.666", "27.505"), "u-2": ("66.666", "27.506"), "u-3": ("50", "20")}
    content = small_facts(events=[])
    content["values"] = [
        {"unit": unit, "item": item, "name": name, "value": value}
        for unit, (actual, marks) in given.items()
        for item, name, value in (("done", "target", "100"), ("done", "actual", actual), ("given", "given", marks))
    ]
    made = begun(folder, content)
    compute_run(made.office, made.assessment)
    return made


def test_before_it_is_analysed_the_page_says_what_it_will_show(year: Year) -> None:
    text = asking(year.office).get(at(year, "readings-analysis")).text
    assert "开始分析" in text
    assert not ReadingAnalysis.objects.exists()


def test_what_changes_is_said_by_reading_and_by_unit(year: Year) -> None:
    ask = asking(year.office)
    text = ask.post(at(year, "readings-analysis") + "?run=1", follow=True).text
    assert "每项取整，还是总分取整？" in text
    assert "若改为" in text
    assert "每项" in text
    units = ask.get(at(year, "readings-analysis") + "?view=units").text
    assert "示例单位1" in units
    assert "示例单位3" not in units


def test_it_is_computed_once_and_kept(year: Year) -> None:
    ask = asking(year.office)
    ask.post(at(year, "readings-analysis") + "?run=1")
    kept = ReadingAnalysis.objects.get()
    ask.post(at(year, "readings-analysis") + "?run=1")
    assert ReadingAnalysis.objects.get().content == kept.content
    assert (kept.state, kept.done, kept.whole) == ("done", 1, 1)
    assert parsed(kept.content)["alone"][0]["changed"]["score"] == ["u-1"]


def test_while_it_is_computed_the_page_shows_how_far_it_is(year: Year) -> None:
    analyse_readings(year.office, year.assessment.runs.get())
    text = asking(year.office).get(at(year, "readings-analysis")).text
    assert "正在逐条改换口径试算" in text
    assert "开始分析" not in text


def test_the_ranking_marks_whom_an_open_reading_decides_about_until_it_is_confirmed(year: Year) -> None:
    ask = asking(year.office)
    assert "取决于计分口径" not in ask.get(at(year, "ranking")).text
    ask.post(at(year, "readings-analysis") + "?run=1")
    text = ask.get(at(year, "ranking")).text
    assert "取决于计分口径" in text
    assert at(year, "readings-analysis") in text
    confirm_all(year.office, year.version)
    assert "取决于计分口径" not in ask.get(at(year, "ranking")).text


def test_units_and_leaders_find_no_analysis(year: Year) -> None:
    for person in (year.head, year.join("leader", "leader")):
        assert asking(person).get(at(year, "readings-analysis")).status_code == 404
        assert asking(person).get(at(year, "leniency")).status_code == 404


SINGLE = """  - {id: only, question: 只有一种写法？, default: one, alternatives: [{id: one, says: 照写的办}]}
items:
"""


def with_a_single_alternative(folder: Path) -> Year:
    made = begun(folder, scheme=SMALL.replace("items:\n", SINGLE))
    compute_run(made.office, made.assessment)
    return made


def test_a_reading_with_one_alternative_is_confirmed_where_the_inbox_leads(prepared: Prepared) -> None:
    year = prepared(with_a_single_alternative)
    ask, page = asking(year.office), at(year, "confirm-readings")
    assert "2 条口径待确认" in ask.get(at(year, "inbox")).text
    assert page in ask.get(at(year, "inbox")).text
    scheme = ask.get(at(year, "scheme")).text
    assert "只有一种理解，待确认" in scheme
    assert at(year, "reading", "only") in scheme
    shown = ask.get(page).text
    assert all(says in shown for says in ("只有一种写法？", "照写的办", "每项取整，还是总分取整？"))
    answer = ask.post(page, {"version": year.version.pk, "reading": ["only"]}, follow=True)
    assert "已确认 1 条口径。" in answer.text
    assert answer.redirect_chain == [(page, 302)]
    answer = ask.post(page, {"version": year.version.pk, "reading": ["rounding"]}, follow=True)
    assert answer.redirect_chain == [(at(year, "scheme"), 302)]
    lines = year.assessment.journal.filter(action="confirm_reading").order_by("sequence")
    assert [(line.person, line.subject) for line in lines] == [
        (year.office, "口径：只有一种写法？"),
        (year.office, "口径：每项取整，还是总分取整？"),
    ]


def test_every_open_reading_is_seen_with_its_effect_before_all_are_confirmed_together(year: Year) -> None:
    ask, page = asking(year.office), at(year, "confirm-readings")
    assert "还没有分析换一种理解会影响谁" in ask.get(page).text
    ask.post(at(year, "readings-analysis") + "?run=1")
    assert "若改用：得分变动 1 个单位；名次变动 1 个单位" in ask.get(page).text
    assert ask.post(page, {"version": year.version.pk}).status_code == 422
    assert ask.post(page, {"version": 0, "reading": ["rounding"]}).status_code == 409
    assert "口径待确认" in ask.get(at(year, "inbox")).text
    ask.post(page, {"version": year.version.pk, "reading": ["rounding"]})
    assert "口径待确认" not in ask.get(at(year, "inbox")).text


def test_nobody_is_led_to_an_analysis_that_does_not_open(year: Year) -> None:
    for by, leads in ((year.office, True), (year.leading_group, True), (year.head, False)):
        assert (at(year, "readings-analysis") in asking(by).get(at(year, "scheme")).text) is leads
