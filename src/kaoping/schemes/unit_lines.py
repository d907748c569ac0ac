"""What concerns several items or the total: weights, limits of the scheme, vetoes that take points, rounding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaoping.core.expression import read_expression
from kaoping.core.formula import Each, Expression, Field, Word, apply, number
from kaoping.core.line import Clause, Limit, Line, Node, Quantity
from kaoping.core.text import Text
from kaoping.schemes.item_rules import ROUNDED, limit_sentence
from kaoping.schemes.leaves import Leaf
from kaoping.schemes.model import ItemEntry, LimitEntry, Scheme
from kaoping.schemes.model_results import EffectEntry, VetoEntry
from kaoping.schemes.names import ItemNames

WEIGHTED = Text("{name} 占 {weight}%。", "{name} weighs {weight}%.")
VETO_DEDUCTS = Text("一票否决：{name}，扣 {points} 分。", "Veto: {name}; {points} points are deducted.")
VETO_SETS = Text("一票否决：{name}，记 {points} 分。", "Veto: {name}; the score is set to {points}.")


def unit_nodes(scheme: Scheme, leaves: tuple[Leaf, ...], nodes: Sequence[Node]) -> list[Node]:
    """The unit's own nodes, in order."""
    found: list[Node] = list(_weights(scheme.items, leaves))
    for place, entry in enumerate(scheme.limits, start=1):
        found += _limits(f"limit.{place}", entry, scheme, leaves, [*nodes, *found])
    for veto in scheme.vetoes:
        found += _veto_nodes(veto, leaves, found)
    if scheme.rounding.at == "total":
        found.append(_rounding(scheme, leaves, found))
    return found


def _weights(items: tuple[ItemEntry, ...], leaves: tuple[Leaf, ...]) -> Iterator[Node]:
    """A weighted part counts as its items' sum × weight: one line that says so."""
    for item in items:
        below = tuple(leaf.id for leaf in leaves if leaf.id == item.id or item.id in [one.id for one in leaf.parents])
        if item.weight is not None and below:
            says = WEIGHTED.with_values(name=item.name, weight=item.weight)
            clause = Clause(item.name, item.at)
            yield Limit(f"{item.id}.weight", "", below, "times", number(item.weight / 100), says, clause)


def _limits(
    place: str, entry: LimitEntry, scheme: Scheme, leaves: tuple[Leaf, ...], nodes: Sequence[Node]
) -> Iterator[Node]:
    names = ItemNames(scheme, leaves[0], leaves)
    value = read_expression(entry.value.text, names)
    when = read_expression(entry.when.text, names) if entry.when else None
    over = tuple(_named(entry.over, leaves, nodes)) if entry.over else _everything(leaves, nodes)
    if over:
        yield Limit(place, "", over, entry.verb, value, limit_sentence(entry, value), entry.clause, when)


def _everything(leaves: tuple[Leaf, ...], nodes: Sequence[Node]) -> tuple[str, ...]:
    return (
        *(leaf.id for leaf in leaves),
        *(node.id for node in nodes if node.item == "" and not isinstance(node, Quantity)),
    )


def _named(names: tuple[str, ...], leaves: tuple[Leaf, ...], nodes: Sequence[Node]) -> Iterator[str]:
    """The cells that `item` or `item.rule` stands for; an inner item stands for the leaves below it."""
    for name in names:
        whole = [leaf.id for leaf in leaves if name in (leaf.id, *(parent.id for parent in leaf.parents))]
        yield from whole
        if not whole and "." in name:
            item, rule = name.rsplit(".", 1)
            inside = [leaf.id for leaf in leaves if item in (leaf.id, *(parent.id for parent in leaf.parents))]
            prefixes = tuple(f"{leaf}.{rule}" for leaf in inside)
            yield from (node.id for node in nodes if not isinstance(node, Quantity) and _starts(node.id, prefixes))


def _starts(node: str, prefixes: tuple[str, ...]) -> bool:
    return any(node == prefix or node.startswith(prefix + ".") for prefix in prefixes)


def _veto_nodes(veto: VetoEntry, leaves: tuple[Leaf, ...], found: Sequence[Node]) -> Iterator[Node]:
    effects = veto.effect.chosen or (veto.effect,)
    decided = Each("vetoes", (veto.id,), number(1), _chosen_condition(veto.effect), fold="count")
    happened = apply("more", decided, number(0))
    for effect in effects:
        clause = Clause(veto.text or veto.name, veto.at)
        if effect.deduct is not None:
            says = VETO_DEDUCTS.with_values(name=veto.name, points=effect.deduct)
            taken = apply("if", happened, number(effect.deduct), number(0))
            yield Line(f"{veto.id}.deduct", "", "-", taken, says, clause)
        if effect.score is not None:
            says = VETO_SETS.with_values(name=veto.name, points=effect.score)
            over = _everything(leaves, found)
            yield Limit(f"{veto.id}.score", "", over, "set", number(effect.score), says, clause, happened)


def _chosen_condition(effect: EffectEntry) -> Expression | None:
    """A chosen effect counts only where the decision names it."""
    if not effect.chosen:
        return None
    return apply("either", *(apply("equal", Field("effect"), Word(word)) for word in ("deduct", "score")))


def _rounding(scheme: Scheme, leaves: tuple[Leaf, ...], found: Sequence[Node]) -> Limit:
    settings = scheme.rounding
    says = ROUNDED[settings.mode].with_values(value=number(settings.digits).value)
    over = _everything(leaves, found)
    return Limit("rounding", "", over, "round", number(settings.digits), says, mode=settings.mode)
