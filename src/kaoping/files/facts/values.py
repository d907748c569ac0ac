"""The values of a facts file: each one asked for by the unit's own program, in its form and range, and given once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial

from kaoping.core.facts import Value
from kaoping.core.line import Ask
from kaoping.core.missing import NO
from kaoping.core.text import LANGUAGES, Text, verbatim
from kaoping.core.words import WORDS
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.addresses import Addresses
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.record import Record, repeated
from kaoping.files.facts.written import day, number, text, yes_or_no
from kaoping.kinds.progress.rule import Progress
from kaoping.kinds.shortfall.rule import Shortfall
from kaoping.schemes.absences import policy
from kaoping.schemes.nodes import Node

DIRECTIONS = ("up", "down")

Key = tuple[str, str, str]


def key_of(record: Record) -> Key:
    """Whose value it is, of what item, under which name."""
    return record.word("unit"), record.word("item"), record.word("name")


def single(records: Sequence[Record], notes: Notes) -> dict[Key, Record]:
    """The records by key; a key that comes twice is noted."""
    found: dict[Key, Record] = {}
    for record in records:
        key = key_of(record)
        if key in found:
            name = Text(
                "{unit} {item} {name}", "{unit} {item} {name}", dict(zip(("unit", "item", "name"), key, strict=True))
            )
            repeated(record.at("value"), found[key].at("value"), name.in_language("zh").strip(), notes)
        elif all(key[:2]):
            found[key] = record
    return found


def shaping(record: Record) -> Value:
    """A value as far as the form of the unit depends on it: a word such as `down`, or that there is one."""
    written = record.at("value").value
    return _DIRECTION_WORDS.get(written.strip().casefold(), NO) if isinstance(written, str) else NO


def choice_words(choices: Iterable[str]) -> dict[str, str]:
    """The choices by the words that people write for them in either language."""
    known = {choice: WORDS.get(choice, verbatim(choice)) for choice in choices}
    return {
        word.casefold(): choice
        for choice, text in known.items()
        for word in (choice, *map(text.in_language, LANGUAGES))
    }


_DIRECTION_WORDS = choice_words(DIRECTIONS)


@dataclass(frozen=True)
class Given:
    """A value in the form that was asked for."""

    record: Record
    ask: Ask
    value: Value


class ValueReader:
    """Reads values against what their units are asked for."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.notes = addresses.notes

    def values(self, records: Mapping[Key, Record], written: Sequence[Record]) -> dict[Key, Value]:
        """The readable values; what is `written` without a unit is only checked."""
        for record in written:
            if not record.word("unit"):
                self.judged(record)
        found = {key: given for key, record in records.items() if (given := self.judged(record))}
        for key, given in found.items():
            self._check_zero(given, key, found)
        return {key: given.value for key, given in found.items()}

    def judged(self, record: Record) -> Given | None:
        """The value of a row, or None where something is wrong with it."""
        return self.addresses.judge(record, partial(_given, record))

    def given(self, record: Record, accepted: Accepted) -> Given | None:
        """The value of a row of a unit of this form."""
        ask = self._ask(record, accepted)
        value = self._read(ask, record.at("value")) if ask and "value" in record.values else None
        return Given(record, ask, value) if ask is not None and value is not None else None

    def _ask(self, record: Record, accepted: Accepted) -> Ask | None:
        _, item, name = key_of(record)
        if not self.addresses.check(record, accepted, accepted.item_at):
            return None
        asks = accepted.asks_at.get(item, ())
        ask = next((ask for ask in asks if ask.name == name), None)
        if name in accepted.form.excused_names(item):
            self.addresses.note_excused(record, "value")
            return None
        if ask is None and name:
            self._not_asked(record, asks, rated=item in accepted.row_forms["ratings"])
        return ask

    def _not_asked(self, record: Record, asks: Sequence[Ask], *, rated: bool) -> None:
        says = Text("“{item}”不填“{name}”。", "“{item}” does not ask for “{name}”.")
        says = says.with_values(item=record.word("item"), name=record.word("name"))
        needed = [shown(ask) for ask in asks if not ask.optional] or [shown(ask) for ask in asks]
        remedy = Text("这一项填：{asks}。", "It asks for: {asks}.", {"asks": needed})
        if not asks and rated:
            remedy = Text(
                "这一项按评议（ratings）计分；请删去此数。", "It is scored by its ratings; please delete this value."
            )
        elif not asks:
            remedy = Text("这一项不填数据，请删去。", "It asks for no value; please delete this one.")
        self.notes.note("not-asked", record.at("name"), says, remedy)

    def _read(self, ask: Ask, node: Node) -> Value | None:
        if ask.form == "yes_no":
            return yes_or_no(node, self.notes)
        if ask.form == "date":
            found = day(node, self.notes)
            return Fraction(found.toordinal()) if found else None
        if ask.form == "choice":
            return self._choice(ask, node)
        value = number(node, self.notes, percent=ask.measure == "%")
        return value if value is None or self._in_range(ask, value, node) else None

    def _choice(self, ask: Ask, node: Node) -> str | None:
        words = text(node, self.notes)
        if words is None:
            return None
        if words in ask.choices:
            return words
        known = choice_words(ask.choices)
        if words.casefold() in known:
            return known[words.casefold()]
        says = Text("“{word}”不是可选的值。", "“{word}” is not one of the choices.", {"word": words[:40]})
        # The words that people write, never the codes: both are taken.
        named = [WORDS.get(one, verbatim(one)) for one in ask.choices]
        self.notes.note("bad-word", node, says, Text("可选：{known}。", "Choose from: {known}.", {"known": named}))
        return None

    def _in_range(self, ask: Ask, value: Fraction, node: Node) -> bool:
        low, high = bound(ask.low), bound(ask.high)
        if (low is None or value >= low) and (high is None or value <= high):
            return True
        says = Text("{name}是 {value}，超出范围。", "{name} is {value}, out of range.")
        remedy = Text("允许范围：{range}。", "Allowed: {range}.", {"range": span(low, high)})
        self.notes.note("out-of-range", node, says.with_values(name=ask.label, value=value), remedy)
        return False

    def _check_zero(self, given: Given, key: Key, found: Mapping[Key, Given]) -> None:
        unit, item, name = key
        direction = found.get((unit, item, "direction"))
        down = direction is not None and direction.value == "down"
        accepted = self.addresses.accepted[unit]
        if given.value == 0 and (item, name) in divisors(accepted, item, down=down):
            says = Text("{name}不能是 0：无法计算比例。", "{name} cannot be 0: no share can be computed.")
            remedy = Text(
                "请填写大于 0 的数；没有这项任务时请注明不适用（not_applicable）。",
                "Give a number above 0; where there is no such task, mark it as not applicable (not_applicable).",
            )
            self.notes.note("zero", given.record.at("value"), says.with_values(name=given.ask.label), remedy)


def _given(record: Record, addresses: Addresses, accepted: Accepted) -> Given | None:
    return ValueReader(addresses).given(record, accepted)


def divisors(accepted: Accepted, address: str, *, down: bool) -> Iterator[tuple[str, str]]:
    """The values by which an item's formulas divide, where the office has not said what a zero counts."""
    item = accepted.item_at[address].id
    if policy(accepted.scheme, accepted.leaf[item], "zero") is not None:
        return
    for rule in accepted.rules(item):
        if isinstance(rule, Progress):
            yield item, "planned"
        elif isinstance(rule, Shortfall) and _divides_by_target(rule, down=down):
            yield item, "target"
    if (item, "full") in accepted.program.asks:
        yield item, "full"


@cache
def bound(text: str | None) -> Fraction | None:
    """An edge of a range; thousands of values have the same few."""
    return None if text is None else Fraction(text)


def _divides_by_target(rule: Shortfall, *, down: bool) -> bool:
    direction = rule.direction or ("down" if down else "up")
    return direction == "up" and rule.target is None and rule.baseline is None


def shown(ask: Ask) -> Text:
    """A value asked for as it is named to people: its label, and its name in the file."""
    return Text("{label}（{name}）", "{label} ({name})", {"label": ask.label, "name": ask.name})


def span(low: Fraction | None, high: Fraction | None, below: Fraction | None = None) -> Text:
    """A range in words."""
    if below is not None:
        return Text("不小于 {low}、小于 {below}", "from {low} to below {below}", {"low": low or 0, "below": below})
    if high is None:
        return Text("不小于 {low}", "of at least {low}", {"low": low})
    if low is None:
        return Text("不大于 {high}", "of at most {high}", {"high": high})
    if low == high:
        return Text("等于 {low}", "equal to {low}", {"low": low})
    return Text("{low} 至 {high}", "from {low} to {high}", {"low": low, "high": high})
