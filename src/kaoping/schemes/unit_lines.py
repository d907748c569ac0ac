"""What concerns several items or the total: weights, limits of the scheme, vetoes that take points, rounding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaoping.core.expression import Unreadable, read_expression
from kaoping.core.formula import Cell, Each, Expression, Field, Word, apply, number
from kaoping.core.line import Clause, Limit, Line, Node, Quantity
from kaoping.core.rule import FormulaText
from kaoping.core.text import Text, verbatim
from kaoping.schemes.item_rules import ROUNDED, limit_sentence
from kaoping.schemes.leaves import Leaf
from kaoping.schemes.model import ItemEntry, LimitEntry, Scheme
from kaoping.schemes.model_results import EffectEntry, VetoEntry
from kaoping.schemes.names import ItemNames

WEIGHTED = Text("“{name}”占 {weight}%。", "“{name}” weighs {weight}%.")
VETO_DEDUCTS = Text("一票否决：{name}，扣 {points} 分。", "Veto: {name}; {points} points are deducted.")
VETO_SETS = Text("一票否决：{name}，记 {points} 分。", "Veto: {name}; the score is set to {points}.")


QUALIFIED = "qualification"


def veto_condition(veto: str) -> str:
    """The cell that says whether a veto has happened by itself."""
    return f"veto.{veto}"


def step_condition(step: str) -> str:
    """The cell that says whether a step up or down is earned."""
    return f"grade_step.{step}"


class UnitLines:
    """Builds the unit's own nodes, in order, and collects the expressions that cannot be read."""

    def __init__(self, scheme: Scheme, leaves: tuple[Leaf, ...], before: Sequence[Node]) -> None:
        self.scheme, self.leaves, self.before = scheme, leaves, before
        self.found: list[Node] = []
        self.unreadable: list[tuple[int, Unreadable]] = []

    def nodes(self) -> list[Node]:
        """Weights, limits, vetoes, rounding."""
        for item in self.scheme.items:
            self.found += self._weights(item)
        for place, entry in enumerate(self.scheme.limits, start=1):
            self.found += self._limit(f"limit.{place}", entry)
        for veto in self.scheme.vetoes:
            self.found += self._condition(veto_condition(veto.id), veto.name, veto.when, veto.line)
            self.found += list(self._veto(veto))
        for step in self.scheme.grade_steps:
            self.found += self._condition(step_condition(step.id), step.name, step.when, step.line)
        if self.scheme.qualification:
            needed = self.scheme.qualification
            self.found += self._condition(QUALIFIED, needed.says or "参评资格", needed.when, needed.line)
        if self.scheme.rounding.at == "total":
            self.found.append(self._rounding())
        return self.found

    def _weights(self, item: ItemEntry) -> list[Node]:
        """A weighted part counts as its items' sum × weight: one line that says so, after those of the parts inside."""
        inside = [node for child in item.items for node in self._weights(child)]
        below = tuple(leaf.id for leaf in self.leaves if within(leaf, item.id))
        if item.weight is None or not below:
            return inside
        over = (*below, *(node.id for node in inside))
        says = WEIGHTED.with_values(name=item.name, weight=item.weight)
        clause = Clause(item.name, item.at)
        return [*inside, Limit(f"{item.id}.weight", "", over, "times", number(item.weight / 100), says, clause)]

    def _limit(self, place: str, entry: LimitEntry) -> list[Node]:
        names = ItemNames(None, self.leaves, place)
        value = self.read(entry.value, names, entry.line)
        when = self.read(entry.when, names, entry.line)
        over = tuple(self._named(entry.over)) if entry.over else self._everything()
        if value is None or not over:
            return []
        says = limit_sentence(entry, value)
        return [*names.quantities, Limit(place, "", over, entry.verb, value, says, entry.clause, when, entry.mode)]

    def _condition(self, place: str, name: str, when: FormulaText | None, line: int) -> list[Node]:
        """A condition on the unit's own facts and scores, decided with the results."""
        names = ItemNames(None, self.leaves, place)
        condition = self.read(when, names, line)
        return [] if condition is None else [*names.quantities, Quantity(place, "", verbatim(name), condition)]

    def read(self, written: FormulaText | None, names: ItemNames, line: int) -> Expression | None:
        """An expression over the unit's scores; None where none is written, or after it could not be read."""
        try:
            return read_expression(written.text, names) if written else None
        except Unreadable as problem:
            self.unreadable.append(((written.line if written else 0) or line, problem))
            return None

    def _everything(self) -> tuple[str, ...]:
        own = (node.id for node in self.found if not isinstance(node, Quantity))
        return (*(leaf.id for leaf in self.leaves), *own)

    def _named(self, names: tuple[str, ...]) -> Iterator[str]:
        """The cells that `item` or `item.rule` stands for; an inner item stands for the leaves below it, weighted."""
        for name in names:
            whole = [leaf.id for leaf in self.leaves if within(leaf, name)]
            yield from whole or self._of_rule(name)
            if whole:
                yield from (node.id for node in self.found if node.id == f"{name}.weight")

    def _of_rule(self, name: str) -> Iterator[str]:
        item, _, rule = name.rpartition(".")
        prefixes = tuple(f"{leaf.id}.{rule}" for leaf in self.leaves if within(leaf, item))
        nodes = (node for node in (*self.before, *self.found) if not isinstance(node, Quantity))
        yield from (node.id for node in nodes if _starts(node.id, prefixes))

    def _veto(self, veto: VetoEntry) -> Iterator[Node]:
        clause = Clause(veto.text or veto.name, veto.at)
        happened = self._happened(veto)
        for effect in veto.effect.chosen or (veto.effect,):
            if effect.deduct is not None:
                says = VETO_DEDUCTS.with_values(name=veto.name, points=effect.deduct)
                taken = apply("if", happened, number(effect.deduct), number(0))
                yield Line(f"{veto.id}.deduct", "", "-", taken, says, clause)
            if effect.score is not None:
                says = VETO_SETS.with_values(name=veto.name, points=effect.score)
                over, score = self._everything(), number(effect.score)
                yield Limit(f"{veto.id}.score", "", over, "set", score, says, clause, happened)

    def _happened(self, veto: VetoEntry) -> Expression:
        decided = Each("vetoes", (veto.id,), number(1), _chosen_condition(veto.effect), fold="count")
        happened = apply("more", decided, number(0))
        return apply("either", happened, Cell(veto_condition(veto.id))) if veto.when else happened

    def _rounding(self) -> Limit:
        settings = self.scheme.rounding
        says = ROUNDED[settings.mode].with_values(value=number(settings.digits).value)
        over, digits = self._everything(), number(settings.digits)
        return Limit("rounding", "", over, "round", digits, says, mode=settings.mode)


def within(leaf: Leaf, item: str) -> bool:
    """Whether a leaf is an item or lies below it."""
    return item == leaf.id or any(item == parent.id for parent in leaf.parents)


def _starts(node: str, prefixes: tuple[str, ...]) -> bool:
    return any(node == prefix or node.startswith(prefix + ".") for prefix in prefixes)


def _chosen_condition(effect: EffectEntry) -> Expression | None:
    """A chosen effect counts only where the decision names it."""
    if not effect.chosen:
        return None
    return apply("either", *(apply("equal", Field("effect"), Word(word)) for word in ("deduct", "score")))
