"""The words by which a workbook shows ids, and the ids that people's words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.facts import Task
from kaoping.core.line import Ask
from kaoping.core.text import LANGUAGES, Language, Text
from kaoping.core.words import WORDS
from kaoping.files.facts.accepted import FINDERS, SEVERITIES, Accepted
from kaoping.files.facts.layout import wide
from kaoping.schemes.compile import compile_scheme, inner_items
from kaoping.schemes.form import Form
from kaoping.schemes.model import Group, Scheme, TaskType
from kaoping.schemes.model_results import AwardEntry, EffectEntry, VetoEntry
from kaoping.schemes.outcomes import choice_name

# Half-width characters, two lines of a column.
WIDEST_SHOWN = 80

Shown = Mapping[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """Ids with the text that stands for each in each language; a workbook is read in all languages at once."""

    shown: Mapping[Language, Shown]

    def show(self, name: str, language: Language) -> str:
        """The text for an id; the id itself where it is not listed, or where the text could mean another."""
        text = self.shown[language].get(name, name)
        return text if self.read(text) == name else name

    def read(self, text: str) -> str:
        """The id that a cell means: the id, its text, its name, or an id with any words after a space."""
        words = " ".join(text.split())
        exact, folded = self._meant
        for known, said in ((self._ids, text.strip()), (exact, words), (folded, words.casefold())):
            if said in known:
                return known[said]
        return self._ids.get(words.split(" ")[0], text)

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        return {name: name for shown in self.shown.values() for name in shown}

    @cached_property
    def _meant(self) -> tuple[Shown, Shown]:
        """Every text that means just one id, as it is written and without capitals."""
        texts = {
            (" ".join(part.split()), name)
            for shown in self.shown.values()
            for name, text in shown.items()
            for part in _parts(name, text)
        }
        return _unmistakable(texts), _unmistakable({(text.casefold(), name) for text, name in texts})


def _parts(name: str, text: str) -> Iterator[str]:
    yield text
    if text.startswith(name + " "):
        yield text[len(name) + 1 :]


def _unmistakable(texts: set[tuple[str, str]]) -> Shown:
    often = Counter(text for text, _ in texts)
    return {text: name for text, name in texts if often[text] == 1}


def _in_every_language(names: Mapping[str, Text], show: Callable[[Shown], Shown]) -> Vocabulary:
    return Vocabulary(
        {
            language: show({name: " ".join(text.in_language(language).split()) for name, text in names.items()})
            for language in LANGUAGES
        }
    )


def with_ids(names: Mapping[str, Text]) -> Vocabulary:
    """Ids shown as `law.1.a 办公会会前学法。`, cut where they are long."""
    return _in_every_language(names, lambda known: {name: _cut(_with_id(name, text)) for name, text in known.items()})


def _with_id(name: str, text: str) -> str:
    return name if text.casefold() == name.casefold() else f"{name} {text}".strip()


def by_name(names: Mapping[str, Text]) -> Vocabulary:
    """Ids shown by their names; with the id where a name is missing or not the only one."""
    return _in_every_language(names, _by_name)


def _by_name(names: Shown) -> Shown:
    often = Counter(names.values())
    return {name: text if text and often[text] == 1 else _with_id(name, text) for name, text in names.items()}


def _cut(text: str) -> str:
    if wide(text) <= WIDEST_SHOWN:
        return text
    cut = next(length for length in range(len(text), 0, -1) if wide(text[:length]) < WIDEST_SHOWN - 1)
    return text[:cut] + "…"


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
    asks = {ask.name: ask.label for ask in accepted.program.asks.values()}
    asks |= {ask.name: ask.label for found in type_asks(scheme).values() for ask in found}
    types = _named(scheme.task_types)
    return {
        "unit": by_name({name: Text(text, text) for name, text in units}),
        "item": with_ids(_titled(_addresses(accepted), tasks)),
        "type": by_name(types),
        "completion": by_name(types),
        "group": by_name(_named({group.id: group for group in scheme.groups})),
        "severity": by_name({word: WORDS[word] for word in SEVERITIES} | _options(accepted, "severity")),
        "found_by": by_name({word: WORDS[word] for word in FINDERS}),
        "clause": with_ids(_options(accepted, "clause")),
        "kind": by_name({word: Text(word, word) for word in _options(accepted, "kind")}),
        "veto": with_ids(_named({veto.id: veto for veto in scheme.vetoes})),
        "effect": with_ids(
            {choice_name(one): _consequence(one) for veto in scheme.vetoes for one in veto.effect.chosen}
        ),
        "name": with_ids(asks),
        "award": by_name(_named({award.id: award for award in scheme.awards})),
        "status": by_name({"trial": Text("试考核", "on trial"), "suspended": Text("暂停考核", "suspended")}),
    }


def _named(entries: Mapping[str, Group | TaskType | VetoEntry | AwardEntry]) -> dict[str, Text]:
    """What entries of a scheme are called."""
    return {name: Text(entry.name, entry.english or entry.name) for name, entry in entries.items()}


def _addresses(accepted: Accepted) -> dict[str, Text]:
    """Items, leaf checkpoints and vetoes with their names."""
    found = {}
    for item in accepted.program.items:
        found[item.id] = Text(item.name, accepted.leaf[item.id].entry.english or item.name)
        found |= {point.id: Text(point.text, point.text) for point in item.checkpoints}
    return found | _named({veto.id: veto for veto in accepted.scheme.vetoes})


def _titled(addresses: dict[str, Text], tasks: Iterable[tuple[str, str]]) -> dict[str, Text]:
    """Addresses and tasks with their titles; an id that stands for different tasks stands alone."""
    found = dict(addresses)
    for name, title in tasks:
        text = Text(title, title)
        found[name] = found.get(name, text) if found.get(name, text).zh == title else Text("", "")
    return found


def _options(accepted: Accepted, field: str) -> dict[str, Text]:
    """The words that some item's rows may have in a field."""
    forms = [(table, form) for table, places in accepted.row_forms.items() for form in places.values()]
    return {
        option.id: option.name
        for table, form in forms
        if accepted.deciding_field(table, form.item) == field
        for option in form.options
    }


def _consequence(effect: EffectEntry) -> Text:
    """An effect in a few words."""
    if effect.grade == "worst":
        return Text("评为最低等次", "the lowest grade")
    if effect.grade:
        return Text("评为{grade}", "graded {grade}", {"grade": effect.grade})
    if effect.score is not None:
        return Text("记 {score} 分", "score {score}", {"score": effect.score})
    if effect.deduct is not None:
        return Text("扣 {deduct} 分", "deduct {deduct} points", {"deduct": effect.deduct})
    if effect.rank:
        return Text("排名末位", "ranked last")
    if effect.grade_at_most:
        return Text("等次不高于{grade}", "graded {grade} at most", {"grade": effect.grade_at_most})
    return Text("取消评优资格", "no award")
