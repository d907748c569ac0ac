"""Rules, types and keys where they have no effect, and places that lack them."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.kinds.blend.rule import Blend
from kaoping.kinds.checklist.rule import Checklist
from kaoping.kinds.claims.rule import Claims
from kaoping.kinds.composite.rule import Composite
from kaoping.schemes.checks.case import Case, Ruled, every_checkpoint, every_item, every_rule, is_leaf
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.model import ItemEntry, RulesBelow, Scheme

SENTENCES: Sentences = {
    "no-items": Sentence(
        Text("方案没有指标。", "The scheme has no items."),
        Text("请在 items 下写出指标。", "Write the indicators under items."),
    ),
    "item-without-rule": Sentence(
        Text("“{name}”没有计分规则，分值总是全得。", "“{name}” has no rule: its points are always earned in full."),
        Text(
            "请写 rule；由考评主体给分的写 {{kind: appraisal}}。",
            "Write a rule; {{kind: appraisal}} where an assessor awards points.",
        ),
        "warning",
    ),
    "unknown-type": Sentence(
        Text("“{name}”的任务类型“{type}”没有定义。", "The type “{type}” of “{name}” is not defined."),
        Text("请在 task_types 中定义，或改用：{known}。", "Define it under task_types, or use one of: {known}."),
    ),
    "type-without-rule": Sentence(
        Text("任务类型“{name}”没有计分规则。", "The task type “{name}” has no rule."),
        Text("请给它写 rule。", "Write a rule for it."),
    ),
    "ignored-on-heading": Sentence(
        Text(
            "“{name}”有下级指标，写在它这里的 {keys} 不起作用。",
            "“{name}” has items under it; what it says under {keys} has no effect.",
        ),
        Text(
            "请写到各下级指标；每项都适用的规则和限定写在 each 下。",
            "Write them at the items below; rules and limits for all of them go under each.",
        ),
    ),
    "ignored-on-leaf": Sentence(
        Text(
            "“{name}”没有下级指标，{keys} 不起作用。",
            "“{name}” has no items under it; what it says under {keys} has no effect.",
        ),
        Text("请删去，或改写为 rules、limits。", "Delete them, or write rules and limits."),
    ),
    "share-without-tasks": Sentence(
        Text("“{name}”没有写 tasks: true，share 不起作用。", "“{name}” lacks tasks: true; its share has no effect."),
        Text("请补上 tasks: true，或删去 share。", "Add tasks: true, or delete share."),
    ),
    "bad-share-of-points": Sentence(
        Text("“{name}”的 share 不能写“{share}”。", "The share of “{name}” cannot be “{share}”."),
        Text("请写 equal，或写“任务编号: 分值”的表。", "Write equal, or a table of task and points."),
    ),
    "unknown-task": Sentence(
        Text(
            "“{name}”的分值表里有“{task}”，却没有这项任务。",
            "The points table of “{name}” names “{task}”, which is no task.",
        ),
        Text("请改正任务编号。", "Correct the task's id."),
    ),
    "two-task-lists": Sentence(
        Text("“{name}”和“{first}”都写了 tasks: true。", "Both “{name}” and “{first}” say tasks: true."),
        Text("各单位只有一份任务清单，请只在一处写。", "A unit has one list of tasks; keep one of them."),
    ),
    "unknown-checkpoint": Sentence(
        Text("“{name}”没有“{id}”这个考点。", "“{name}” has no checkpoint “{id}”."),
        Text("请改正规则中的 checkpoints。", "Correct the checkpoints of the rule."),
    ),
    "finder-missing": Sentence(
        Text("“{name}”的 found_by 没有写 {missing}。", "found_by of “{name}” does not name {missing}."),
        Text(
            "请写全 self、assessor、inspection，不加扣的写 0。",
            "Name self, assessor and inspection; 0 where nothing is added.",
        ),
    ),
    "unknown-finder": Sentence(
        Text(
            "“{name}”的 found_by 写了“{who}”，没有这种发现来源。",
            "found_by of “{name}” names “{who}”, who finds nothing.",
        ),
        Text("可用：self、assessor、inspection。", "Use self, assessor and inspection."),
    ),
    "unknown-source": Sentence(
        Text("“{name}”的权重写了“{id}”，却没有这个来源。", "The weights of “{name}” name “{id}”, which is no source."),
        Text("来源有：{known}；其余的写 others。", "Sources: {known}; others stands for the rest."),
    ),
    "rule-without-parts": Sentence(
        Text("“{name}”的“{kind}”规则没有写 {key}。", "The rule “{kind}” of “{name}” has no {key}."),
        Text("请写出 {key}。", "Write its {key}."),
    ),
    "unknown-completion": Sentence(
        Text(
            "“{name}”的任务完成量，没有写明类型的按 pass_or_fail 计算，task_types 里没有这个类型。",
            "Without a type, the completion part of “{name}” is scored as pass_or_fail, which task_types lacks.",
        ),
        Text("请在 task_types 中补上 pass_or_fail。", "Add pass_or_fail to task_types."),
        "warning",
    ),
}
FINDERS = ("self", "assessor", "inspection")


def check_structure(case: Case) -> Iterator[Defect]:
    """What is in the wrong place, and what is missing in its place."""
    scheme = case.scheme
    if not scheme.items:
        yield word(SENTENCES, "no-items", case.line("items"))
    for item in every_item(scheme.items):
        yield from _types(scheme, item)
        yield from _ignored(item)
        yield from _shares(item)
    yield from _task_lists(scheme)
    for leaf in case.leaves:
        if not leaf.rules and not leaf.entry.type:
            yield word(SENTENCES, "item-without-rule", leaf.entry.line, leaf.clause.quote, name=leaf.entry.name)
    for name, kind in scheme.task_types.items():
        if not kind.own_rules:
            yield word(SENTENCES, "type-without-rule", kind.line, kind.clause.quote, name=kind.name or name)
    yield from _rules(case)


def _types(scheme: Scheme, item: ItemEntry) -> Iterator[Defect]:
    if item.type and item.type not in scheme.task_types:
        known = list(scheme.task_types)
        yield word(SENTENCES, "unknown-type", item.line, name=item.name, type=item.type, known=known)


def _ignored(item: ItemEntry) -> Iterator[Defect]:
    below = RulesBelow()
    on_heading = {
        "rule": item.rule, "rules": item.rules, "limits": item.limits, "facts": item.facts, "type": item.type,
        "checkpoints": item.checkpoints, "goals": item.goals,
    }  # fmt: skip
    keys = [key for key, value in on_heading.items() if value]
    if keys and not is_leaf(item):
        yield word(SENTENCES, "ignored-on-heading", item.line, name=item.name, keys=keys)
    if is_leaf(item) and item.each != below:
        yield word(SENTENCES, "ignored-on-leaf", item.line, name=item.name, keys=["each"])


def _shares(item: ItemEntry) -> Iterator[Defect]:
    if item.share and not item.tasks:
        yield word(SENTENCES, "share-without-tasks", item.line, name=item.name)
    if isinstance(item.share, str):
        if item.share not in ("", "equal"):
            yield word(SENTENCES, "bad-share-of-points", item.line, name=item.name, share=item.share)
        return
    tasks = {task.id for task in every_item(item.items)}
    for task in item.share:
        if task not in tasks:
            yield word(SENTENCES, "unknown-task", item.line, name=item.name, task=task)


def _task_lists(scheme: Scheme) -> Iterator[Defect]:
    holders = [item for item in every_item(scheme.items) if item.tasks]
    for item in holders[1:]:
        yield word(SENTENCES, "two-task-lists", item.line, name=item.name, first=holders[0].name)


def _rules(case: Case) -> Iterator[Defect]:
    for name, entry in every_rule(case.scheme):
        rule = entry.rule
        lacking = _lacking(rule)
        if lacking:
            yield word(SENTENCES, "rule-without-parts", entry.line, name=name, kind=rule.kind, key=lacking)
        if isinstance(rule, Checklist):
            yield from _finders(name, entry.line, rule)
        elif isinstance(rule, Blend):
            yield from _sources(name, entry.line, rule)
        elif isinstance(rule, Composite) and _lacks_completion(case.scheme, rule):
            yield word(SENTENCES, "unknown-completion", entry.line, name=name)
    for one in case.ruled:
        yield from _checkpoints(one)


def _lacking(rule: object) -> str:
    lists = ((Blend, "sources"), (Composite, "parts"), (Claims, "clauses"))
    return next((key for kind, key in lists if isinstance(rule, kind) and not getattr(rule, key)), "")


def _lacks_completion(scheme: Scheme, rule: Composite) -> bool:
    return "pass_or_fail" not in scheme.task_types and any(part.id == "completion" for part in rule.parts)


def _finders(name: str, line: int, rule: Checklist) -> Iterator[Defect]:
    missing = [who for who in FINDERS if who not in rule.found_by]
    if rule.found_by and missing:
        yield word(SENTENCES, "finder-missing", line, name=name, missing=missing)
    for who in rule.found_by:
        if who not in FINDERS:
            yield word(SENTENCES, "unknown-finder", line, name=name, who=who)


def _sources(name: str, line: int, rule: Blend) -> Iterator[Defect]:
    known = [source.id for source in rule.sources]
    for source in rule.weights:
        if source not in (*known, "others"):
            yield word(SENTENCES, "unknown-source", line, name=name, id=source, known=known)


def _checkpoints(one: Ruled) -> Iterator[Defect]:
    if isinstance(one.entry.rule, Checklist):
        known = {point.id for point in every_checkpoint(one.leaf.entry.checkpoints)}
        for checkpoint in one.entry.rule.checkpoints:
            if checkpoint not in known:
                yield word(SENTENCES, "unknown-checkpoint", one.entry.line, name=one.leaf.entry.name, id=checkpoint)
