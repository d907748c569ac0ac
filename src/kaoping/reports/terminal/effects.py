"""What depends on which reading, on the terminal: each alternative alone, then the pairs that matter only together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from rich.console import Console

from kaoping.core.facts import Facts
from kaoping.core.numbers import written
from kaoping.core.text import Language, Text, verbatim
from kaoping.reports.naming import marked, unit_name
from kaoping.reports.terminal.paper import Paper
from kaoping.schemes.model import Alternative, Reading
from kaoping.schemes.reading_effects import ASPECTS, Effect, ReadingEffects

HEAD = Text("条文理解的影响：{units} 个单位", "Readings: what depends on them (units: {units})")
IN_FORCE = Text("现行理解：{says}", "in force: {says}")
IF = Text("若改为“{says}”", "if read as “{says}”")
NOTHING = Text("没有变化。", "nothing changes.")
CHANGES: Mapping[str, Text] = {
    "score": Text("得分变动 {count} 个单位", "other scores: {count}"),
    "rank": Text("名次变动 {count} 个", "other ranks: {count}"),
    "grade": Text("等次变动 {count} 个", "other grades: {count}"),
    "award": Text("评优变动 {count} 个", "other awards: {count}"),
}
ALSO_NEEDS = Text("{count} 个单位还需要别的数据才能计算", "units that would need further facts: {count}")
UNUSABLE = Text("不能计算：{why}", "cannot be computed: {why}")
GAINS = Text("新入选：{units}", "would gain the award: {units}")
LOSES = Text("不再入选：{units}", "would lose the award: {units}")
SPAN = Text("得分变化 {low} 至 {high} 分", "scores differ by {low} to {high}")
UNTRIED = Text(
    "需要给出数或分值表才能比较：{names}。用 --reading 指定。",
    "Need a number or a table to compare: {names}. Give it with --reading.",
)
PAIRS = Text("两条理解同时改变才会影响的结果", "Results that change only when two readings change together")
NO_PAIRS = Text("没有：共试 {count} 对。", "None: {count} pairs were tried.")
TOGETHER = Text("{one} 且 {other}：{what}", "{one} and {other}: {what}")
MOST_NAMED = 8


def print_effects(effects: ReadingEffects, facts: Facts, language: Language, console: Console) -> None:
    """The whole analysis, the readings in the scheme's order."""
    printer = _Printer(effects, facts, language, Paper(console))
    printer.head()
    for reading in effects.readings:
        printer.reading(reading)
    printer.untried()
    printer.pairs()


class _Printer:
    def __init__(self, effects: ReadingEffects, facts: Facts, language: Language, paper: Paper) -> None:
        self.effects = effects
        self.facts = facts
        self.language = language
        self.paper = paper
        self.units = {unit.id: unit_name(unit) for unit in facts.units}
        self.known = {reading.id: reading for reading in effects.readings}

    def say(self, text: Text, *, indent: int = 0, style: str = "") -> None:
        self.paper.say(text.in_language(self.language), indent=indent, style=style)

    def head(self) -> None:
        head = HEAD.with_values(units=len(self.units)).in_language(self.language)
        self.paper.say(marked(head, self.facts, self.language), style="bold")

    def reading(self, reading: Reading) -> None:
        found = [effect for effect in self.effects.alone if effect.choices[0][0] == reading.id]
        if not found:
            return
        question = reading.question if self.language == "zh" else reading.english or reading.question
        self.paper.heading(f"{reading.id}  {question}")
        self.say(IN_FORCE.with_values(says=self._in_force(reading)), indent=2)
        for effect in found:
            self._alternative(reading, effect)

    def _in_force(self, reading: Reading) -> Text:
        chosen = reading.alternative(self.effects.in_force.get(reading.id, ""))
        return _says(chosen) if chosen else verbatim(self.effects.in_force.get(reading.id, ""))

    def _alternative(self, reading: Reading, effect: Effect) -> None:
        alternative = reading.alternative(effect.choices[0][1])
        says = IF.with_values(says=_says(alternative)) if alternative else verbatim(effect.choices[0][1])
        summary = "；".join(self._summary(effect)) if self.language == "zh" else "; ".join(self._summary(effect))
        colon = "：" if self.language == "zh" else ": "
        style = "" if effect.matters else "dim"
        self.paper.say(f"{says.in_language(self.language)}{colon}{summary}", indent=2, style=style)
        for line in self._awards(effect):
            self.say(line, indent=4)

    def _summary(self, effect: Effect) -> Iterator[str]:
        if not effect.matters:
            yield NOTHING.in_language(self.language)
        if effect.unusable:
            yield UNUSABLE.with_values(why=effect.unusable[0]).in_language(self.language)
        for aspect in ASPECTS:
            if effect.changed[aspect]:
                yield CHANGES[aspect].with_values(count=len(effect.changed[aspect])).in_language(self.language)
        if effect.incomplete:
            yield ALSO_NEEDS.with_values(count=len(effect.incomplete)).in_language(self.language)
        span = score_span(effect)
        if span is not None:
            yield SPAN.with_values(low=signed(span[0]), high=signed(span[1])).in_language(self.language)

    def _awards(self, effect: Effect) -> Iterator[Text]:
        gained = [
            unit for unit in effect.changed["award"] if effect.after[unit].award and not effect.before[unit].award
        ]
        lost = [unit for unit in effect.changed["award"] if effect.before[unit].award and not effect.after[unit].award]
        if gained:
            yield GAINS.with_values(units=self._named(gained))
        if lost:
            yield LOSES.with_values(units=self._named(lost))

    def _named(self, units: Iterable[str]) -> str:
        names = [self.units[unit] for unit in units]
        joined = ("、" if self.language == "zh" else ", ").join(names[:MOST_NAMED])
        return joined + ("……" if len(names) > MOST_NAMED else "")

    def untried(self) -> None:
        names = list(dict.fromkeys(name for name, _ in self.effects.untried))
        if names:
            self.paper.put("")
            self.say(UNTRIED.with_values(names=names))

    def pairs(self) -> None:
        self.paper.heading(PAIRS.in_language(self.language))
        found = [effect for effect in self.effects.pairs if effect.only_together and any(effect.only_together.values())]
        if not found:
            self.say(NO_PAIRS.with_values(count=len(self.effects.pairs)), indent=2)
        for effect in found:
            self._pair(effect)

    def _pair(self, effect: Effect) -> None:
        together = effect.only_together or {}
        what = [CHANGES[aspect].with_values(count=len(units)) for aspect, units in together.items() if units]
        one, other = (f"{name}={alternative}" for name, alternative in effect.choices)
        self.say(TOGETHER.with_values(one=one, other=other, what=what), indent=2)


def _says(alternative: Alternative) -> Text:
    return Text("{zh}", "{en}", {"zh": alternative.says, "en": alternative.english or alternative.says})


def score_span(effect: Effect) -> tuple[Fraction, Fraction] | None:
    """The smallest and largest change of a score, where scores change."""
    changes = [
        after - before
        for unit in effect.changed["score"]
        if (before := effect.before[unit].score) is not None and (after := effect.after[unit].score) is not None
    ]
    return (min(changes), max(changes)) if changes else None


def signed(change: Fraction) -> str:
    """A change with its sign."""
    return ("+" if change > 0 else "−" if change < 0 else "") + written(abs(change))
