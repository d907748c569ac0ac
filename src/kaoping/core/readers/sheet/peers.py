"""Statistics over peers, spelled out cell by cell: a range would contain the formula's own cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kaoping.core.formula import Peers
from kaoping.core.readers.sheet.piece import ATOM, NOTHING, PRODUCT, SUM, Piece, call, of_many

LOWEST, HIGHEST = "-1E+300", "1E+300"
Cells = Sequence[str]


def _known(cells: Cells) -> str:
    """How many cells are known."""
    return "+".join(call("IF", call("ISERROR", cell).text, "0", "1").text for cell in cells)


def _or_else(cells: Cells, otherwise: str) -> list[str]:
    return [call("IFERROR", cell, otherwise).text for cell in cells]


def _sum(cells: Cells, waits: bool) -> Piece:
    return of_many("SUM", cells if waits else _or_else(cells, "0")) if cells else Piece("0")


def _count(cells: Cells, waits: bool) -> Piece:
    if not cells:
        return Piece("0")
    return Piece(f"{len(cells)}+0*{_sum(cells, waits).text}" if waits else _known(cells), SUM)


def _mean(cells: Cells, waits: bool) -> Piece:
    number = Piece(str(len(cells))) if waits else Piece(_known(cells), SUM)
    return Piece(f"{_sum(cells, waits).text}/{number.within(ATOM)}", PRODUCT) if cells else Piece(NOTHING)


def _extreme(name: str, otherwise: str) -> Callable[[Cells, bool], Piece]:
    def write(cells: Cells, waits: bool) -> Piece:
        if not cells:
            return Piece(NOTHING)
        if waits:
            return of_many(name, cells)
        return call("IF", f"{_known(cells)}=0", NOTHING, of_many(name, _or_else(cells, otherwise)).text)

    return write


STATISTICS: Mapping[str, Callable[[Cells, bool], Piece]] = {
    "mean": _mean,
    "max": _extreme("MAX", LOWEST),
    "min": _extreme("MIN", HIGHEST),
    "sum": _sum,
    "count": _count,
}
RANKS: Mapping[str, str] = {"rank": ">", "rank_up": "<"}


def compared(peers: Peers, own: str, cells: Cells) -> Piece:
    """The statistic over the cells of the peers; where an incomplete peer is waited for, its error is passed on."""
    waits = peers.absent == "wait"
    if peers.kind not in RANKS:
        return STATISTICS[peers.kind](cells, waits)
    better = [f"({cell}{RANKS[peers.kind]}{own})" for cell in cells if cell != own]
    counted = better if waits else [call("IFERROR", f"{one}*1", "0").text for one in better]
    return Piece("+".join((f"1+0*{own}", *counted)), SUM)
