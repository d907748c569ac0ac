"""就高不重复: of the rows about one matter, deductions and additions apart, only the heaviest counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kaoping.core.formula import Each, Expression, apply, number, total
from kaoping.core.line import Contest, Line, Member, Node, Sign
from kaoping.schemes.model import Scheme

CONTESTED_TABLES = ("findings", "events", "claims")
CONTESTS: dict[Sign, str] = {"-": "same_matter.deductions", "+": "same_matter.additions"}


def contested(scheme: Scheme, nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Contest, ...]]:
    """The nodes with every fold over contested rows bound to its contest, and the contests.

    A rule that has a contest of its own is left alone.
    """
    if scheme.same_matter == "all":
        return nodes, ()
    bound = tuple(_bound(node) for node in nodes)
    contests = tuple(Contest(name, tuple(_members(nodes, sign))) for sign, name in CONTESTS.items())
    return bound, tuple(contest for contest in contests if contest.members)


def _contested(node: Node) -> bool:
    rows = node.formula if isinstance(node, Line) else None
    return isinstance(rows, Each) and rows.table in CONTESTED_TABLES and rows.standing is None


def _bound(node: Node) -> Node:
    if isinstance(node, Line) and isinstance(node.formula, Each) and _contested(node):
        return replace(node, formula=replace(node.formula, standing=CONTESTS[node.sign]))
    return node


def _members(nodes: Sequence[Node], sign: Sign) -> Iterator[Member]:
    """One member per table and address: a row weighs what all lines together make of it."""
    places: dict[tuple[str, tuple[str, ...]], list[Expression]] = {}
    for node in nodes:
        if isinstance(node, Line) and isinstance(node.formula, Each) and _contested(node) and node.sign == sign:
            places.setdefault((node.formula.table, node.formula.items), []).append(_weight(node.formula))
    for (table, items), weights in places.items():
        yield Member(Each(table, items, total(*weights)))


def _weight(rows: Each) -> Expression:
    return rows.body if rows.where is None else apply("if", rows.where, rows.body, number(0))
