"""Names of things: unknown formats, ids that are used twice, reserved, or out of place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kaoping.core.defect import Defect
from kaoping.core.program import TOTAL
from kaoping.core.text import Text
from kaoping.kinds.blend.rule import Blend
from kaoping.kinds.claims.rule import Claims
from kaoping.kinds.composite.rule import Composite
from kaoping.schemes.checks.case import Case, every_checkpoint, every_item, every_rule
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.model import CheckpointEntry, ItemEntry, Scheme
from kaoping.schemes.read import FORMAT

Named = Iterable[tuple[str, int]]

_SCHEME_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

SENTENCES: Sentences = {
    "unknown-format": Sentence(
        Text("格式“{format}”不是 {known}。", "The format “{format}” is not {known}."),
        Text("请写 format: {known}。", "Write format: {known}."),
    ),
    "bad-scheme-id": Sentence(
        Text("方案编号“{id}”的写法不对。", "The scheme's id “{id}” is badly written."),
        Text(
            "请用小写字母、数字和连字符，例如 chaoyang-2009。", "Use small letters, digits and hyphens: chaoyang-2009."
        ),
    ),
    "duplicate-id": Sentence(
        Text(
            "{what}编号“{id}”用了两次，第一次在第 {first} 行。",
            "The id “{id}” names two {what}; the first is on line {first}.",
        ),
        Text("请给其中一个另起编号。", "Give one of them another id."),
    ),
    "reserved-id": Sentence(
        Text("编号“{id}”留作总分，指标不能用。", "The id “{id}” is kept for the total."),
        Text("请给这个指标另起编号。", "Give this item another id."),
    ),
    "checkpoint-outside-item": Sentence(
        Text("考点编号“{id}”没有以“{parent}.”开头。", "The id of checkpoint “{id}” does not begin with “{parent}.”."),
        Text("请写成“{parent}.a”这样的编号。", "Write an id such as “{parent}.a”."),
    ),
    "item-inside-item": Sentence(
        Text("指标编号“{id}”像是“{other}”的考点编号。", "The item's id “{id}” looks like a checkpoint of “{other}”."),
        Text("请改用不以“{other}.”开头的编号。", "Use an id that does not begin with “{other}.”."),
    ),
}
_ADDRESSES = Text("指标或考点", "items or checkpoints")


def check_ids(case: Case) -> Iterator[Defect]:
    """Everything wrong with the ids of a scheme."""
    scheme = case.scheme
    if scheme.format != FORMAT:
        yield word(SENTENCES, "unknown-format", case.line("format"), format=scheme.format, known=FORMAT)
    if not _SCHEME_ID.fullmatch(scheme.id):
        yield word(SENTENCES, "bad-scheme-id", case.line("id"), id=scheme.id)
    for what, entries in (*_top_level(scheme), *_inside_rules(case)):
        yield from _twice(what, entries)
    yield from _items(scheme)
    for item in every_item(scheme.items):
        yield from _checkpoints(item.id, item.checkpoints)


def _top_level(scheme: Scheme) -> Iterator[tuple[Text, Named]]:
    items = [(item.id, item.line) for item in every_item(scheme.items)]
    points = [(p.id, p.line) for item in every_item(scheme.items) for p in every_checkpoint(item.checkpoints)]
    yield _ADDRESSES, [*items, *points]
    yield Text("考评主体", "assessors"), [(one.id, one.line) for one in scheme.assessors]
    yield Text("类别", "groups"), [(one.id, one.line) for one in scheme.groups]
    yield Text("单位", "units"), [(one.id, one.line) for one in scheme.units]
    yield Text("条文理解", "readings"), [(one.id, one.line) for one in scheme.readings]
    for reading in scheme.readings:
        what = Text("“{id}”的各种理解", "alternatives of “{id}”", {"id": reading.id})
        yield what, [(one.id, one.line) for one in reading.alternatives]
    yield Text("一票否决", "vetoes"), [(one.id, one.line) for one in scheme.vetoes]
    yield Text("等次", "grades"), [(one.id, one.line) for one in scheme.grades]
    yield Text("评优", "awards"), [(one.id, one.line) for one in scheme.awards]
    yield Text("升降档", "steps of grade"), [(one.id, one.line) for one in scheme.grade_steps]
    yield Text("原文疑误", "declared defects"), [(one.id, one.line) for one in scheme.declared]


def _inside_rules(case: Case) -> Iterator[tuple[Text, Named]]:
    for leaf in case.leaves:
        yield (
            Text("“{item}”的规则", "rules of “{item}”", {"item": leaf.entry.name}),
            [(r.id, r.line) for r in leaf.rules],
        )
    for _, entry in every_rule(case.scheme):
        rule = entry.rule
        if isinstance(rule, Blend):
            yield Text("来源", "sources"), [(one.id, entry.line) for one in rule.sources]
        elif isinstance(rule, Composite):
            yield Text("组成部分", "parts"), [(one.id, entry.line) for one in rule.parts]
        elif isinstance(rule, Claims):
            yield Text("条款", "clauses"), [(one.id, entry.line) for one in rule.clauses]


def _twice(what: Text, entries: Named) -> Iterator[Defect]:
    first: dict[str, int] = {}
    for name, line in entries:
        if name in first:
            yield word(SENTENCES, "duplicate-id", line, what=what, id=name, first=first[name])
        first.setdefault(name, line)


def _items(scheme: Scheme) -> Iterator[Defect]:
    found = list(every_item(scheme.items))
    for item in found:
        if item.id == TOTAL:
            yield word(SENTENCES, "reserved-id", item.line, id=item.id)
        other = _enclosing(item, found)
        if other is not None:
            yield word(SENTENCES, "item-inside-item", item.line, id=item.id, other=other.id)


def _enclosing(item: ItemEntry, items: list[ItemEntry]) -> ItemEntry | None:
    """Rows at law.1 would count for law too, whatever the tree says."""
    return next((other for other in items if item.id.startswith(other.id + ".")), None)


def _checkpoints(parent: str, entries: tuple[CheckpointEntry, ...]) -> Iterator[Defect]:
    for entry in entries:
        if not entry.id.startswith(parent + "."):
            yield word(SENTENCES, "checkpoint-outside-item", entry.line, id=entry.id, parent=parent)
        yield from _checkpoints(entry.id, entry.checkpoints)
