"""A scheme on the terminal: items with points and assessors, vetoes, awards, readings in force, declared defects."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from kaoping.core.population import consequences
from kaoping.core.text import Language, Text
from kaoping.reports.readings import reading_rows
from kaoping.reports.terminal.paper import Paper
from kaoping.schemes.model import Assessor, CheckpointEntry, ItemEntry
from kaoping.schemes.model_results import AwardEntry, GradeEntry, SeatsEntry, VetoEntry
from kaoping.schemes.outcomes import veto_of
from kaoping.schemes.read import Settled

IDENTITY = Text("方案编号：{id}", "Scheme: {id}")
SOURCE = Text("依据：{title}", "Source: {title}")
FULL = Text("满分：{points} 分", "Full marks: {points}")
GROUPS = Text("类别：{groups}", "Groups: {groups}")
ITEMS, VETOES, AWARDS = Text("指标", "Items"), Text("一票否决", "Vetoes"), Text("评优", "Awards")
READINGS, DECLARED = Text("条文理解", "Readings in force"), Text("原文的问题", "Defects of the document")
POINTS = Text("{points} 分", "{points} points")
WEIGHT = Text("权重 {weight}%", "weight {weight}%")
ASSESSORS, METHOD, KIND = Text("考评主体", "assessors"), Text("考评方式", "method"), Text("类型", "type")
TASKS = Text("任务", "tasks")
OWN_TASKS = Text("各单位可以有自己的任务清单，代替下列任务", "a unit may have a list of its own instead of these")
LEAD = Text("{name}（牵头）", "{name} (lead)")
CONDITION = Text("条件：{conditions}", "on condition: {conditions}")
EFFECT = Text("后果：{effects}", "consequence: {effects}")
CHOICE = Text("后果由决定选择：{effects}", "the decision chooses: {effects}")
OR = Text("；或 ", "; or ")
SHARE = Text("{name}：{share}", "{name}: {share}")
GRADES, LISTS = Text("等次", "Grades"), Text("红黑榜", "Red and black lists")
FROM, ABOVE = Text("{bound} 分以上（含）", "{bound} or more"), Text("{bound} 分以上（不含）", "more than {bound}")
TO, BELOW = Text("{bound} 分以下（含）", "{bound} or less"), Text("{bound} 分以下（不含）", "less than {bound}")
NO_MORE = Text("不超过 {share}", "no more than {share}")
RED, BLACK = Text("红榜：{share}", "red list: {share}"), Text("黑榜：{share}", "black list: {share}")
PLACES = Text("{count} 个", "{count}")
OTHERWISE = Text("另有：{others}", "also possible: {others}")
CHANGED = Text("（本次改选）", " (chosen for this run)")
LINE = Text("（原文第 {at} 行）", " (source line {at})")


def print_scheme(settled: Settled, language: Language, console: Console) -> None:
    """Everything that a scheme says, in the order in which an office asks for it."""
    printer = _Printer(settled, language, Paper(console))
    printer.head()
    printer.items()
    printer.vetoes()
    printer.grades()
    printer.awards()
    printer.lists()
    printer.readings()
    printer.declared()


class _Printer:
    def __init__(self, settled: Settled, language: Language, paper: Paper) -> None:
        self.settled, self.scheme, self.language, self.paper = settled, settled.scheme, language, paper
        self.assessors = {one.id: one for one in settled.scheme.assessors}

    def said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)

    def named(self, name: str, english: str) -> str:
        return name if self.language == "zh" else english or name

    def head(self) -> None:
        scheme = self.scheme
        self.paper.say(self.named(scheme.title, scheme.english), style="bold")
        self.paper.say(self.said(IDENTITY, id=scheme.id))
        if scheme.source.title and scheme.source.title != scheme.title:
            self.paper.say(self.said(SOURCE, title=scheme.source.title))
        if scheme.points is not None:
            self.paper.say(self.said(FULL, points=scheme.points))
        if scheme.groups:
            groups = [self.named(group.name, group.english) for group in scheme.groups]
            self.paper.say(self.said(GROUPS, groups=groups))

    def items(self) -> None:
        self.paper.heading(self.said(ITEMS))
        for item in self.scheme.items:
            self.item(item, 0)

    def item(self, item: ItemEntry, level: int) -> None:
        title = f"{item.number} {item.name}".strip() + f" [{item.id}]"
        indent = 2 * level
        self.paper.titled(title, self.worth(item), indent=indent, style="" if level else "bold")
        for label, text in self.details(item):
            self.paper.labelled(self.said(label), text, indent=indent + 4, style="dim")
        for point in item.checkpoints:
            self.checkpoint(point, indent + 4)
        for child in item.items:
            self.item(child, level + 1)

    def worth(self, item: ItemEntry) -> str:
        if item.weight is not None:
            return self.said(WEIGHT, weight=item.weight)
        return "" if item.points is None else self.said(POINTS, points=item.points)

    def details(self, item: ItemEntry) -> Iterator[tuple[Text, str]]:
        if item.assessors:
            yield ASSESSORS, self.assessing(item.assessors)
        if item.type in self.scheme.task_types:
            kind = self.scheme.task_types[item.type]
            yield KIND, self.named(kind.name, kind.english)
        if item.method:
            yield METHOD, item.method
        if item.tasks:
            yield TASKS, self.said(OWN_TASKS)

    def assessing(self, ids: tuple[str, ...]) -> str:
        names = [self.assessor(one) for one in ids]
        if len(names) > 1:
            names[0] = self.said(LEAD, name=names[0])
        return ("、" if self.language == "zh" else ", ").join(names)

    def assessor(self, name: str) -> str:
        found = self.assessors.get(name, Assessor(name, name))
        return self.named(found.name, found.english)

    def checkpoint(self, point: CheckpointEntry, indent: int) -> None:
        self.paper.labelled(point.number or "·", f"{point.text} [{point.id}]", indent=indent, style="dim")
        for below in point.checkpoints:
            self.checkpoint(below, indent + 2)

    def vetoes(self) -> None:
        if self.scheme.vetoes:
            self.paper.heading(self.said(VETOES))
        for veto in self.scheme.vetoes:
            self.veto(veto)

    def veto(self, entry: VetoEntry) -> None:
        self.paper.say(f"{entry.number} {self.named(entry.name, entry.english)}".strip() + f" [{entry.id}]")
        if entry.conditions:
            self.paper.say(self.said(CONDITION, conditions=entry.conditions), indent=4, style="dim")
        veto = veto_of(entry)
        effects = [consequences(effect) for effect in veto.choices.values()] or [consequences(veto.effect)]
        says = CHOICE if veto.choices else EFFECT
        joined = self.said(OR).join(self.said(Text("{all}", "{all}"), all=effect) for effect in effects)
        self.paper.say(self.said(says, effects=joined), indent=4, style="dim")

    def grades(self) -> None:
        if self.scheme.grades:
            self.paper.heading(self.said(GRADES))
        for grade in self.scheme.grades:
            said = ("，" if self.language == "zh" else ", ").join(self.bounds(grade))
            self.paper.say(self.said(SHARE, name=self.named(grade.name, grade.english), share=said) + f" [{grade.id}]")

    def bounds(self, grade: GradeEntry) -> Iterator[str]:
        for says, bound in ((FROM, grade.low), (ABOVE, grade.above), (TO, grade.high), (BELOW, grade.below)):
            if bound is not None:
                yield self.said(says, bound=bound)
        if grade.conditions:
            yield grade.conditions
        if grade.share or grade.count is not None:
            yield self.said(NO_MORE, share=self.seats(grade))

    def seats(self, entry: GradeEntry | AwardEntry | SeatsEntry) -> str:
        return entry.share or self.said(PLACES, count=entry.count)

    def lists(self) -> None:
        if self.scheme.lists is not None:
            self.paper.heading(self.said(LISTS))
            self.paper.say(self.said(RED, share=self.seats(self.scheme.lists.red)))
            self.paper.say(self.said(BLACK, share=self.seats(self.scheme.lists.black)))

    def awards(self) -> None:
        if self.scheme.awards:
            self.paper.heading(self.said(AWARDS))
        for award in self.scheme.awards:
            self.award(award)

    def award(self, award: AwardEntry) -> None:
        name = self.named(award.name, award.english)
        self.paper.say(self.said(SHARE, name=name, share=self.seats(award)) + f" [{award.id}]")
        if award.clause.quote:
            self.paper.say(f"“{award.clause.quote}”", indent=4, style="dim")

    def readings(self) -> None:
        rows = reading_rows(self.settled)
        if rows:
            self.paper.heading(self.said(READINGS))
        for row in rows:
            self.paper.labelled("?", f"{self.said(row.question)} [{row.id}]", indent=0)
            mark = self.said(CHANGED) if row.changed else ""
            self.paper.labelled("→", f"{self.said(row.in_force)} [{row.choice}]{mark}", indent=2)
            if row.others:
                others = (" / ").join(self.said(other) for other in row.others)
                self.paper.say(self.said(OTHERWISE, others=others), indent=4, style="dim")

    def declared(self) -> None:
        if self.scheme.declared:
            self.paper.heading(self.said(DECLARED))
        for one in self.scheme.declared:
            says = self.named(one.says, one.english) + (self.said(LINE, at=one.at) if one.at else "")
            self.paper.labelled("·", says, indent=0)
            if one.quote:
                self.paper.say(f"“{one.quote}”", indent=2, style="dim")
