"""What is wrong with a ladder of bands: gaps, overlaps, and bands that are never reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kaoping.core.population.intervals import Interval
from kaoping.core.text import Text


@dataclass(frozen=True)
class BandFinding:
    """One mistake in a ladder: the scores concerned and the bands concerned (by their position, from 0)."""

    code: Literal["band-gap", "band-gap-condition", "band-overlap", "band-never-reached", "band-outside"]
    scores: Interval
    bands: tuple[int, ...]
    says: Text


def check_bands(
    bands: Sequence[Interval], within: Interval, decimals: int | None = None, conditional: Sequence[int] = ()
) -> tuple[BandFinding, ...]:
    """Everything wrong with bands of which the first that holds counts.

    `within` are the scores that can occur. A gap or an overlap that no score with `decimals` decimals can hit is none
    (None: scores are not rounded). `conditional` are the positions of bands that ask for more than the score: who
    fails them falls through to the bands below. A band without an upper edge ends where those before it begin, and
    overlaps nothing.
    """
    certain = [band for position, band in enumerate(bands) if position not in conditional]
    gaps = _left_of(within, bands)
    open_gaps = [part for gap in _left_of(within, certain) for part in _left_of(gap, gaps)]
    findings = [
        *(BandFinding("band-gap", gap, (), _GAP.with_values(scores=gap.says)) for gap in gaps),
        *(BandFinding("band-gap-condition", gap, (), _OPEN.with_values(scores=gap.says)) for gap in open_gaps),
        *_overlaps(bands, conditional),
        *_dead(bands, conditional),
        *_outside(bands, within),
    ]
    return tuple(found for found in findings if decimals is None or found.scores.has_number_with(decimals))


_GAP = Text("得分“{scores}”没有对应的档次。", "A score of “{scores}” falls into no band.")
_OPEN = Text(
    "得分“{scores}”而不满足附加条件的单位没有对应的档次。",
    "A score of “{scores}” falls into no band where the further conditions are not met.",
)
_BOTH = Text("得分“{scores}”同时落入两个档次。", "A score of “{scores}” falls into two bands.")
_DEAD = Text(
    "档次“{scores}”永远轮不到：前面的档次已经包括了它。",
    "The band “{scores}” is never reached: the bands before it include it.",
)
_OUTSIDE = Text(
    "档次“{scores}”不可能达到：得分范围是“{within}”。",
    "The band “{scores}” cannot be reached: scores are “{within}”.",
)


def _overlaps(bands: Sequence[Interval], conditional: Sequence[int]) -> list[BandFinding]:
    later = [position for position, band in enumerate(bands) if band.upper is not None]
    pairs = [(first, second) for second in later for first in range(second) if first not in conditional]
    shared = [(pair, bands[pair[0]].shared_with(bands[pair[1]])) for pair in pairs]
    return [
        BandFinding("band-overlap", both, pair, _BOTH.with_values(scores=both.says)) for pair, both in shared if both
    ]


def _dead(bands: Sequence[Interval], conditional: Sequence[int]) -> list[BandFinding]:
    found = []
    for position, band in enumerate(bands):
        before = [bands[earlier] for earlier in range(position) if earlier not in conditional]
        if not _left_of(band, before):
            found.append(BandFinding("band-never-reached", band, (position,), _DEAD.with_values(scores=band.says)))
    return found


def _outside(bands: Sequence[Interval], within: Interval) -> list[BandFinding]:
    outside = [(position, band) for position, band in enumerate(bands) if not band.shared_with(within)]
    says = _OUTSIDE.with_values(within=within.says)
    return [BandFinding("band-outside", band, (at,), says.with_values(scores=band.says)) for at, band in outside]


def _left_of(whole: Interval, taken: Sequence[Interval]) -> tuple[Interval, ...]:
    left: tuple[Interval, ...] = (whole,)
    for band in taken:
        left = tuple(part for piece in left for part in piece.without(band))
    return left
