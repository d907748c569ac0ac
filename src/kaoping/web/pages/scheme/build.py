"""Makes the scheme page of a settled scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kaoping.core.line import Clause
from kaoping.core.population import ResultRules, VetoEffect, consequences
from kaoping.core.population.quotas import Quota
from kaoping.core.population.reason import Wording, percent
from kaoping.core.text import Language, Text, say
from kaoping.reports.terminal.scheme import CHOICE, CONDITION, EFFECT, OR, PLACES
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import leaves
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import VetoEntry
from kaoping.schemes.outcomes import rules_of, veto_of
from kaoping.schemes.read import Settled
from kaoping.web.pages.scheme.content import DeclaredLine, Provision, SchemeContent
from kaoping.web.pages.scheme.items import ItemLines, columns_of
from kaoping.web.pages.scheme.readings import ReadingContext, ReadingLines
from kaoping.web.shared.source import ClauseMark, Piece, SourceLine

ROUNDED: dict[str, Text] = {
    "item": Text("每项得分保留 {digits} 位小数", "every item to {digits} decimals"),
    "total": Text("总分保留 {digits} 位小数", "the total to {digits} decimals"),
}
MODES: dict[str, Text] = {
    "half_up": Text("四舍五入", "rounded half up"),
    "half_even": Text("四舍六入五成双", "rounded half to even"),
    "down": Text("舍去余数", "rounded down"),
    "up": Text("进一", "rounded up"),
}
NOT_APPLICABLE: dict[str, Text] = {
    "rescale": Text("按同一一级指标其余各项的得分率折算", "scaled to the other items of the same first-level item"),
    "spread": Text("分值分摊到其余各项", "its points are spread over the other items"),
    "peer-mean": Text("取同类单位该项平均分", "the mean of the group in that item"),
    "full": Text("计满分", "full marks"),
}
TIES: dict[str, Text] = {
    "all-in": Text("名额边缘得分相同的，全部入选", "equal scores where the seats end: all in"),
    "none-in": Text("名额边缘得分相同的，全部不入选", "equal scores where the seats end: none in"),
    "tie-break": Text("名额边缘得分相同的，依次比较{items}", "equal scores where the seats end: compared by {items}"),
}
SHARE = Text("比例 {share}", "share {share}")
SCORES = Text("得分{scores}", "scores {scores}")
BASE: dict[str, Text] = {
    "assessed": Text("以本组全部应评单位为基数", "of all assessed units of the group"),
    "eligible": Text("以本组符合条件的单位为基数", "of the eligible units of the group"),
}


@dataclass(frozen=True)
class SchemeBuilder:
    """One scheme in one language; `clause` says where the original text opens."""

    settled: Settled
    language: Language
    clause: Callable[[Clause], ClauseMark | None]
    readings: ReadingContext = field(default_factory=ReadingContext)

    @property
    def scheme(self) -> Scheme:
        """The scheme under the readings in force."""
        return self.settled.scheme

    def content(self) -> SchemeContent:
        """The whole page."""
        items = ItemLines(self.scheme, compile_scheme(self.scheme), self.language, self.clause).lines()
        return SchemeContent(
            title=self._named(self.scheme.title, self.scheme.english),
            facts=tuple((self._said(name), value) for name, value in self._facts() if value),
            columns=columns_of(items, self.language),
            items=items,
            task_types=tuple(self._task_types()),
            vetoes=tuple(self._veto(entry) for entry in self.scheme.vetoes),
            grades=tuple(self._grades()),
            awards=tuple(self._awards()),
            readings=ReadingLines(self.settled, self.language, self.clause, self.readings).lines(),
            declared=tuple(self._declared()),
            source=tuple(SourceLine(at, (Piece(text),)) for at, text in _printed(self.settled.file.source)),
        )

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)

    def _named(self, name: str, english: str) -> str:
        return name if self.language == "zh" else english or name

    def _facts(self) -> Iterator[tuple[Text, str]]:
        scheme = self.scheme
        yield Text("依据", "Source"), scheme.source.title if scheme.source.title != scheme.title else ""
        yield Text("发文机关", "Issued by"), scheme.source.issuer
        yield Text("文号", "Number"), scheme.source.number
        yield Text("成文日期", "Date"), scheme.source.date
        yield Text("满分", "Full marks"), "" if scheme.points is None else say(scheme.points, self.language)
        yield Text("类别", "Groups"), say([self._named(one.name, one.english) for one in scheme.groups], self.language)
        at, mode = ROUNDED[scheme.rounding.at], MODES[scheme.rounding.mode]
        digits = self._said(at, digits=scheme.rounding.digits)
        yield Text("取位", "Rounding"), say([digits, self._said(mode)], self.language)
        yield Text("不适用的指标", "Items that do not apply"), self._said(NOT_APPLICABLE[scheme.not_applicable])

    def _task_types(self) -> Iterator[Provision]:
        for kind in self.scheme.task_types.values():
            clause = kind.clause if kind.clause.at else next((rule.clause for rule in kind.own_rules), kind.clause)
            yield Provision(self._named(kind.name, kind.english), clause.quote, (), self.clause(clause))

    def _veto(self, entry: VetoEntry) -> Provision:
        veto = veto_of(entry)
        effects = [self._effect(effect) for effect in veto.choices.values()] or [self._effect(veto.effect)]
        follows = [self._said(CONDITION, conditions=entry.conditions)] if entry.conditions else []
        follows.append(self._said(CHOICE if veto.choices else EFFECT, effects=self._said(OR).join(effects)))
        clause = entry.clause if entry.clause.at else Clause(entry.text or entry.name, entry.at)
        name = f"{entry.number} {self._named(entry.name, entry.english)}".strip()
        return Provision(name, entry.text, tuple(follows), self.clause(clause))

    def _effect(self, effect: VetoEffect) -> str:
        return say(consequences(effect), self.language)

    def _grades(self) -> Iterator[Provision]:
        for entry, band in zip(self.scheme.grades, self._rules.grades, strict=True):
            follows = [self._said(SCORES, scores=band.scores.says)]
            follows += [condition.says(self._wording).in_language(self.language) for condition in band.conditions]
            follows += [] if band.quota is None else [self._share(band.quota)]
            yield Provision(self._said(band.name), entry.clause.quote, tuple(follows), self.clause(entry.clause))

    def _awards(self) -> Iterator[Provision]:
        for entry, award in zip(self.scheme.awards, self._rules.awards, strict=True):
            items = self._wording.items(award.quota.tie_breaks)
            follows = (self._share(award.quota), self._said(TIES[award.quota.ties], items=items))
            yield Provision(self._said(award.name), entry.clause.quote, follows, self.clause(entry.clause))

    @cached_property
    def _rules(self) -> ResultRules:
        return rules_of(self.scheme, leaves(self.scheme, Form()))

    @property
    def _wording(self) -> Wording:
        return self._rules.wording

    def _share(self, quota: Quota) -> str:
        if quota.share is None:
            return self._said(PLACES, count=quota.count)
        return say([self._said(SHARE, share=percent(quota.share)), self._said(BASE[quota.base])], self.language)

    def _declared(self) -> Iterator[DeclaredLine]:
        for one in self.scheme.declared:
            clause = self.clause(Clause(one.quote, one.at))
            yield DeclaredLine(self._named(one.says, one.english), one.quote, clause)


def _printed(source: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The lines of the source that print anything, by their numbers."""
    return ((at, text) for at, text in enumerate(source, start=1) if text.strip())
