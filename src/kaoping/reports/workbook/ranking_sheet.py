"""The ranking: scores and ranks as formulas, the line where the seats of an award end, and the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from kaoping.core.numbers import decimal_places
from kaoping.core.program import TOTAL
from kaoping.core.text import Text
from kaoping.reports.gaps import MissingFact, missing_facts
from kaoping.reports.naming import unit_labels
from kaoping.reports.ranking import LISTED, Ranked, Section, award_word, group_name, sections
from kaoping.reports.workbook import words
from kaoping.reports.workbook.book import Book
from kaoping.reports.workbook.calculation import AMOUNT
from kaoping.reports.workbook.layout import Layout
from kaoping.reports.workbook.sheet import FIRST_ROW, Column, Sheet, cell_reference, local_range, local_reference
from kaoping.schemes.assessment import Assessment

RANK, UNIT, GROUP, SCORE, TIED = range(5)
MOST_DECIMALS = 9
NOTE = Text("得分、名次、并列是公式，随“数据”各表重算。", "Scores, ranks and ties are formulas over the facts.")
INCOMPLETE = Text("数据未齐 · 缺 {count} 项", "incomplete · {count} missing")
SHARED = Text("并列", "tied")
RANKS_BY_VALUE = Text(
    "名次（方案规定依次比较、连续名次或者排在最后，公式不表达）",
    "ranks (tie-breaks, dense ranks or a rank set by veto, which the formula does not express)",
)
DECISIONS_BY_VALUE = Text("等次、评优、理由", "grades, awards, reasons")
OWES = Text("缺“{item}”的{what}（{unit}），待{who}提供。", "Missing: {what} of “{item}” ({unit}), owed by {who}.")
HEADINGS = {
    "rank": Column(Text("名次", "rank"), 7, "center"),
    "unit": Column(words.UNIT, 26),
    "group": Column(words.GROUP, 20),
    "score": Column(Text("得分", "score"), 11, "right"),
    "tied": Column(Text("并列", "tied"), 7, "center"),
    "grade": Column(Text("等次", "grade"), 9, "center"),
    "listed": Column(Text("红黑榜", "lists"), 9, "center"),
    "vetoes": Column(Text("一票否决", "vetoes"), 22),
    "missing": Column(Text("缺项", "missing"), 7, "center"),
    "reasons": Column(Text("理由", "reasons"), 84),
}
WRAPPED = ("unit", "group", "vetoes", "reasons")


def ranking_columns(assessment: Assessment) -> dict[str, Column]:
    """The columns by key, those of the awards by their ids; what a scheme does not have is left out."""
    scheme = assessment.settled.scheme
    awards = {f"award.{one.id}": Column(Text(one.name, one.english or one.name), 11, "center") for one in scheme.awards}
    absent = {"grade": not scheme.grades, "listed": scheme.lists is None, "vetoes": not scheme.vetoes}
    keys = ["rank", "unit", "group", "score", "tied", "grade", *awards, "listed", "vetoes", "missing", "reasons"]
    known = {**HEADINGS, **awards}
    return {key: known[key] for key in keys if not absent.get(key)}


def last_ranking_row(assessment: Assessment) -> int:
    """The last row of the ranking, its lines across the table counted in."""
    return FIRST_ROW - 1 + sum(len(part.rows) + len(part.cuts) for part in sections(assessment))


Shown = Fraction | int | str


def write_ranking(book: Book, layout: Layout, title: str) -> dict[str, dict[str, Shown]]:
    """One row per unit, group by group, a line across the table where the seats of an award end.

    Returns what each unit's cells show, by the keys of the columns.
    """
    writer = _Writer(book, layout, title)
    writer.write()
    return writer.shown


class _Writer:
    def __init__(self, book: Book, layout: Layout, title: str) -> None:
        self.book, self.layout, self.assessment = book, layout, layout.assessment
        columns = ranking_columns(layout.assessment)
        self.places = {key: place for place, key in enumerate(columns)}
        self.sheet = Sheet(book, words.RANKING, title, list(columns.values()), fixed=2, note=book.said(NOTE))
        self.labels = unit_labels(self.assessment.facts.units)
        self.digits = _digits([card.score for card in self.assessment.cards])
        self.last = last_ranking_row(layout.assessment)
        self.shown: dict[str, dict[str, Shown]] = {}

    def write(self) -> None:
        place = FIRST_ROW
        for section in sections(self.assessment):
            place = self._section(section, place)
        self.sheet.filter(self.last)
        self.book.note_by_value(DECISIONS_BY_VALUE)

    def _section(self, section: Section, place: int) -> int:
        live = _competition(section.rows)
        for index, row in enumerate(section.rows, start=1):
            self._row(row, place, whole=not section.group, live=live)
            place = self._cuts([cut.says for cut in section.cuts if cut.after == index], place + 1)
        return self._cuts([cut.says for cut in section.cuts if cut.after is None], place)

    def _cuts(self, sentences: Sequence[Text], place: int) -> int:
        for says in sentences:
            for column in range(len(self.places)):
                self.sheet.text(place, column, self.book.said(says) if column == UNIT else "", "cut")
            place += 1
        return place

    def _row(self, row: Ranked, place: int, *, whole: bool, live: bool) -> None:
        shown = self._shown(row)
        self.shown[row.card.unit.id] = shown
        self._score(row, place, shown["score"])
        if live:
            self._rank(place, shown, whole=whole)
        else:
            self.book.note_by_value(RANKS_BY_VALUE)
        for key, value in shown.items():
            formula = key == "score" or (live and key in ("rank", "tied"))
            if key in self.places and not formula:
                style = "wrapped" if key in WRAPPED else "centred"
                self._value(place, self.places[key], value, style)
        self.sheet.fit(place, {self.places[key]: str(shown[key]) for key in WRAPPED if key in self.places})

    def _value(self, place: int, column: int, value: Shown, style: str) -> None:
        if isinstance(value, str):
            self.sheet.text(place, column, value, style)
        else:
            self.sheet.number(place, column, value, style)

    def _score(self, row: Ranked, place: int, value: Shown) -> None:
        """The rounded total; a unit that only lacks a declaration has a total, but no score yet."""
        if row.card.score is None and isinstance(self.assessment.reader.cell(row.card.unit.id, TOTAL), Fraction):
            self.sheet.text(place, SCORE, str(value), "score")
            return
        first, _ = self.layout.cells[row.card.unit.id, TOTAL]
        total = cell_reference(self.book.said(words.CALCULATION), first, AMOUNT)
        waiting = self.book.said(INCOMPLETE.with_values(count=len(row.card.gaps)))
        self.sheet.formula(
            place, SCORE, f'IF(ISNUMBER({total}),ROUND({total},{self.digits}),"{waiting}")', value, "score"
        )

    def _rank(self, place: int, shown: Mapping[str, Shown], *, whole: bool) -> None:
        score, group, own = (local_reference(place, column) for column in (SCORE, GROUP, RANK))
        scores = local_range(FIRST_ROW, self.last, SCORE)
        among = "" if whole else f"({local_range(FIRST_ROW, self.last, GROUP)}={group})*"
        better = f"SUMPRODUCT({among}ISNUMBER({scores})*({scores}>{score}))"
        same = f"SUMPRODUCT({among}ISNUMBER({scores})*({scores}={score}))"
        self.sheet.formula(place, RANK, f'IF(ISNUMBER({score}),1+{better},"")', shown["rank"], "whole")
        tied = f'IF(ISNUMBER({own}),IF({same}>1,"{self.book.said(SHARED)}",""),"")'
        self.sheet.formula(place, TIED, tied, shown["tied"], "centred")

    def _shown(self, row: Ranked) -> dict[str, Shown]:
        outcome, unit = row.outcome, row.card.unit.id
        vetoes = {veto.veto: veto.name for veto in self.assessment.standings[unit].vetoes}
        names = list(vetoes.values())
        missing = [_owed(fact) for fact in missing_facts(self.assessment, row.card)]
        reasons = (*(reason.text for reason in outcome.reasons), *missing)
        awards = {f"award.{award}": self.book.said(award_word(row, award)) for award in outcome.awards}
        gaps = len(row.card.gaps)
        return {
            "rank": "" if outcome.rank is None else outcome.rank,
            "unit": self.labels[unit],
            "group": self.book.said(group_name(self.assessment, row.card.unit.group)),
            "score": self.book.said(INCOMPLETE.with_values(count=gaps)) if row.card.score is None else row.card.score,
            "tied": self.book.said(SHARED) if outcome.tied else "",
            "missing": gaps or "",
            "listed": self.book.said(LISTED[outcome.listed]) if outcome.listed else "",
            "grade": self.book.said(outcome.grade) if outcome.grade else "",
            **awards,
            "vetoes": self.book.said(Text("{names}", "{names}", {"names": names})),
            "reasons": "\n".join(self.book.said(reason) for reason in reasons),
        }


def _owed(fact: MissingFact) -> Text:
    return OWES.with_values(item=fact.item, what=fact.what, unit=fact.whose, who=fact.owed_by or Text("—", "—"))


def _digits(scores: Sequence[Fraction | None]) -> int:
    """The decimals that tell the scores apart: as many as they need, within what a spreadsheet's numbers hold."""
    needed = [decimal_places(score) for score in scores if score is not None]
    return max((MOST_DECIMALS if one is None else min(one, MOST_DECIMALS) for one in needed), default=2)


def _competition(rows: Sequence[Ranked]) -> bool:
    """Whether the ranks are one more than the number of higher scores, so that a formula can count them."""
    ranks: dict[Fraction | None, int | None] = {None: None}
    scores = (row.card.score for row in rows if row.card.score is not None)
    for rank, score in enumerate(sorted(scores, reverse=True), start=1):
        ranks.setdefault(score, rank)
    return all(row.outcome.rank == ranks[row.card.score] for row in rows)
