"""Who scores: assessors that are missing, unknown, or never used; units and groups that nobody defined."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.core.defect import Defect
from kaoping.core.rule import Contribution
from kaoping.core.text import Text
from kaoping.kinds.blend.rule import Blend
from kaoping.schemes.checks.case import Case, every_item, every_rule
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.leaves import Leaf
from kaoping.schemes.model import Scheme

SENTENCES: Sentences = {
    "missing-assessor": Sentence(
        Text("“{name}”没有考评主体。", "“{name}” has no assessor."),
        Text("请写 assessors，牵头的写在最前。", "Write its assessors, the leading one first."),
    ),
    "unknown-assessor": Sentence(
        Text("“{name}”写了考评主体“{id}”，没有这个编号。", "“{name}” names the assessor “{id}”, who is not defined."),
        Text("请在 assessors 中补上，或改正编号。", "Add it under assessors, or correct the id."),
    ),
    "assessor-unused": Sentence(
        Text("考评主体“{name}”没有考评任何指标。", "The assessor “{name}” assesses nothing."),
        Text("请核对是否漏写，或删去。", "Check whether an item lacks it, or delete it."),
        "warning",
    ),
    "recusal-without-assessor": Sentence(
        Text("写了回避时由 {id} 代为打分，却没有这个考评主体。", "Recusal names {id}, who is no assessor."),
        Text("请在 assessors 中补上。", "Add it under assessors."),
    ),
    "unknown-unit": Sentence(
        Text(
            "考评主体“{name}”对应的单位“{id}”没有定义。",
            "The assessor “{name}” is said to be the unit “{id}”, which is not defined.",
        ),
        Text("请在 units 中补上，或改正编号。", "Add it under units, or correct the id."),
    ),
    "unknown-group": Sentence(
        Text("单位“{name}”的类别“{id}”没有定义。", "The group “{id}” of the unit “{name}” is not defined."),
        Text("类别有：{known}。", "Groups: {known}."),
    ),
}

Named = tuple[str, int, str]
"""The name of what names an assessor, its line, the assessor's id."""


def check_assessors(case: Case) -> Iterator[Defect]:
    """Assessors, units and groups by their ids."""
    scheme = case.scheme
    known = {one.id for one in scheme.assessors}
    named = list(_named(scheme))
    for name, line, assessor in named:
        if assessor not in known:
            yield word(SENTENCES, "unknown-assessor", line, name=name, id=assessor)
    used = {assessor for _, _, assessor in named} | {scheme.recusal}
    for one in scheme.assessors:
        if one.id not in used:
            yield word(SENTENCES, "assessor-unused", one.line, name=one.name)
    if scheme.recusal and scheme.recusal not in known:
        yield word(SENTENCES, "recusal-without-assessor", case.line("recusal"), id=scheme.recusal)
    for leaf in case.leaves:
        if not leaf.assessors and _asks(case, leaf):
            yield word(SENTENCES, "missing-assessor", leaf.entry.line, leaf.clause.quote, name=leaf.entry.name)
    yield from _units(scheme)


def _named(scheme: Scheme) -> Iterator[Named]:
    for item in every_item(scheme.items):
        yield from ((item.name, item.line, assessor) for assessor in item.assessors)
        yield from ((fact.name, fact.line, fact.owed_by) for fact in item.facts.values() if fact.owed_by)
    for veto in scheme.vetoes:
        yield from ((veto.name, veto.line, assessor) for assessor in veto.assessors)
    for _, entry in every_rule(scheme):
        if isinstance(entry.rule, Blend):
            yield from ((one.name, entry.line, one.owed_by) for one in entry.rule.sources if one.owed_by)


def _asks(case: Case, leaf: Leaf) -> bool:
    """Whether somebody has to enter something: a fact that no other owes, or rows."""
    found = [one.found for one in case.ruled if one.leaf is leaf]
    takes_rows = any(isinstance(one, Contribution) and one.rows for one in found)
    return takes_rows or any(not ask.owed_by for ask in case.asks(leaf).values())


def _units(scheme: Scheme) -> Iterator[Defect]:
    units, groups = {unit.id for unit in scheme.units}, [group.id for group in scheme.groups]
    for one in scheme.assessors:
        if one.unit and one.unit not in units:
            yield word(SENTENCES, "unknown-unit", one.line, name=one.name, id=one.unit)
    for unit in scheme.units:
        if groups and unit.group not in groups:
            yield word(SENTENCES, "unknown-group", unit.line, name=unit.name, id=unit.group, known=groups)
