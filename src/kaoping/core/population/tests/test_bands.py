"""The check of a ladder of bands: gaps, overlaps, bands that are never reached."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kaoping.core.population import Interval, check_bands

HUNDRED = Interval(Fraction(0), Fraction(100), upper_closed=True)


def closed(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), upper_closed=True)


def below(upper: int) -> Interval:
    return Interval(None, Fraction(upper))


def says(bands: list[Interval], within: Interval = HUNDRED, decimals: int | None = 2) -> list[str]:
    return [found.says.in_language("zh") for found in check_bands(bands, within, decimals)]


def test_90_to_100_and_80_to_89_leave_89_5_without_a_grade() -> None:
    template = [closed(90, 100), closed(80, 89), closed(60, 79), closed(0, 59)]
    assert says(template) == [
        "得分“高于 59 分且低于 60 分”没有对应的档次。",
        "得分“高于 79 分且低于 80 分”没有对应的档次。",
        "得分“高于 89 分且低于 90 分”没有对应的档次。",
    ]


def test_where_scores_are_whole_numbers_that_template_has_no_gap() -> None:
    assert says([closed(90, 100), closed(80, 89), closed(60, 79), closed(0, 59)], decimals=0) == []


def test_neighbours_that_both_include_their_edge_overlap_there() -> None:
    assert says([closed(90, 100), closed(80, 90), below(80)]) == ["得分“正好 90 分”同时落入两个档次。"]


def test_a_ladder_of_lower_edges_is_complete() -> None:
    assert says([Interval(Fraction(90)), Interval(Fraction(60)), Interval()], Interval()) == []


def test_a_total_above_100_needs_a_grade() -> None:
    assert says([closed(60, 100), below(60)], Interval(Fraction(0))) == ["得分“高于 100 分”没有对应的档次。"]


def test_a_band_behind_one_that_includes_it_is_never_reached() -> None:
    found = check_bands([Interval(Fraction(60)), Interval(Fraction(90)), below(60)], HUNDRED)
    assert [(finding.code, finding.bands) for finding in found] == [("band-never-reached", (1,))]


def test_a_band_beyond_the_scores_that_can_occur_is_reported() -> None:
    found = check_bands([Interval(Fraction(101)), Interval()], HUNDRED)
    assert [(finding.code, finding.bands) for finding in found] == [("band-outside", (0,))]


EDGES = st.one_of(st.none(), st.integers(-3, 3).map(lambda number: Fraction(number, 2)))
INTERVALS = st.builds(Interval, EDGES, EDGES, st.booleans(), st.booleans())
POINTS = [Fraction(number, 4) for number in range(-8, 9)]


@given(st.lists(INTERVALS, max_size=4), INTERVALS)
def test_a_score_that_can_occur_is_in_a_band_or_in_a_reported_gap(bands: list[Interval], within: Interval) -> None:
    gaps = [found.scores for found in check_bands(bands, within) if found.code == "band-gap"]
    for point in POINTS:
        in_band = any(point in band for band in bands)
        assert any(point in gap for gap in gaps) == (point in within and not in_band)


@given(INTERVALS, INTERVALS)
def test_what_two_ranges_share_is_what_lies_in_both(one: Interval, other: Interval) -> None:
    shared = one.shared_with(other)
    for point in POINTS:
        assert (point in one and point in other) == (shared is not None and point in shared)
