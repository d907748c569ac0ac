"""The words by which a workbook shows ids, and the ids that people's words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.facts import Task
from kaoping.core.line import Ask
from kaoping.core.words import WORDS
from kaoping.files.facts.accepted import FINDERS, SEVERITIES, Accepted
from kaoping.schemes.compile import compile_scheme, inner_items
from kaoping.schemes.form import Form
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import EffectEntry
from kaoping.schemes.outcomes import choice_name

LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Vocabulary:
    """Ids with the text that stands for each: a name alone where it is plain enough, otherwise id and name."""

    shown: Mapping[str, str]

    def show(self, name: str) -> str:
        """The text for an id; ids that are not listed stand for themselves."""
        return self.shown.get(name, name)

    def read(self, text: str) -> str:
        """The id that a cell means: the id, its text, its name, or an id with any words after a space."""
        words = " ".join(text.split())
        if words in self.shown:
            return words
        if words in self._meant:
            return self._meant[words]
        first = words.split(" ")[0] if words else ""
        return first if first in self.shown else text

    @cached_property
    def _meant(self) -> Mapping[str, str]:
        """Every text that means just one id."""
        texts = [(" ".join(part.split()), name) for name, text in self.shown.items() for part in _parts(name, text)]
        often = Counter(text for text, _ in texts)
        return {text: name for text, name in texts if often[text] == 1}


def _parts(name: str, text: str) -> Iterator[str]:
    yield text
    if text.startswith(name + " "):
        yield text[len(name) + 1 :]


def with_ids(names: Mapping[str, str]) -> Vocabulary:
    """Ids shown as `law.1.a 办公会会前学法。`, cut where they are long."""
    return Vocabulary({name: _cut(f"{name} {' '.join(text.split())}".strip()) for name, text in names.items()})


def by_name(names: Mapping[str, str]) -> Vocabulary:
    """Ids shown by their names; with the id where a name is missing or not the only one."""
    often = Counter(names.values())
    return Vocabulary(
        {name: text if text and often[text] == 1 else f"{name} {text}".strip() for name, text in names.items()}
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def type_asks(scheme: Scheme) -> dict[str, tuple[Ask, ...]]:
    """The values that a task of each type asks for; a composite is completed by every other type in turn."""
    kinds = scheme.task_types
    tasks = [
        Task(f"type-{kind}-{part}", kind, completion=part) for kind in kinds for part in ("", *kinds) if part != kind
    ]
    if not any(item.tasks for top in scheme.items for item in inner_items(top)):
        return {}
    program = compile_scheme(scheme, Form(tasks=tuple(tasks)))
    found: dict[str, dict[str, Ask]] = {kind: {} for kind in kinds}
    for task in tasks:
        found[task.type] |= {ask.name: ask for ask in program.item[task.item].asks}
    return {kind: tuple(asks.values()) for kind, asks in found.items()}


def standard(scheme: Scheme) -> Accepted:
    """What a unit with the built-in tasks may say."""
    return Accepted(scheme, Form(), compile_scheme(scheme))


def vocabularies(
    scheme: Scheme, units: Iterable[tuple[str, str]], tasks: Iterable[tuple[str, str]]
) -> dict[str, Vocabulary]:
    """The vocabulary of every column that names something, by its key; `units` and `tasks` are ids with names."""
    accepted = standard(scheme)
    asks = {ask.name: ask.label.in_language("zh") for ask in accepted.program.asks.values()}
    asks |= {ask.name: ask.label.in_language("zh") for found in type_asks(scheme).values() for ask in found}
    types = {name: kind.name for name, kind in scheme.task_types.items()}
    return {
        "unit": by_name(dict(units)),
        "item": with_ids(_addresses(accepted) | _titles(tasks)),
        "type": by_name(types),
        "completion": by_name(types),
        "group": by_name({group.id: group.name for group in scheme.groups}),
        "severity": by_name({word: WORDS[word].zh for word in SEVERITIES} | _options(accepted, "severity")),
        "found_by": by_name({word: WORDS[word].zh for word in FINDERS}),
        "clause": with_ids(_options(accepted, "clause")),
        "kind": Vocabulary({word: word for word in _options(accepted, "kind")}),
        "veto": with_ids({veto.id: veto.name for veto in scheme.vetoes}),
        "effect": with_ids(
            {choice_name(one): _consequence(one) for veto in scheme.vetoes for one in veto.effect.chosen}
        ),
        "name": with_ids(asks),
        "award": by_name({award.id: award.name for award in scheme.awards}),
        "status": by_name({"trial": "试考核", "suspended": "暂停考核"}),
    }


def _addresses(accepted: Accepted) -> dict[str, str]:
    """Items, leaf checkpoints and vetoes with their names."""
    found = {}
    for item in accepted.program.items:
        found[item.id] = item.name
        found |= {point.id: point.text for point in item.checkpoints}
    return found | {veto.id: veto.name for veto in accepted.scheme.vetoes}


def _titles(tasks: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Tasks with their titles; an id that several units use for different tasks stands alone."""
    found: dict[str, str] = {}
    for name, title in tasks:
        found[name] = title if found.get(name, title) == title else ""
    return found


def _options(accepted: Accepted, field: str) -> dict[str, str]:
    """The words that some item's rows may have in a field."""
    forms = [(table, form) for table, places in accepted.row_forms.items() for form in places.values()]
    return {
        option.id: option.name.zh
        for table, form in forms
        if accepted.deciding_field(table, form.item) == field
        for option in form.options
    }


def _consequence(effect: EffectEntry) -> str:
    """An effect in a few words."""
    if effect.grade:
        return f"评为{effect.grade}"
    if effect.score is not None:
        return f"记 {effect.score} 分"
    if effect.deduct is not None:
        return f"扣 {effect.deduct} 分"
    return "排名末位" if effect.rank else "取消评优资格"
