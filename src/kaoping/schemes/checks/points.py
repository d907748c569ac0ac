"""Points and weights that do not add up, on any level, and points that nothing can take or give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.kinds.blend.rule import Blend
from kaoping.kinds.composite.rule import Composite
from kaoping.kinds.rating.rule import Rating
from kaoping.schemes.checks.case import OF_POINTS, Case, every_item, every_rule
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import Leaf, leaves
from kaoping.schemes.model import ItemEntry

SUMS = ("points-sum", "total-points", "weights-sum")
"""What a reading may decide: such a sum is then a question that was asked, no error."""

_COMPARE_WITH_TEXT = Text(
    "请对照原文：改正分值，或把指标移到所属的标题下；原文就是这样印的，请设一条条文理解（readings）。",
    "Compare the document: correct the points or move the item to its heading; if it is printed so, add a reading.",
)
_WEIGHTS = Text(
    "请对照原文改正；原文就是这样印的，请设一条条文理解（readings），不要自行折算。",
    "Correct them by the document; where it is printed so, add a reading. Do not scale them silently.",
)

SENTENCES: Sentences = {
    "points-sum": Sentence(
        Text(
            "“{name}”下列各项合计 {sum} 分，标题写 {points} 分。",
            "The items under “{name}” add up to {sum} points, the heading says {points}.",
        ),
        _COMPARE_WITH_TEXT,
    ),
    "total-points": Sentence(
        Text(
            "各项合计 {sum} 分，方案满分写 {points} 分。", "The items add up to {sum} points, the scheme says {points}."
        ),
        _COMPARE_WITH_TEXT,
    ),
    "points-not-distributed": Sentence(
        Text(
            "“{name}”有 {points} 分，下列各项却都没有分值。",
            "“{name}” has {points} points, but no item under it has any.",
        ),
        Text("请给下列各项写分值。", "Give points to the items under it."),
    ),
    "tasks-without-points": Sentence(
        Text(
            "“{name}”没有分值，任务“{task}”也没有，得不到分。",
            "Neither “{name}” nor its task “{task}” has points; the task is worth nothing.",
        ),
        Text("请给“{name}”写总分值，或给每项任务写分值。", "Give points to “{name}”, or to every task."),
    ),
    "rule-needs-points": Sentence(
        Text(
            "“{name}”没有分值，“{kind}”规则无从计算。",
            "“{name}” has no points, which a rule of the kind “{kind}” needs.",
        ),
        Text("请给指标写 points，或给规则写 worth。", "Write points at the item, or worth at the rule."),
    ),
    "weights-sum": Sentence(
        Text("“{name}”各部分的权重合计 {sum}%，不是 100%。", "The weights of “{name}” add up to {sum} %, not 100 %."),
        _WEIGHTS,
    ),
    "level-without-name": Sentence(
        Text(
            "“{name}”在第 {depth} 层，levels 只写了 {named} 层的名称。",
            "“{name}” is on level {depth}; levels names {named} only.",
        ),
        Text("请在 levels 中补上这一层的名称。", "Add the name of this level to levels."),
        "warning",
    ),
}


def check_points(case: Case) -> Iterator[Defect]:
    """Sums on every level, and points where none are."""
    for item in every_item(case.scheme.items):
        if item.tasks:
            yield from _tasks(case, item)
        elif item.items and item.points is not None:
            yield from _sum(item, item.points)
    yield from _total(case)
    yield from _rules_without_points(case)
    yield from _levels(case.scheme.items, case.scheme.levels, 1)


def worth(item: ItemEntry) -> Fraction | None:
    """An item's points: its own, or those of the items under it; None where none are written."""
    if item.points is not None:
        return item.points
    return added(item.items)


def added(items: tuple[ItemEntry, ...]) -> Fraction | None:
    """The points of items side by side, weighted where they have a weight."""
    found = [(worth(item), item.weight) for item in items]
    known = [points if weight is None else points * weight / 100 for points, weight in found if points is not None]
    return sum(known, Fraction(0)) if known else None


def _sum(item: ItemEntry, points: Fraction) -> Iterator[Defect]:
    below = added(item.items)
    if below is None:
        yield word(SENTENCES, "points-not-distributed", item.line, _clause(item), name=item.name, points=points)
    elif below != points:
        yield word(SENTENCES, "points-sum", item.line, _clause(item), name=item.name, sum=below, points=points)


def _tasks(case: Case, holder: ItemEntry) -> Iterator[Defect]:
    """Tasks may leave their points open: they then share what the others leave."""
    below = [leaf for leaf in leaves(case.scheme, Form()) if holder in leaf.parents]
    table = {} if isinstance(holder.share, str) else holder.share
    fixed = [table.get(leaf.id) if leaf.entry.points is None else leaf.entry.points for leaf in below]
    known = sum((points for points in fixed if points is not None), Fraction(0))
    if holder.points is None:
        for leaf, points in zip(below, fixed, strict=True):
            if points is None:
                yield word(SENTENCES, "tasks-without-points", leaf.entry.line, name=holder.name, task=leaf.entry.name)
    elif known > holder.points or (below and None not in fixed and known != holder.points):
        yield word(
            SENTENCES, "points-sum", holder.line, _clause(holder), name=holder.name, sum=known, points=holder.points
        )


def _total(case: Case) -> Iterator[Defect]:
    scheme = case.scheme
    found = added(scheme.items)
    if scheme.points is not None and found is not None and found != scheme.points:
        yield word(SENTENCES, "total-points", case.line("points"), scheme.title, sum=found, points=scheme.points)
    elif scheme.points is not None and found is None and scheme.items:
        yield word(SENTENCES, "points-not-distributed", case.line("points"), name=scheme.title, points=scheme.points)


def _rules_without_points(case: Case) -> Iterator[Defect]:
    for one in case.ruled:
        if one.leaf.points is None and one.entry.worth is None and one.entry.rule.kind in OF_POINTS:
            line = one.entry.line
            yield word(SENTENCES, "rule-needs-points", line, name=one.leaf.entry.name, kind=one.entry.rule.kind)


def _levels(items: tuple[ItemEntry, ...], levels: tuple[str, ...], depth: int) -> Iterator[Defect]:
    for item in items:
        if levels and depth > len(levels):
            yield word(SENTENCES, "level-without-name", item.line, name=item.name, depth=depth, named=len(levels))
        else:
            yield from _levels(item.items, levels, depth + 1)


def check_weights(case: Case) -> Iterator[Defect]:
    """Weights that do not make 100 %: of items side by side, of the parts of a task, of sources or rater groups."""
    scheme = case.scheme
    yield from _weights(case.line("items"), scheme.title, [item.weight for item in scheme.items])
    for item in every_item(scheme.items):
        yield from _weights(item.line, item.name, [one.weight for one in item.items], _clause(item))
    for name, entry in every_rule(scheme):
        if isinstance(entry.rule, Composite):
            weights: list[Fraction | None] = [part.weight for part in entry.rule.parts]
            yield from _weights(entry.line, name, weights, entry.clause.quote)
    for one in case.ruled:
        if isinstance(one.entry.rule, Blend | Rating):
            found = _written_weights(case, one.leaf, one.entry.rule)
            yield from _weights(one.entry.line, one.leaf.entry.name, found, one.entry.clause.quote, whole=(1, 100))


def _weights(
    line: int, name: str, weights: list[Fraction | None], clause: str = "", whole: tuple[int, ...] = (100,)
) -> Iterator[Defect]:
    known = [weight for weight in weights if weight is not None]
    if known and sum(known) not in whole:
        yield word(SENTENCES, "weights-sum", line, clause, name=name, sum=sum(known, Fraction(0)))


def _written_weights(case: Case, leaf: Leaf, rule: Blend | Rating) -> list[Fraction | None]:
    """The weights, where all of them are numbers."""
    weights = [case.constant(leaf, text) for text in rule.weights.values()]
    return weights if None not in weights else []


def _clause(item: ItemEntry) -> str:
    return item.clause.quote or item.name
