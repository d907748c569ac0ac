"""The lists behind the drop-downs, with the clause of every entry beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kaoping.core.facts import Facts
from kaoping.core.item import Item
from kaoping.core.line import Ask
from kaoping.core.text import Language, Text
from kaoping.core.words import NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.declared import declarable
from kaoping.files.facts.layout import titled
from kaoping.files.facts.tables import TABLES
from kaoping.files.facts.vocabulary import Vocabulary, standard, type_asks, vocabularies
from kaoping.kinds.claims.rule import ClaimClause, Claims
from kaoping.schemes.read import Settled

TITLES: Mapping[str, Text] = {
    "groups": Text("类别", "groups"),
    "types": Text("任务类型", "types of task"),
    "tasks": Text("任务", "tasks"),
    "items": Text("指标", "items"),
    "findings": Text("考点或任务", "checkpoints and tasks"),
    "events": Text("事件指标", "items with events"),
    "claims": Text("加扣分指标", "items with claims"),
    "ratings": Text("评议指标", "items with ratings"),
    "clauses": Text("加扣分条款", "clauses of claims"),
    "severities": Text("严重程度", "severity"),
    "finders": Text("发现来源", "found by"),
    "raters": Text("评议主体", "rater groups"),
    "vetoes": Text("否决情形", "vetoes"),
    "effects": Text("后果", "effects"),
    "declarable": Text("零报告项目", "to be declared checked"),
    "awards": Text("奖项", "awards"),
    "statuses": Text("状态", "status"),
    "values": Text("数据名称", "names of values"),
    "yes_no": Text("是否", "yes or no"),
}
UNITS = "units"
EITHER = Text("／", " / ")


@dataclass(frozen=True)
class Lists:
    """Entries by the name of the list, each with its clause (empty where it has none), all in one language."""

    language: Language
    entries: Mapping[str, Mapping[str, str]]
    vocabulary: Mapping[str, Vocabulary] = field(default_factory=dict)
    units: tuple[str, ...] = ()

    def show(self, key: str, name: str) -> str:
        """The words for an id in a column."""
        return self.vocabulary[key].show(name, self.language) if key in self.vocabulary else name

    def show_task(self, name: str, title: str) -> str:
        """The words for a task; with its own title where several units use one id for different tasks."""
        shown = self.show("item", name)
        return shown if shown != name or title == name else f"{name} {title}"

    def say(self, text: Text) -> str:
        """A sentence or a word in the language of the workbook."""
        return text.in_language(self.language)

    def title(self, text: Text) -> str:
        """A name as a heading, in the language of the workbook."""
        return titled(text, self.language)

    def heading(self, name: str) -> str:
        """What a list is called; one of the choices of a value is called by them."""
        titles = {**TITLES, UNITS: TABLES["units"].name, "bodies": TABLES["declared"].column["by"].name}
        return self.title(titles[name]) if name in titles else name

    def choices(self, name: str) -> Iterable[str]:
        """What may be chosen from a list."""
        return self.units if name == UNITS else self.entries.get(name, ())


def lists_of(settled: Settled, facts: Facts, language: Language) -> Lists:
    """All lists of a workbook; those without entries are left out."""
    scheme = settled.scheme
    accepted = standard(scheme)
    own = [(task.item, task.text("title")) for tasks in facts.tasks.values() for task in tasks]
    known = vocabularies(scheme, [(unit.id, unit.name) for unit in facts.units], own)
    units = tuple(known["unit"].show(unit.id, language) for unit in facts.units)
    lists = Lists(language, {}, known, units)
    entries = {
        **_of_items(lists, accepted, dict(own)),
        **_of_words(lists),
        "types": {lists.show("type", name): kind.clause.quote for name, kind in scheme.task_types.items()},
        "clauses": {lists.show("clause", one.id): one.clause.quote or one.name for one in claim_clauses(accepted)},
        "raters": dict.fromkeys(_rater_groups(accepted), ""),
        "vetoes": {lists.show("veto", veto.id): veto.text or veto.name for veto in scheme.vetoes},
        "yes_no": dict.fromkeys((lists.say(YES_WORD), lists.say(NO_WORD)), ""),
    }
    of_values = {choice_list(ask, language): choices_of(ask, language) for ask in _asks(accepted) if ask.choices}
    entries = {name: entries[name] for name in TITLES} | {
        name: dict.fromkeys(of_values[name], "") for name in of_values
    }
    return replace(lists, entries={name: found for name, found in entries.items() if found})


def _of_items(lists: Lists, accepted: Accepted, own: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The lists of items and checkpoints."""
    clauses = _clauses(accepted)
    places = {
        "tasks": (*tasks_of(accepted), *own),
        "items": [item.id for item in accepted.program.items],
        **accepted.row_forms,
        "declarable": declarable(accepted),
    }
    places["findings"] = (*places["findings"], *own)
    return {
        name: {lists.show("item", place): clauses.get(place, "") if name != "tasks" else "" for place in found}
        for name, found in places.items()
    }


def _of_words(lists: Lists) -> dict[str, dict[str, str]]:
    """The lists that are a whole vocabulary."""
    keys = {
        "groups": "group", "severities": "severity", "finders": "found_by", "effects": "effect", "awards": "award",
        "statuses": "status", "values": "name",
    }  # fmt: skip
    return {
        name: {lists.show(key, one): "" for one in lists.vocabulary[key].shown[lists.language]}
        for name, key in keys.items()
    }


def _rater_groups(accepted: Accepted) -> Iterator[str]:
    """Rater groups that weigh something of their own."""
    yield from (option.id for form in accepted.row_forms["ratings"].values() for option in form.options)


def _asks(accepted: Accepted) -> Iterator[Ask]:
    yield from accepted.program.asks.values()
    yield from (ask for asks in type_asks(accepted.scheme).values() for ask in asks)


def choices_of(ask: Ask, language: Language) -> tuple[str, ...]:
    """The choices of a value as people read them."""
    return tuple(WORDS[word].in_language(language) if word in WORDS else word for word in ask.choices)


def choice_list(ask: Ask, language: Language) -> str:
    """The list of a value's choices."""
    return EITHER.in_language(language).join(choices_of(ask, language))


def tasks_of(accepted: Accepted) -> tuple[str, ...]:
    """The ids of the built-in tasks."""
    return tuple(name for name, leaf in accepted.leaf.items() if any(one.tasks for one in leaf.parents))


def claim_clauses(accepted: Accepted) -> Iterator[ClaimClause]:
    """The bonus and penalty clauses of a scheme."""
    for item in accepted.program.item:
        yield from (clause for rule in accepted.rules(item) if isinstance(rule, Claims) for clause in rule.clauses)


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
