"""A program: a scheme compiled for one form of task list, knowing items and lines but no unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kaoping.core.formula import Peers, walk
from kaoping.core.item import Item
from kaoping.core.line import Ask, Contest, Node
from kaoping.core.text import Text

TOTAL = "total"


@dataclass(frozen=True)
class Program:
    """Items (the leaves, in the scheme's order), contests and nodes in an order in which each needs only earlier ones.

    Every leaf has a Quantity of its own id, its score, and the unit a Quantity `total`.
    """

    items: tuple[Item, ...]
    nodes: tuple[Node, ...]
    contests: tuple[Contest, ...] = ()
    names: Mapping[str, Text] = field(default_factory=dict)
    places: int = 2

    @cached_property
    def node(self) -> Mapping[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def contest(self) -> Mapping[str, Contest]:
        """The contests by id."""
        return {contest.id: contest for contest in self.contests}

    @cached_property
    def item(self) -> Mapping[str, Item]:
        """The leaves by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def places_named(self) -> Mapping[str, str]:
        """The words of every item and checkpoint, by address."""
        points = {point.id: point.text for item in self.items for point in item.checkpoints}
        return {**points, **{item.id: item.name for item in self.items}}

    @cached_property
    def asks(self) -> Mapping[tuple[str, str], Ask]:
        """Every value asked for, by item and name."""
        return {(ask.item, ask.name): ask for item in self.items for ask in item.asks}

    @cached_property
    def nodes_of(self) -> Mapping[str, tuple[Node, ...]]:
        """The nodes of each item in order; what concerns several items or the total stands under the empty id."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.item, []).append(node)
        return {item: tuple(nodes) for item, nodes in found.items()}

    @cached_property
    def compares(self) -> bool:
        """Whether other units' facts count too: some formula is a statistic over peers."""
        parts = (part for node in self.nodes for formula in node.formulas for part in walk(formula))
        return any(isinstance(part, Peers) for part in parts)
