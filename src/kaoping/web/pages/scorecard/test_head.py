"""The head of a scorecard and the list of cards: a rank that waits for others says so, and of which group it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.tests.test_resuming import released_with_a_gap
from kaoping.actions.tests.year import SMALL, WEDNESDAY, Year, begun, on, small_facts
from tests.databases import Prepared
from tests.visiting import asking, at


def with_a_gap(folder: Path) -> Year:
    with pytest.MonkeyPatch.context() as monkeypatch:
        on(monkeypatch, WEDNESDAY)
        return released_with_a_gap(folder)


def in_two_groups(folder: Path) -> Year:
    scheme = SMALL.replace("[{id: all, name: 全部}]", "[{id: all, name: 甲组}, {id: more, name: 乙组}]")
    content = small_facts()
    content["units"] = [{**one, "group": "more"} if one["id"] == "u-3" else one for one in content["units"]]
    year = begun(folder, content, scheme=scheme)
    compute_run(year.office, year.assessment)
    return year


def with_a_veto(folder: Path) -> Year:
    scheme = SMALL + "vetoes: [{id: accident, name: 重大事故, effect: {award: false}}]\n"
    vetoed = {"unit": "u-2", "veto": "accident", "decision": "示例纪要9号", "on": "2020-05-01"}
    year = begun(folder, small_facts(vetoes=[vetoed]), scheme=scheme)
    compute_run(year.office, year.assessment)
    return year


def test_a_vetoed_unit_reads_the_veto_beside_the_award_and_not_how_far_it_is_from_the_line(prepared: Prepared) -> None:
    year = prepared(with_a_veto)
    leader = asking(year.join("leader", "leader"))
    text = leader.get(at(year, "scorecard", "u-2")).text
    assert "一票否决（示例纪要9号），不得评优" in text
    assert "分数线" not in text
    assert "分数线" in leader.get(at(year, "scorecard", "u-3")).text


def test_a_rank_that_waits_for_other_units_is_provisional_in_the_head_of_the_card(prepared: Prepared) -> None:
    text = asking(prepared(with_a_gap).head).get("/assessments/1/scorecards/u-1").text
    assert "暂列第 1" in text
    assert "全部，2 个已齐，共 3 个单位" in text


def test_the_list_says_the_group_of_every_rank_where_there_are_several(prepared: Prepared) -> None:
    year = prepared(in_two_groups)
    text = asking(year.join("leader", "leader")).get(at(year, "scorecards")).text
    assert [text.count(f">{group}</td>") for group in ("甲组", "乙组")] == [2, 1]
    assert "组别" in text
