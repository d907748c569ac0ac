"""Vetoes, ranking, grades and awards that lack something, ask for too much, or name what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kaoping.core.defect import Defect
from kaoping.core.population import read_conditions
from kaoping.core.text import Text
from kaoping.schemes.checks.case import Case, every_item
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import AwardEntry, EffectEntry, GradeEntry, SeatsEntry, VetoEntry
from kaoping.schemes.outcomes import choice_name, percentage

SENTENCES: Sentences = {
    "veto-without-effect": Sentence(
        Text("一票否决“{name}”没有后果。", "The veto “{name}” has no effect."),
        Text(
            "请写 award: no、grade、deduct、score 或 rank: last；没有评优的方案不能只写 award: no。",
            "Write award: no, grade, deduct, score or rank: last; award: no alone needs an award.",
        ),
    ),
    "veto-choices-alike": Sentence(
        Text(
            "一票否决“{name}”的几种后果都叫“{choice}”，无法选定。",
            "Several effects of the veto “{name}” go by “{choice}”.",
        ),
        Text(
            "请让每种后果以不同的一项区分：award、grade、score、deduct、rank。",
            "Let each differ in its heaviest part: award, grade, score, deduct, rank.",
        ),
    ),
    "unknown-grade": Sentence(
        Text("“{name}”写的等次“{grade}”没有定义。", "“{name}” names the grade “{grade}”, which is not defined."),
        Text("等次有：{known}。", "Grades: {known}."),
    ),
    "award-without-share": Sentence(
        Text("“{name}”没有写比例或名额。", "“{name}” has neither a share nor a count."),
        Text("请写 share（如 20%）或 count。", "Write share (such as 20%) or count."),
    ),
    "share-and-count": Sentence(
        Text("“{name}”既写了比例又写了名额。", "“{name}” has both a share and a count."),
        Text("请只保留一个。", "Keep one of them."),
    ),
    "bad-share": Sentence(
        Text("“{name}”的比例“{share}”写法不对。", "The share “{share}” of “{name}” is badly written."),
        Text("请写成 20% 这样的百分数。", "Write a percentage such as 20%."),
    ),
    "quota-above-100": Sentence(
        Text("“{name}”的比例 {share} 超过 100%。", "The share of “{name}”, {share}, is above 100 %."),
        Text("请改正比例。", "Correct the share."),
    ),
    "unknown-item": Sentence(
        Text("“{name}”写了指标“{item}”，没有这个编号。", "“{name}” names the item “{item}”, which is not defined."),
        Text("请改正指标编号。", "Correct the item's id."),
    ),
    "step-without-effect": Sentence(
        Text(
            "“{name}”不改变等次：没有写升降几档，或者没有等次。",
            "“{name}” changes no grade: it has no steps, or there are no grades.",
        ),
        Text("请写 steps（如 1 或 -1）和 grades。", "Write steps (such as 1 or -1), and grades."),
    ),
    "year-missing": Sentence(
        Text("按连续年份计算，year 却不是年份：{year}。", "Years in a row are counted, but year is no year: {year}."),
        Text("请写 year，例如 2020。", "Write year, such as 2020."),
    ),
    "prize-for-nothing": Sentence(
        Text(
            "奖金“{name}”要写明奖给哪个评优或哪个等次，以及金额。",
            "The prize “{name}” must be for an award or for a grade, with amounts.",
        ),
        Text("award 和 grade 请写其中一个，并写 amounts。", "Write either award or grade, and amounts."),
    ),
    "unknown-prized-award": Sentence(
        Text(
            "奖金“{name}”写了评优“{award}”，没有这个编号。",
            "The prize “{name}” names the award “{award}”, which is not defined.",
        ),
        Text("评优有：{known}。", "Awards: {known}."),
    ),
    "tie-break-without-order": Sentence(
        Text("“{name}”同分时要依次比较，却没有写比较什么。", "“{name}” breaks ties, but names nothing to compare."),
        Text("请写 tie_breaks，最重要的在前。", "Write tie_breaks, the most important item first."),
    ),
    "unreadable-condition": Sentence(
        Text("“{name}”的附加条件“{text}”无法读懂。", "The further condition “{text}” of “{name}” cannot be read."),
        Text(
            '可写 score、lowest_item、rank、rank_from_last、score("编号") 与数的比较，用 and 连接。',
            'Compare score, lowest_item, rank, rank_from_last or score("id") with numbers, joined by and.',
        ),
    ),
    "unknown-award": Sentence(
        Text(
            "评优“{name}”排除“{other}”，前面没有这个评优。",
            "The award “{name}” excludes “{other}”, which is no award before it.",
        ),
        Text("请改正编号，或把“{other}”移到前面。", "Correct the id, or move “{other}” before it."),
    ),
}


def check_results(case: Case) -> Iterator[Defect]:
    """From scores to results."""
    scheme = case.scheme
    items = {item.id for item in every_item(scheme.items)}
    for veto in scheme.vetoes:
        yield from _veto(scheme, veto)
    name = Text("排名", "ranking")
    yield from _items(name, scheme.ranking.line, scheme.ranking.tie_breaks, items)
    for grade in scheme.grades:
        yield from _quota(Seats(grade.name, grade.line, grade, grade.clause.quote))
        yield from _conditions(grade, items)
    for award in scheme.awards:
        yield from _quota(Seats(award.name, award.line, award, award.clause.quote))
        yield from _conditions(award, items)
        yield from _award(scheme, award, items)
    yield from _lists(case, items)
    yield from _steps(scheme)
    yield from _years(case)


class Seats(NamedTuple):
    """Whatever has a share or a count, with its name and place."""

    name: Text | str
    line: int
    entry: GradeEntry | AwardEntry | SeatsEntry
    clause: str


def _veto(scheme: Scheme, veto: VetoEntry) -> Iterator[Defect]:
    effects = veto.effect.chosen or (veto.effect,)
    if not all(_has_effect(scheme, effect) for effect in effects):
        yield word(SENTENCES, "veto-without-effect", veto.line, veto.text, name=veto.name)
    choices = [choice_name(effect) for effect in veto.effect.chosen]
    for choice in dict.fromkeys(choice for choice in choices if choices.count(choice) > 1):
        yield word(SENTENCES, "veto-choices-alike", veto.line, veto.text, name=veto.name, choice=choice)
    known = [grade.name for grade in scheme.grades]
    named = [effect.grade for effect in effects if effect.grade != "worst" and known]
    needed = ["worst" if effect.grade == "worst" and not known else "" for effect in effects]
    for grade in dict.fromkeys((*named, *needed, *(effect.grade_at_most for effect in effects))):
        if grade and grade not in known:
            yield word(SENTENCES, "unknown-grade", veto.line, veto.text, name=veto.name, grade=grade, known=known)


def _has_effect(scheme: Scheme, effect: EffectEntry) -> bool:
    no_award = effect.award is not True and bool(scheme.awards)
    grade = effect.grade or effect.grade_at_most
    return bool(no_award or grade or effect.deduct or effect.score is not None or effect.rank)


def _quota(seats: Seats) -> Iterator[Defect]:
    name, line, entry, clause = seats
    if not isinstance(entry, GradeEntry) and not entry.share and entry.count is None:
        yield word(SENTENCES, "award-without-share", line, clause, name=name)
    if entry.share and entry.count is not None:
        yield word(SENTENCES, "share-and-count", line, clause, name=name)
    share = percentage(entry.share) if entry.share.endswith(("%", "％")) else None
    if entry.share and (share is None or share < 0):
        yield word(SENTENCES, "bad-share", line, clause, name=name, share=entry.share)
    elif share is not None and share > 1:
        yield word(SENTENCES, "quota-above-100", line, clause, name=name, share=entry.share)


def _conditions(entry: GradeEntry | AwardEntry, items: set[str]) -> Iterator[Defect]:
    if not entry.conditions:
        return
    conditions = read_conditions(entry.conditions)
    if conditions is None:
        yield word(
            SENTENCES, "unreadable-condition", entry.line, entry.clause.quote, name=entry.name, text=entry.conditions
        )
    named = tuple(condition.item for condition in conditions or () if condition.item)
    yield from _items(entry.name, entry.line, named, items)


def _award(scheme: Scheme, award: AwardEntry, items: set[str]) -> Iterator[Defect]:
    yield from _items(award.name, award.line, (*award.tie_breaks, *([award.by] if award.by else [])), items)
    if award.ties == "tie-break" and not award.tie_breaks and not scheme.ranking.tie_breaks:
        yield word(SENTENCES, "tie-break-without-order", award.line, award.clause.quote, name=award.name)
    known = [grade.name for grade in scheme.grades]
    for grade in award.grades:
        if grade not in known:
            yield word(SENTENCES, "unknown-grade", award.line, name=award.name, grade=grade, known=known)
    earlier = [other.id for other in scheme.awards[: scheme.awards.index(award)]]
    for other in award.excludes:
        if other not in earlier:
            yield word(SENTENCES, "unknown-award", award.line, name=award.name, other=other)


def _items(name: Text | str, line: int, named: tuple[str, ...], known: set[str]) -> Iterator[Defect]:
    for item in named:
        if item not in known:
            yield word(SENTENCES, "unknown-item", line, name=name, item=item)


def _lists(case: Case, items: set[str]) -> Iterator[Defect]:
    lists, line = case.scheme.lists, case.line("lists")
    if lists is not None:
        for name, seats in ((Text("红榜", "red list"), lists.red), (Text("黑榜", "black list"), lists.black)):
            yield from _quota(Seats(name, line, seats, lists.clause.quote))
            yield from _items(name, line, seats.tie_breaks, items)


def _steps(scheme: Scheme) -> Iterator[Defect]:
    for step in scheme.grade_steps:
        if not step.steps or not scheme.grades:
            yield word(SENTENCES, "step-without-effect", step.line, step.clause.quote, name=step.name)


def _years(case: Case) -> Iterator[Defect]:
    """Consequences and prizes by years in a row: they count from a year, and from grades and awards that exist."""
    scheme = case.scheme
    if (scheme.repetitions or scheme.prizes) and not scheme.year.isdigit():
        yield word(SENTENCES, "year-missing", case.line("year"), year=scheme.year or Text("空", "empty"))
    known, awards = [grade.name for grade in scheme.grades], [award.id for award in scheme.awards]
    for repetition in scheme.repetitions:
        for grade in repetition.grades:
            if known and grade not in known:
                line = case.line("repetitions")
                yield word(SENTENCES, "unknown-grade", line, name=repetition.id, grade=grade, known=known)
    for prize in scheme.prizes:
        line = case.line("prizes")
        if bool(prize.award) == bool(prize.grade) or not prize.amounts:
            yield word(SENTENCES, "prize-for-nothing", line, prize.clause.quote, name=prize.name)
        if prize.award and prize.award not in awards:
            yield word(SENTENCES, "unknown-prized-award", line, name=prize.name, award=prize.award, known=awards)
        if prize.grade and known and prize.grade not in known:
            yield word(SENTENCES, "unknown-grade", line, name=prize.name, grade=prize.grade, known=known)
