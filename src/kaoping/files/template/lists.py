"""The lists behind the drop-downs, with the clause of every entry beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kaoping.core.facts import Facts
from kaoping.core.item import Item
from kaoping.files.facts.accepted import ROW_TABLES, Accepted
from kaoping.files.facts.declared import declarable
from kaoping.files.facts.vocabulary import Vocabulary, standard, vocabularies
from kaoping.kinds.claims.rule import ClaimClause, Claims
from kaoping.schemes.read import Settled

YES, NO = "是", "否"


@dataclass(frozen=True)
class Lists:
    """Entries by the name of the list, each with its clause (empty where it has none)."""

    entries: Mapping[str, Mapping[str, str]]
    vocabulary: Mapping[str, Vocabulary] = field(default_factory=dict)

    def show(self, key: str, name: str) -> str:
        """The words for an id in a column."""
        return self.vocabulary[key].show(name) if key in self.vocabulary else name


def lists_of(settled: Settled, facts: Facts) -> Lists:
    """All lists of a workbook; those without entries are left out."""
    scheme = settled.scheme
    accepted = standard(scheme)
    own = [(task.item, task.text("title")) for tasks in facts.tasks.values() for task in tasks]
    known = vocabularies(scheme, [(unit.id, unit.name) for unit in facts.units], own)
    show = known["item"].show
    clauses = _clauses(accepted)
    places = {table: list(accepted.row_forms[table]) for table in ROW_TABLES}
    places["findings"] += [name for name in dict(own) if name not in accepted.item_at]
    entries = {
        "类别": {known["group"].show(group.id): "" for group in scheme.groups},
        "任务类型": {known["type"].show(name): kind.clause.quote for name, kind in scheme.task_types.items()},
        "任务": {show(name): "" for name in (*tasks_of(accepted), *dict(own))},
        "指标": {show(item.id): clauses[item.id] for item in accepted.program.items},
        "考点或任务": {show(name): clauses.get(name, "") for name in places["findings"]},
        "事件指标": {show(name): clauses[name] for name in places["events"]},
        "加扣分指标": {show(name): clauses[name] for name in places["claims"]},
        "评议指标": {show(name): clauses[name] for name in places["ratings"]},
        "加扣分条款": {known["clause"].show(clause.id): _claim(clause) for clause in claim_clauses(accepted)},
        "严重程度": dict.fromkeys(known["severity"].shown.values(), ""),
        "发现来源": dict.fromkeys(known["found_by"].shown.values(), ""),
        "否决情形": {known["veto"].show(veto.id): veto.text or veto.name for veto in scheme.vetoes},
        "后果": dict.fromkeys(known["effect"].shown.values(), ""),
        "零报告项目": {show(name): clauses.get(name, "") for name in declarable(accepted)},
        "奖项": dict.fromkeys(known["award"].shown.values(), ""),
        "状态": dict.fromkeys(known["status"].shown.values(), ""),
        "数据名称": dict.fromkeys(known["name"].shown.values(), ""),
        "是否": {YES: "", NO: ""},
    }
    return Lists({name: found for name, found in entries.items() if found}, known)


def tasks_of(accepted: Accepted) -> tuple[str, ...]:
    """The ids of the built-in tasks."""
    return tuple(name for name, leaf in accepted.leaf.items() if any(one.tasks for one in leaf.parents))


def claim_clauses(accepted: Accepted) -> Iterator[ClaimClause]:
    """The bonus and penalty clauses of a scheme."""
    for item in accepted.program.item:
        yield from (clause for rule in accepted.rules(item) if isinstance(rule, Claims) for clause in rule.clauses)


def _claim(clause: ClaimClause) -> str:
    return clause.clause.quote or clause.name


def _clauses(accepted: Accepted) -> dict[str, str]:
    """What the document says about every address, and about vetoes."""
    found = {item.id: clause_of(accepted, item) for item in accepted.program.items}
    for item in accepted.program.items:
        found |= {point.id: f"{point.text} {found[item.id]}" for point in item.checkpoints}
    return found | {veto.id: veto.text or veto.name for veto in accepted.scheme.vetoes}


def clause_of(accepted: Accepted, item: Item) -> str:
    """The clauses that an item's rules quote; without any, what the document says of the item."""
    quoted = [rule.clause.quote for rule in accepted.leaf[item.id].rules]
    quoted += [item.clause.quote] if not any(quoted) else []
    return "；".join(dict.fromkeys(quote.strip().rstrip("。；") for quote in quoted if quote))
