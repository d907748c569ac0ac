"""The ranking: the line with its arithmetic, ties, vetoes, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from kaoping.core.missing import Gap
from kaoping.core.text import Language
from kaoping.schemes.assessment import Assessment, assess
from kaoping.web.pages.ranking.build import Addresses, Doubts, RankingBuilder, shown_group
from kaoping.web.pages.ranking.computed import ranked_groups
from kaoping.web.shared.table import Band, Row, Sheet

CHAOYANG = "chaoyang-2009-efficiency"
Year = Callable[[str], Assessment]
ADDRESSES = Addresses(
    group=lambda group: f"?group={group}",
    scorecard=lambda unit: f"/scorecards/{unit}",
    comparison=lambda unit: f"/readings?unit={unit}",
    remind=lambda unit: f"/remind/{unit}",
)


def sheet_of(found: Assessment, group: str, language: Language = "zh", doubts: Doubts | None = None) -> Sheet:
    """The table of a group."""
    groups = ranked_groups(found, language)
    return RankingBuilder(language, ADDRESSES, doubts or Doubts()).sheet(shown_group(groups, group))


def rows_of(sheet: Sheet) -> dict[str, dict[str, str]]:
    """The texts of every row by its unit's address and its column."""
    return {
        row.cells[1].href.removeprefix("/scorecards/"): {
            column.key: "\n".join((column.text(cell), *cell.notes, *(link.name for link in cell.more))).strip()
            for column, cell in zip(sheet.columns, row.cells, strict=True)
        }
        for row in sheet.rows
    }


@pytest.fixture
def unfinished(demonstration_year: Year) -> Assessment:
    """The year with one value missing."""
    facts = demonstration_year(CHAOYANG).facts
    values = {key: value for key, value in facts.values.items() if key != ("jd-10", "7", "given")}
    return assess(demonstration_year(CHAOYANG).settled, replace(facts, values=values))


def test_the_line_stands_after_the_last_chosen_unit_with_its_arithmetic(demonstration_year: Year) -> None:
    entries = sheet_of(demonstration_year(CHAOYANG), "departments").entries
    place = next(place for place, entry in enumerate(entries) if isinstance(entry, Band))
    band, before, after = entries[place], entries[place - 1], entries[place + 1]
    assert isinstance(band, Band)
    assert isinstance(before, Row)
    assert isinstance(after, Row)
    assert band.arithmetic == "20% × 48 = 9.6 → 10"
    assert "入选 11 个" in band.says
    assert (before.cells[0].value, after.cells[0].value) == (10, 12)


def test_units_that_share_a_rank_are_bracketed(demonstration_year: Year) -> None:
    rows = sheet_of(demonstration_year(CHAOYANG), "departments").rows
    tied = [row for row in rows if row.cells[0].value == 10]
    assert [row.joined for row in tied] == ["first", "last"]
    assert all("并列" in row.cells[0].notes for row in tied)


def test_a_vetoed_unit_keeps_its_rank_and_says_why_it_is_passed_over(demonstration_year: Year) -> None:
    first = rows_of(sheet_of(demonstration_year(CHAOYANG), "streets"))["jd-20"]
    assert (first["rank"], first["advanced"]) == ("1", "否")
    assert "一票否决" in first["remarks"]


def test_the_distance_from_the_line_is_exact(demonstration_year: Year) -> None:
    rows = rows_of(sheet_of(demonstration_year(CHAOYANG), "streets"))
    assert (rows["jd-07"]["score"], rows["jd-07"]["distance"]) == ("92.46", "+0.56")
    assert rows["dq-20"]["distance"] == "−0.39"


def test_an_incomplete_unit_has_no_score_and_says_who_owes_what(unfinished: Assessment) -> None:
    sheet = sheet_of(unfinished, "streets")
    unit = rows_of(sheet)["jd-10"]
    assert (unit["rank"], unit["score"]) == ("", "—")
    assert unit["remarks"].split("\n") == [
        "数据未齐 · 缺 1 项",
        "待监察局、社会办、农委提供：责任追究到位（评分）",
        "催报",
    ]
    assert sheet.rows[-1].cells[1].href.endswith("jd-10")


def test_while_a_unit_is_incomplete_no_line_is_drawn_and_the_table_says_so_once(unfinished: Assessment) -> None:
    sheet = sheet_of(unfinished, "streets")
    assert isinstance(sheet.entries[0], Band)
    assert "还有 1 个单位数据未齐，暂不评定" in sheet.entries[0].says
    assert "distance" not in [column.key for column in sheet.columns]
    assert not [row for row in rows_of(sheet).values() if "暂不评定" in row["remarks"]]


def test_what_depends_on_an_open_reading_leads_to_the_comparison(demonstration_year: Year) -> None:
    sheet = sheet_of(
        demonstration_year(CHAOYANG), "departments", doubts=Doubts(rank={"dept-05", "dept-06"}, award={"dept-05"})
    )
    links = {row.cells[1].href: [(link.name, link.href) for link in row.cells[-1].more] for row in sheet.rows}
    assert links["/scorecards/dept-05"] == [("评优取决于计分口径", "/readings?unit=dept-05")]
    assert links["/scorecards/dept-06"] == [("名次取决于计分口径", "/readings?unit=dept-06")]
    assert links["/scorecards/dept-01"] == []


def test_a_window_that_begins_later_draws_the_line_in_its_place(demonstration_year: Year) -> None:
    group = next(one for one in ranked_groups(demonstration_year(CHAOYANG), "zh") if one.id == "departments")
    window = replace(group, units=group.units[5:20], skipped=5)
    entries = RankingBuilder("zh", ADDRESSES).sheet(window).entries
    place = next(place for place, entry in enumerate(entries) if isinstance(entry, Band))
    before = entries[place - 1]
    assert isinstance(before, Row)
    assert (place, before.cells[0].value) == (6, 10)


def test_all_groups_share_one_scale(demonstration_year: Year) -> None:
    scales = {
        (group.scale.low, group.scale.high)
        for group in ranked_groups(demonstration_year(CHAOYANG), "zh")
        if group.scale
    }
    assert scales == {(Fraction(75), Fraction(100))}


def test_an_unknown_group_is_the_first(demonstration_year: Year) -> None:
    groups = ranked_groups(demonstration_year(CHAOYANG), "zh")
    content = RankingBuilder("zh", ADDRESSES).content(groups, shown_group(groups, "nonsense"))
    assert [group.current for group in content.groups] == [True, False]


def test_the_page_speaks_english(demonstration_year: Year) -> None:
    sheet = sheet_of(demonstration_year(CHAOYANG), "departments", "en")
    assert [column.title for column in sheet.columns][:3] == ["Rank", "Unit", "Score"]
    assert rows_of(sheet)["dept-05"]["remarks"] == "tied where the seats end: all in"


def test_a_missing_zero_report_names_its_veto_and_the_row_says_once_that_it_is_incomplete(
    demonstration_year: Year,
) -> None:
    known = demonstration_year(CHAOYANG)
    unit = known.cards[0].unit
    found = assess(known.settled, known.facts, [Gap(unit.id, "v2", "declared")])
    row = rows_of(sheet_of(found, unit.group))[unit.id]
    veto = next(one.name for one in known.settled.scheme.vetoes if one.id == "v2")
    assert f"{veto}（零报告）" in row["remarks"]
    assert "v2" not in row["remarks"]
    assert "\n".join(row.values()).count("数据未齐") == 1
