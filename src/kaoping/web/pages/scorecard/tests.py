"""The scorecard: every sum is the sum of what stands above it, and every line can be followed to its ground."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from kaoping.core.line import Clause
from kaoping.core.numbers import decimal
from kaoping.schemes.assessment import Assessment, assess
from kaoping.web.pages.scorecard.build import ScorecardBuilder, depth_of
from kaoping.web.pages.scorecard.content import LedgerItem, Provenance, ScorecardContent
from kaoping.web.pages.scorecard.ledger import Sources, peer_scores
from kaoping.web.shared.frame import Link
from kaoping.web.shared.source import ClauseMark, clause_id

CHAOYANG, STATIONS = "chaoyang-2009-efficiency", "beijing-stations-2020"
Year = Callable[[str], Assessment]


def mark(clause: Clause) -> ClauseMark | None:
    """A mark of every clause that stands somewhere."""
    return ClauseMark(clause.at, "/scheme", clause_id(clause)) if clause.at else None


def card_of(found: Assessment, unit: str, sources: Sources | None = None, depth: str = "") -> ScorecardContent:
    """The page of a unit."""
    known = sources or Sources(mark, peer_scores(found, found.card(unit).unit.group))
    builder = ScorecardBuilder(found, unit, "zh", known, lambda depth: f"?depth={depth}")
    return builder.content(depth_of(depth))


def item_of(content: ScorecardContent, item: str) -> LedgerItem:
    """One item of the ledger."""
    return next(one for part in content.parts for one in part.items if one.id == item)


def number(text: str) -> Fraction:
    """A printed amount: −27/7 (≈−3.8571) is −27/7."""
    exact = text.partition(" ")[0].replace("−", "-").removeprefix("+")
    found = decimal(exact)
    return found if found is not None else Fraction(exact)


@pytest.mark.parametrize("scheme", [CHAOYANG, STATIONS])
def test_every_sum_of_every_scorecard_is_the_sum_of_what_stands_above_it(scheme: str, demonstration_year: Year) -> None:
    for unit in demonstration_year(scheme).facts.units:
        page = card_of(demonstration_year(scheme), unit.id)
        for part in page.parts:
            scores = [number(item.score or "") for item in part.items]
            for item, score in zip(part.items, scores, strict=True):
                amounts = [item.opening or "0", *(line.amount for line in item.lines)]
                assert sum(map(number, amounts)) == score
            assert part.score is None or number(part.score) == sum(scores)
        items = sum(number(item.score or "") for part in page.parts for item in part.items)
        assert number(page.items_sum or "") == items
        assert number(page.score or "") == items + sum(number(line.amount) for line in page.lines)


def test_a_line_is_read_in_names_with_its_values_to_the_result_and_last_by_ids(demonstration_year: Year) -> None:
    line = item_of(card_of(demonstration_year(STATIONS), "sl-06"), "t2").lines[0]
    assert line.says == "目标 800，实际 784，按未完成比例扣分。"
    assert [name for name, _ in line.working] == ["算式", "代入", "编号"]
    assert "目标值" in line.working[0][1]
    assert line.working[1][1].endswith("= −0.048")
    assert "t2.target" in line.working[2][1]


def test_a_constant_is_shown_once(demonstration_year: Year) -> None:
    line = item_of(card_of(demonstration_year(STATIONS), "sl-06"), "incidents").lines[0]
    assert line.working == (("代入", "−0.5"),)


def test_what_was_found_stands_at_its_line(demonstration_year: Year) -> None:
    line = item_of(card_of(demonstration_year(STATIONS), "sl-06"), "law").lines[0]
    assert line.material == "2020年8月1日 · 专项考评部门 · 示例：重大决策没有履行程序"
    assert line.amount == "−0.40"


def test_who_entered_a_fact_and_what_proves_it_stand_at_its_line(demonstration_year: Year) -> None:
    card = demonstration_year(STATIONS).card("sl-06")
    entries = [entry for item in card.items for entry in item.entries]
    place = next(place for place, entry in enumerate(entries) if entry.line == "law.problems.problem")
    entered = Provenance("市司法局登记", (Link("佐证1", "/evidence/1"),))
    sources = Sources(mark, {}, {place: entered}, {"t2": ("实际值 784，示例考评部门登记",)})
    page = card_of(demonstration_year(STATIONS), "sl-06", sources)
    assert [line.provenance for line in item_of(page, "law").lines] == [entered, Provenance()]
    assert item_of(page, "t2").materials == ("实际值 784，示例考评部门登记",)


def test_a_matter_that_counts_once_is_told_where_it_does_not_count(demonstration_year: Year) -> None:
    penalty = item_of(card_of(demonstration_year(STATIONS), "sl-06"), "penalty")
    assert penalty.lines == ()
    assert len(penalty.materials) == 1
    assert penalty.materials[0].endswith("（同一事项“示例事项甲”只计一次）")


def test_a_mean_of_ratings_names_the_groups_of_raters_and_how_many_they_were(demonstration_year: Year) -> None:
    assert item_of(card_of(demonstration_year(CHAOYANG), "jd-07"), "14").materials == (
        "主管区领导 90.4 分（应评 2 人，参评 2 人，100%）",
        "区主要领导 93.7 分（应评 2 人，参评 2 人，100%）",
    )


def test_a_rating_says_which_share_of_those_asked_took_part_or_that_nobody_recorded_it(
    demonstration_year: Year,
) -> None:
    street = demonstration_year(CHAOYANG)
    assert item_of(card_of(street, "jd-07"), "15").materials == (
        "企事业单位 92.9 分（应评 36 人，参评 32 人，≈88.9%）",
        "市民 89.9 分（353 人参评，应评人数未登记）",
        "社会单位 91.7 分（应评 27 人，参评 24 人，≈88.9%）",
        "街乡 92.4 分（应评 15 人，参评 13 人，≈86.7%）",
    )


def test_an_item_says_how_the_group_fared(demonstration_year: Year) -> None:
    peers = item_of(card_of(demonstration_year(CHAOYANG), "jd-07"), "1").peers
    assert peers is not None
    assert (peers.mean, peers.span) == ("2.65", "2.35～2.90")
    assert Decimal("2.35") < Decimal(peers.mean) < Decimal("2.90")


def test_a_units_own_tasks_are_compared_with_nobody(demonstration_year: Year) -> None:
    assert item_of(card_of(demonstration_year(STATIONS), "sl-06"), "t2").peers is None


def test_a_clause_is_marked_once_where_item_and_line_rest_on_the_same(demonstration_year: Year) -> None:
    item = item_of(card_of(demonstration_year(CHAOYANG), "jd-07"), "1")
    assert item.clause is not None
    assert [line.clause for line in item.lines] == [None]
    ninth = item_of(card_of(demonstration_year(CHAOYANG), "jd-07"), "9")
    assert ninth.lines[0].clause not in (None, ninth.clause)


def test_the_head_says_rank_award_and_distance(demonstration_year: Year) -> None:
    figures = {
        figure.name: (figure.value, figure.note) for figure in card_of(demonstration_year(CHAOYANG), "jd-07").figures
    }
    assert figures["得分"] == ("92.46", "满分 100")
    assert figures["名次"] == ("8", "街道办事处、地区办事处（乡政府），共 42 个单位")
    assert figures["先进单位"] == ("是", "分数线 91.90，本单位 +0.56")


def test_what_is_missing_is_not_zero(demonstration_year: Year) -> None:
    facts = demonstration_year(CHAOYANG).facts
    values = {key: value for key, value in facts.values.items() if key != ("jd-10", "7", "given")}
    page = card_of(assess(demonstration_year(CHAOYANG).settled, replace(facts, values=values)), "jd-10")
    item = item_of(page, "7")
    assert (page.score, page.items_sum, item.score) == (None, None, None)
    assert item.missing == page.owed == ("待监察局、社会办、农委提供：责任追究到位（评分）",)
    assert page.figures[0].state is not None
    assert page.figures[0].state.word == "数据未齐"


def test_the_full_record_is_json_and_made_only_where_it_is_wanted(demonstration_year: Year) -> None:
    assert card_of(demonstration_year(CHAOYANG), "jd-07").trace == ""
    record = json.loads(card_of(demonstration_year(CHAOYANG), "jd-07", depth="trace").trace)
    assert (record["unit"], record["score"]) == ("jd-07", "92.46")


def test_an_unknown_depth_is_the_first() -> None:
    assert [depth_of(word) for word in ("", "nonsense", "working")] == ["sentence", "sentence", "working"]
