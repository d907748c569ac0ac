"""Who enters what (责任单位): the bodies named for an item, without those who would judge themselves (回避)."""

from __future__ import annotations

from kaoping.core.item import Item
from kaoping.core.line import Ask
from kaoping.core.program import Program
from kaoping.schemes.assessment import root_of
from kaoping.schemes.model import Scheme


def bodies_of(scheme: Scheme, unit: str, item: Item, ask: Ask | None = None) -> tuple[str, ...]:
    """The ids of the bodies that are responsible for an item (or one value of it) of a unit, the leading one first.

    A body that is the unit itself is replaced by the one that the scheme names for that, or left out.
    """
    return judging(scheme, unit, ask.owed_by if ask and ask.owed_by else item.assessors)


def judging(scheme: Scheme, unit: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """Bodies that judge a unit, nobody the own one."""
    own = {one.id for one in scheme.assessors if one.unit == unit}
    instead = (scheme.recusal if one in own else one for one in named)
    return tuple(dict.fromkeys(one for one in instead if one and one not in own))


def bodies_at(scheme: Scheme, unit: str, program: Program, address: str, name: str = "") -> tuple[str, ...]:
    """The same by address: of an item, a checkpoint, or a veto; of nothing known nobody."""
    item = program.item.get(root_of(program, address))
    if item is not None:
        return bodies_of(scheme, unit, item, program.asks.get((address, name)))
    veto = next((one for one in scheme.vetoes if one.id == address), None)
    return judging(scheme, unit, veto.assessors) if veto else ()


def named_body(scheme: Scheme, word: str) -> str:
    """The id of a body that is named by its id or its printed name; other words as they are."""
    return next((one.id for one in scheme.assessors if word in (one.id, one.name)), word)
