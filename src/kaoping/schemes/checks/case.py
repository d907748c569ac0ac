"""A scheme under one choice of readings, as the checks see it: its leaves, rules and expressions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from kaoping.core.expression import Unreadable, read_expression
from kaoping.core.facts import Task
from kaoping.core.formula import Expression, Fact, Formula, Number, walk
from kaoping.core.line import Ask, Line
from kaoping.core.line import Node as LineNode
from kaoping.core.readers.exact_operations import STRICT
from kaoping.core.readers.scope import Scope
from kaoping.core.rule import Contribution, FormulaText
from kaoping.core.sorts import Sort
from kaoping.kinds.bands.rule import Bands
from kaoping.kinds.formula.rule import Free
from kaoping.kinds.shortfall.rule import Shortfall
from kaoping.schemes.compile import subject_of
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import Leaf, leaves, own_task
from kaoping.schemes.model import CheckpointEntry, ItemEntry, LimitEntry, RuleEntry, Scheme
from kaoping.schemes.model_results import GradeStepEntry, QualificationEntry, VetoEntry
from kaoping.schemes.names import ItemNames, declared_ask
from kaoping.schemes.nodes import Node

OF_POINTS = ("pass_or_fail", "shortfall", "progress", "composite", "appraisal", "rating", "blend")
"""The kinds that give or take parts of the item's points, never more."""
ABSENT = ("wait", "zero", "full", "peer-mean", "rescale")
"""The words that may stand instead of an expression for missing facts and zero denominators."""
Owner = RuleEntry | LimitEntry | VetoEntry | GradeStepEntry | QualificationEntry
ARITHMETIC = ("add", "subtract", "multiply", "divide", "negative", "maximum", "minimum")


@dataclass(frozen=True)
class Written:
    """An expression of the scheme: as written, why it cannot be read, what it was read into, and its line.

    Whatever it compares among peers is a part of its own.
    """

    text: str
    line: int
    problem: Unreadable | None = None
    parts: tuple[Expression, ...] = ()


@dataclass(frozen=True)
class Ruled:
    """A rule at a leaf and what it adds to it, or why it cannot be compiled."""

    leaf: Leaf
    entry: RuleEntry
    found: Contribution | Unreadable

    @property
    def nodes(self) -> tuple[LineNode, ...]:
        """The lines that the rule adds."""
        return self.found.nodes if isinstance(self.found, Contribution) else ()

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The values that the rule asks for."""
        return self.found.asks if isinstance(self.found, Contribution) else ()

    @property
    def problem(self) -> Unreadable | None:
        """Why the rule cannot be compiled."""
        return self.found if isinstance(self.found, Unreadable) else None

    @property
    def exceeds(self) -> bool:
        """Whether the rule can give more than its points."""
        rule = self.entry.rule
        if isinstance(rule, Bands | Free):
            return rule.gives != "deduction"
        if isinstance(rule, Shortfall):
            return rule.most != "1"
        return rule.kind not in OF_POINTS and any(isinstance(node, Line) and node.sign == "+" for node in self.nodes)


@dataclass(frozen=True)
class Case:
    """A scheme under one choice of readings."""

    scheme: Scheme
    node: Node

    def line(self, key: str) -> int:
        """The line of a key of the top level."""
        value = self.node.value
        found = value.get(key) if isinstance(value, dict) else None
        return found.key_line if found else 0

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """What is scored, and for every task type that no item has, a task such as a unit's own list may bring."""
        found = leaves(self.scheme, Form())
        return (*found, *self._tasks_of_other_types(found))

    @cached_property
    def total(self) -> Leaf:
        """The whole scheme as that which its own limits are over and its results depend on."""
        entry = ItemEntry("limit", self.scheme.title, line=self.line("limits"))
        return Leaf(entry, self.scheme.points, limits=self.scheme.limits)

    def _tasks_of_other_types(self, found: tuple[Leaf, ...]) -> Iterator[Leaf]:
        holder = next((item for item in every_item(self.scheme.items) if item.tasks), None)
        used = {leaf.entry.type for leaf in found}
        points = holder.points if holder and holder.points is not None else Fraction(100)
        for name, kind in self.scheme.task_types.items():
            if name not in used:
                texts = (("title", kind.name), ("assessor", kind.name))
                yield own_task(self.scheme, Task(name, name, points, texts=texts), (holder,) if holder else ())

    @cached_property
    def ruled(self) -> tuple[Ruled, ...]:
        """Every rule at every leaf."""
        return tuple(self._ruled(leaf, entry) for leaf in self.leaves for entry in leaf.rules)

    def _ruled(self, leaf: Leaf, entry: RuleEntry) -> Ruled:
        subject = subject_of(self.scheme, Form(), leaf, entry, self.names(leaf))
        try:
            return Ruled(leaf, entry, entry.rule.contribution(subject))
        except Unreadable as problem:
            return Ruled(leaf, entry, problem)

    def names(self, leaf: Leaf) -> ItemNames:
        """What the names in a leaf's expressions stand for."""
        return ItemNames(None if leaf is self.total else leaf, self.leaves, leaf.id)

    def asks(self, leaf: Leaf) -> Mapping[tuple[str, str], Ask]:
        """The values that a leaf asks for, by address and name."""
        declared = [declared_ask(leaf.id, name, entry) for name, entry in leaf.entry.facts.items()]
        given = [ask for one in self.ruled if one.leaf is leaf for ask in one.asks]
        return {(ask.item, ask.name): ask for ask in (*declared, *given)}

    @cached_property
    def all_asks(self) -> Mapping[tuple[str, str], Ask]:
        """The values that the whole scheme asks for."""
        return {key: ask for leaf in self.leaves for key, ask in self.asks(leaf).items()}

    def adds(self, leaf: Leaf) -> bool:
        """Whether something can lift the score of a leaf above its points."""
        multiplied = any(rule.times for rule in leaf.rules) or any(limit.verb == "times" for limit in leaf.limits)
        return multiplied or any(one.exceeds for one in self.ruled if one.leaf is leaf)

    def read(self, leaf: Leaf, text: FormulaText | None) -> Expression | None:
        """An expression of a leaf, or None where there is none or it cannot be read."""
        parts = self.written(leaf, text).parts if text is not None else ()
        return parts[0] if parts else None

    def written(
        self, leaf: Leaf, text: FormulaText, line: int = 0, *, in_row: bool = True, wanted: Sort | None = None
    ) -> Written:
        """An expression of a leaf; only inside rows may it name their fields."""
        names = self.names(leaf)
        try:
            expression = read_expression(text.text, names.in_row() if in_row else names, wanted)
        except Unreadable as problem:
            return Written(text.text, text.line or line, problem)
        compared = (quantity.formula for quantity in names.quantities)
        return Written(text.text, text.line or line, parts=(expression, *compared))

    def expressions(self, leaf: Leaf) -> Iterator[Written]:
        """Every expression in the rules and limits of a leaf; only a kind's own options may name fields of rows."""
        for text in (leaf.entry.missing, leaf.entry.zero):
            if text is not None and text.text not in ABSENT:
                yield self.written(leaf, text, leaf.entry.line, in_row=False, wanted="number")
        for owner in self._owners(leaf):
            inside = list(formula_texts(owner.rule)) if isinstance(owner, RuleEntry) else []
            for text in formula_texts(owner):
                wanted: Sort | None = None if _looks_up_words(owner, text) else "number"
                yield self.written(leaf, text, owner.line, in_row=text in inside, wanted=wanted)

    def _owners(self, leaf: Leaf) -> tuple[Owner, ...]:
        if leaf is not self.total:
            return (*leaf.rules, *leaf.limits)
        qualification = [self.scheme.qualification] if self.scheme.qualification else []
        return (*leaf.limits, *self.scheme.vetoes, *self.scheme.grade_steps, *qualification)

    def constant(self, leaf: Leaf, text: FormulaText | None) -> Fraction | None:
        """The number that an expression says whatever the facts are, or None where it depends on them."""
        expression = self.read(leaf, text)
        return constant(expression) if expression is not None else None


def _looks_up_words(owner: Owner, text: FormulaText) -> bool:
    """Whether a text is the measure of a table, which may be a word."""
    rule = owner.rule if isinstance(owner, RuleEntry) else None
    return isinstance(rule, Bands) and bool(rule.table) and text == rule.measure


def constant(expression: Expression) -> Fraction | None:
    """The value of an expression of numbers alone."""
    if isinstance(expression, Number):
        return expression.value
    if not isinstance(expression, Formula) or expression.op not in ARITHMETIC:
        return None
    parts = [constant(part) for part in expression.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    value = STRICT[expression.op](Scope(""), *known)
    return value if isinstance(value, Fraction) else None


def facts_in(expression: Expression) -> Iterator[Fact]:
    """The facts that an expression names."""
    return (part for part in walk(expression) if isinstance(part, Fact))


def formula_texts(value: object) -> Iterator[FormulaText]:
    """Every expression written in a rule, a limit or one of their options."""
    if isinstance(value, FormulaText):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from formula_texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from formula_texts(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from formula_texts(part)


def every_item(items: tuple[ItemEntry, ...]) -> Iterator[ItemEntry]:
    """The items of a tree, parents before their children."""
    for item in items:
        yield item
        yield from every_item(item.items)


def every_rule(scheme: Scheme) -> Iterator[tuple[str, RuleEntry]]:
    """Every rule that the scheme writes, with the name of the item or type that it stands at."""
    for item in every_item(scheme.items):
        yield from ((item.name, rule) for rule in (*item.own_rules, *item.each.rules))
    for kind in scheme.task_types.values():
        yield from ((kind.name, rule) for rule in kind.own_rules)


def every_limit(scheme: Scheme) -> Iterator[tuple[str, LimitEntry]]:
    """Every limit below the scheme's own, with the name of the item or type that it stands at."""
    for item in every_item(scheme.items):
        yield from ((item.name, limit) for limit in (*item.limits, *item.each.limits))
    for kind in scheme.task_types.values():
        yield from ((kind.name, limit) for limit in kind.limits)


def every_checkpoint(entries: tuple[CheckpointEntry, ...]) -> Iterator[CheckpointEntry]:
    """The checkpoints of a tree, parents before their children."""
    for entry in entries:
        yield entry
        yield from every_checkpoint(entry.checkpoints)


def is_leaf(item: ItemEntry) -> bool:
    """Whether an item is scored itself."""
    return not item.items and not item.tasks
