"""One unit's scorecard on the terminal: every line with its sentence, its formula, its values and its clause."""

from __future__ import annotations

from rich.console import Console

from kaoping.core.line import Clause, Line
from kaoping.core.readers.scope import Scope
from kaoping.core.scorecard import Entry, ItemScore, Scorecard
from kaoping.core.text import Language, Text
from kaoping.reports.amounts import printed, printed_score, signed
from kaoping.reports.gaps import MissingFact, missing_facts
from kaoping.reports.naming import item_title, marked, shortened, unit_name
from kaoping.reports.ranking import group_name
from kaoping.reports.terminal.paper import Paper
from kaoping.reports.terminal.wrapping import filled
from kaoping.schemes.assessment import Assessment

AMOUNT = 11
GROUP = Text("类别：{group}", "Group: {group}")
SCORE = Text("得分：{score}", "Score: {score}")
NO_SCORE = Text("得分：数据未齐 · 缺 {count} 项", "Score: incomplete · {count} missing")
GRADE = Text("等次：{grade}", "Grade: {grade}")
WHY = Text("名次和评优的理由", "Why this rank and award")
MISSING = Text("缺项", "What is missing")
OWED_BY = Text("{what}（{whose}），待{who}提供", "{what} ({whose}): {who} still to provide it")
OWED = Text("{what}（{whose}）", "{what} ({whose})")
POINTS = Text("{title}（{points} 分）", "{title} ({points} points)")
SEVERAL = Text("涉及几项或者总分", "What concerns several items or the total")
SUM = Text("本项得分", "score of this item")
TOTAL = Text("总分", "total")
NOTHING = Text("没有加扣分。", "Nothing was added or deducted.")
FORMULA, VALUES, CLAUSE = Text("算式", "formula"), Text("代入", "values"), Text("条文", "clause")
SAME = Text("同上", "as above")
CUT = Text("条文较长的只印开头；指定一项指标，可看全文。", "Long clauses are cut; name one item to see them in full.")
LONGEST_QUOTE = 60
LINES = Text("{quote}（原文第 {at} 行）", "{quote} (source line {at})")


def print_scorecard(assessment: Assessment, unit: str, item: str | None, language: Language, console: Console) -> None:
    """A unit's result with its reasons, what is missing, and the lines of all its items or of one."""
    card = assessment.card(unit)
    printer = _Printer(assessment, card, language, Paper(console), in_full=item is not None)
    printer.head()
    for score in card.items:
        if item in (None, score.item.id):
            printer.item(score)
    if item is None:
        printer.foot()


class _Printer:
    def __init__(
        self, assessment: Assessment, card: Scorecard, language: Language, paper: Paper, *, in_full: bool
    ) -> None:
        self.assessment, self.card, self.language, self.paper = assessment, card, language, paper
        self.in_full, self.cut = in_full, False
        self.places = card.program.places
        self.last_clause: Clause | None = None

    def said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)

    def head(self) -> None:
        unit = self.card.unit
        title = f"{unit_name(unit)} [{unit.id}]" if unit.name not in ("", unit.id) else unit.id
        self.paper.say(marked(title, self.assessment.facts, self.language), style="bold")
        self.paper.say(self.said(GROUP, group=group_name(self.assessment, unit.group)))
        score = printed_score(self.card)
        self.paper.say(self.said(SCORE, score=score) if score else self.said(NO_SCORE, count=len(self.card.gaps)))
        outcome = self.assessment.outcome(unit.id)
        if outcome.grade:
            self.paper.say(self.said(GRADE, grade=outcome.grade))
        self.paper.say(self.said(WHY) + ("：" if self.language == "zh" else ":"))
        for reason in outcome.reasons:
            self.paper.labelled("·", reason.text.in_language(self.language), indent=2)
        self.missing(missing_facts(self.assessment, self.card))

    def missing(self, facts: tuple[MissingFact, ...]) -> None:
        if facts:
            self.paper.heading(self.said(MISSING))
        for fact in facts:
            says = OWED_BY if fact.owed_by else OWED
            what = Text("{item}：{what}", "{item}: {what}", {"item": fact.item, "what": fact.what})
            self.paper.labelled("·", self.said(says, what=what, whose=fact.whose, who=fact.owed_by), indent=2)

    def item(self, score: ItemScore) -> None:
        title = item_title(score.item)
        points = score.item.points
        self.paper.heading(title if points is None else self.said(POINTS, title=title, points=points))
        self.last_clause = None
        for entry in score.entries:
            self.entry(entry)
        if not score.entries:
            self.paper.say(self.said(NOTHING), indent=AMOUNT + 2)
        self.sum(SUM, None if score.score is None else printed(score.score, self.places), len(score.gaps))

    def foot(self) -> None:
        self.last_clause = None
        if self.card.entries:
            self.paper.heading(self.said(SEVERAL))
        for entry in self.card.entries:
            self.entry(entry)
        self.paper.put("")
        self.sum(TOTAL, printed_score(self.card), len(self.card.gaps))
        if self.cut:
            self.paper.put("")
            self.paper.say(self.said(CUT), style="dim")

    def sum(self, name: Text, amount: str | None, gaps: int) -> None:
        self.paper.put(self.paper.line * AMOUNT)
        missing = Text("缺 {count} 项", "{count} missing", {"count": gaps})
        shown = amount or self.said(missing)
        self.paper.put(f"{filled(shown, AMOUNT, right=True)}  {self.said(name)}", "bold")

    def entry(self, entry: Entry) -> None:
        amount = signed(entry.amount, self.places)
        style = "red" if entry.amount < 0 else ""
        self.paper.labelled(
            filled(amount, AMOUNT, right=True) + " ", entry.says.in_language(self.language), indent=0, style=style
        )
        node = self.card.program.node[entry.line]
        if not (isinstance(node, Line) and node.opening):
            self.working(entry)
        self.clause(entry.clause)

    def working(self, entry: Entry) -> None:
        node = self.card.program.node[entry.line]
        scope = Scope(self.card.unit.id, entry.item, entry.row)
        steps = self.assessment.working(self.language, node, scope)
        self.paper.labelled(self.said(FORMULA), steps.names, indent=AMOUNT + 2, style="dim")
        values = steps.values if steps.values == steps.result else f"{steps.values} = {steps.result}"
        self.paper.labelled(self.said(VALUES), values, indent=AMOUNT + 2, style="dim")

    def clause(self, clause: Clause) -> None:
        if not clause.quote:
            return
        words = clause.quote if self.in_full else shortened(clause.quote, LONGEST_QUOTE)
        self.cut |= words != clause.quote
        quote = f"“{words}”"
        text = self.said(LINES, quote=quote, at=clause.at) if clause.at else quote
        shown = self.said(SAME) if clause == self.last_clause else text
        self.paper.labelled(self.said(CLAUSE), shown, indent=AMOUNT + 2, style="dim")
        self.last_clause = clause
