"""Vetoes, ranking, grades and awards that lack something, ask for too much, or name what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.core.defect import Defect
from kaoping.core.population import read_conditions
from kaoping.core.text import Text
from kaoping.schemes.checks.case import Case, every_item
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import AwardEntry, EffectEntry, GradeEntry, VetoEntry
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
        Text("评优“{name}”没有写比例或名额。", "The award “{name}” has neither a share nor a count."),
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
    entries: tuple[GradeEntry | AwardEntry, ...] = (*scheme.grades, *scheme.awards)
    for entry in entries:
        yield from _quota(entry)
        yield from _conditions(entry, items)
    for award in scheme.awards:
        yield from _award(scheme, award, items)


def _veto(scheme: Scheme, veto: VetoEntry) -> Iterator[Defect]:
    effects = veto.effect.chosen or (veto.effect,)
    if not all(_has_effect(scheme, effect) for effect in effects):
        yield word(SENTENCES, "veto-without-effect", veto.line, veto.text, name=veto.name)
    choices = [choice_name(effect) for effect in veto.effect.chosen]
    for choice in dict.fromkeys(choice for choice in choices if choices.count(choice) > 1):
        yield word(SENTENCES, "veto-choices-alike", veto.line, veto.text, name=veto.name, choice=choice)
    known = [grade.name for grade in scheme.grades]
    for grade in dict.fromkeys(effect.grade for effect in effects if effect.grade):
        if known and grade not in known:
            yield word(SENTENCES, "unknown-grade", veto.line, veto.text, name=veto.name, grade=grade, known=known)


def _has_effect(scheme: Scheme, effect: EffectEntry) -> bool:
    no_award = effect.award is False and bool(scheme.awards)
    return bool(no_award or effect.grade or effect.deduct or effect.score is not None or effect.rank)


def _quota(entry: GradeEntry | AwardEntry) -> Iterator[Defect]:
    name, line, clause = entry.name, entry.line, entry.clause.quote
    if isinstance(entry, AwardEntry) and not entry.share and entry.count is None:
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
