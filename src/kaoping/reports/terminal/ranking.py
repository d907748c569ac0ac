"""The ranking as a table on the terminal, group by group, with the line where the seats of an award end."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from kaoping.core.text import Language, Text
from kaoping.reports.amounts import printed_score
from kaoping.reports.gaps import missing_facts
from kaoping.reports.naming import marked, unit_name
from kaoping.reports.ranking import LISTED, Ranked, Section, award_word, sections, telling_reasons
from kaoping.reports.terminal.paper import Band, Column, Paper, Row
from kaoping.schemes.assessment import Assessment

UNITS = Text("{group}（{count} 个单位）", "{group} (units: {count})")
INCOMPLETE = Text("数据未齐 · 缺 {count} 项", "incomplete · {count} missing")
OWED_BY = Text("待{who}提供：{what}。", "{who} still to provide: {what}.")
OWED = Text("缺：{what}。", "Missing: {what}.")
TIED = Text("并列", "tied")
MOST_NAMED = 3


def print_ranking(assessment: Assessment, language: Language, console: Console) -> None:
    """Every group from the first unit to the last; incomplete units stand at the end, with who owes what."""
    paper = Paper(console)
    scheme = assessment.settled.scheme
    title = scheme.title if language == "zh" else scheme.english or scheme.title
    paper.say(marked(title, assessment.facts, language), style="bold")
    for section in sections(assessment):
        says = UNITS.with_values(group=section.name, count=len(section.rows))
        paper.heading(says.in_language(language))
        paper.table(_columns(assessment, language), list(_rows(assessment, section, language)))


def _columns(assessment: Assessment, language: Language) -> list[Column]:
    scheme = assessment.settled.scheme
    headings = [Column(_word("名次", "rank", language), right=True), Column(_word("单位", "unit", language), most=28)]
    headings.append(Column(_word("得分", "score", language), right=True, most=20))
    if scheme.grades:
        headings.append(Column(_word("等次", "grade", language)))
    headings += [Column(award.name if language == "zh" else award.english or award.name) for award in scheme.awards]
    if scheme.lists is not None:
        headings.append(Column(_word("红黑榜", "lists", language)))
    return [*headings, Column(_word("说明", "remarks", language), grows=True)]


def _word(chinese: str, english: str, language: Language) -> str:
    return Text(chinese, english).in_language(language)


def _rows(assessment: Assessment, section: Section, language: Language) -> Iterator[Row]:
    for place, row in enumerate(section.rows, start=1):
        yield _row(assessment, row, language)
        yield from (Band(cut.says.in_language(language)) for cut in section.cuts if cut.after == place)
    yield from (Band(cut.says.in_language(language)) for cut in section.cuts if cut.after is None)


def _row(assessment: Assessment, row: Ranked, language: Language) -> list[str]:
    outcome, scheme = row.outcome, assessment.settled.scheme
    score = printed_score(row.card)
    cells = ["" if outcome.rank is None else str(outcome.rank), unit_name(row.card.unit), score or "—"]
    if scheme.grades:
        cells.append(outcome.grade.in_language(language) if outcome.grade else "")
    cells += [award_word(row, award.id).in_language(language) for award in scheme.awards]
    if scheme.lists is not None:
        cells.append(LISTED[outcome.listed].in_language(language) if outcome.listed else "")
    return [*cells, "\n".join(text.in_language(language) for text in _remarks(assessment, row))]


def _remarks(assessment: Assessment, row: Ranked) -> Iterator[Text]:
    if row.outcome.tied:
        yield TIED
    if not row.card.complete:
        yield INCOMPLETE.with_values(count=len(row.card.gaps))
        yield from _owing(assessment, row)
    yield from telling_reasons(row)


def _owing(assessment: Assessment, row: Ranked) -> Iterator[Text]:
    """Who owes what, each of them once; of many facts the first ones are named."""
    owed: dict[tuple[str, ...], list[Text]] = {}
    own = unit_name(row.card.unit)
    for fact in missing_facts(assessment, row.card):
        whose = (
            fact.what
            if fact.whose == own
            else Text("{unit} {what}", "{unit} {what}", {"unit": fact.whose, "what": fact.what})
        )
        owed.setdefault(fact.owed_by, []).append(
            Text("{item}（{what}）", "{item} ({what})", {"item": fact.item, "what": whose})
        )
    for who, facts in owed.items():
        named = facts[:MOST_NAMED]
        more = (
            Text("等 {count} 项", " and more, {count} in all", {"count": len(facts)})
            if len(facts) > MOST_NAMED
            else Text("", "")
        )
        what = Text("{named}{more}", "{named}{more}", {"named": named, "more": more})
        yield OWED_BY.with_values(who=who, what=what) if who else OWED.with_values(what=what)
