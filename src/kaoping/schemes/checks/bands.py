"""Bands with gaps or overlaps, ranges that end before they begin, and words that a table does not list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.defect import Defect
from kaoping.core.formula import Fact
from kaoping.core.line import Ask
from kaoping.core.population import Interval, check_bands
from kaoping.core.text import Text
from kaoping.kinds.bands.rule import Band, Bands
from kaoping.kinds.checklist.rule import Checklist
from kaoping.kinds.claims.rule import Claims
from kaoping.schemes.checks.case import Case, Ruled, every_item, every_rule
from kaoping.schemes.checks.points import added
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.model_results import GradeEntry

_EDGES = Text(
    "请核对各档的边界：“以上”“以下”含本数写 from、to，不含写 above、below。",
    "Check the edges: from and to include the number, above and below do not.",
)

SENTENCES: Sentences = {
    "band-gap": Sentence(
        Text("“{name}”的分档有空缺：{range} 不在任何一档。", "The bands of “{name}” leave a gap: {range} is in none."),
        _EDGES,
    ),
    "band-gap-condition": Sentence(
        Text(
            "“{name}”的分档有空缺：{range} 而不满足附加条件的，不在任何一档。",
            "The bands of “{name}” leave a gap: {range} without the further conditions is in none.",
        ),
        Text("请在后面补一个不带条件和名额的档次。", "Add a band without conditions or quota below."),
    ),
    "band-overlap": Sentence(
        Text("“{name}”的分档重叠：{range} 同时在两档。", "The bands of “{name}” overlap: {range} is in two of them."),
        _EDGES,
    ),
    "band-never-reached": Sentence(
        Text("“{name}”的一档（{range}）永远轮不到。", "One band of “{name}” ({range}) is never reached."),
        Text("前面的档次已经包括了它，请核对次序和边界。", "Those before it include it; check their order and edges."),
    ),
    "band-outside": Sentence(
        Text(
            "“{name}”的一档（{range}）不可能出现：范围是 {within}。",
            "One band of “{name}” ({range}) cannot occur: the range is {within}.",
        ),
        Text("请核对这一档的边界和声明的范围。", "Check the edges of this band and the declared range."),
    ),
    "range-reversed": Sentence(
        Text(
            "“{name}”的范围从 {low} 到 {high}，起点高于终点。",
            "The range of “{name}” runs from {low} to {high}, backwards.",
        ),
        Text("请改正 from 和 to。", "Correct from and to."),
    ),
    "edge-twice": Sentence(
        Text(
            "“{name}”的一档把同一边写了两次（from 和 above，或 to 和 below）。",
            "A band of “{name}” has one edge twice (from and above, or to and below).",
        ),
        Text(
            "含本数的留 from、to，不含的留 above、below。",
            "Keep from and to where the number is included, above and below where it is not.",
        ),
    ),
    "word-without-points": Sentence(
        Text("“{name}”的换分表没有写“{words}”。", "The table of “{name}” lacks {words}."),
        Text("请补上，不计分的写 0。", "Add it, with 0 where it is worth nothing."),
    ),
    "unknown-choice": Sentence(
        Text(
            "“{name}”的换分表写了“{word}”，这项数据没有这个选项。",
            "The table of “{name}” names “{word}”, which the fact cannot be.",
        ),
        Text("选项有：{known}。", "Choices: {known}."),
    ),
}


def interval(band: Band | GradeEntry) -> Interval:
    """`from` and `to` are included, `above` and `below` are not."""
    lower = band.low if band.low is not None else band.above
    upper = band.high if band.high is not None else band.below
    return Interval(lower, upper, band.low is not None, band.high is not None)


def check_all_bands(case: Case) -> Iterator[Defect]:
    """The bands of rules, the ladder of grades, and every written range."""
    yield from _ranges(case)
    for name, line, band in _all_bands(case):
        if None not in (band.low, band.above) or None not in (band.high, band.below):
            yield word(SENTENCES, "edge-twice", line, name=name)
    for one in case.ruled:
        rule = one.entry.rule
        if isinstance(rule, Bands):
            yield from _table(case, one, rule) if rule.table else _bands(case, one, rule)
    yield from _grades(case)


def _all_bands(case: Case) -> Iterator[tuple[str, int, Band | GradeEntry]]:
    for name, entry in every_rule(case.scheme):
        if isinstance(entry.rule, Bands):
            yield from ((name, entry.line, band) for band in entry.rule.bands)
    yield from ((grade.name, grade.line, grade) for grade in case.scheme.grades)


def _bands(case: Case, one: Ruled, rule: Bands) -> Iterator[Defect]:
    """A band without an upper edge ends where the next begins, so that they are looked at from the highest down."""
    intervals = sorted((interval(band) for band in rule.bands), key=lambda band: band.begin, reverse=True)
    if not intervals or any(_reversed(band) for band in intervals):
        return
    lowest, highest = intervals[-1], intervals[0]
    written = Interval(lowest.lower, highest.upper, lowest.lower_closed, highest.upper_closed)
    yield from _findings(intervals, _range_of(_ask(case, one, rule)) or written, one, rule)


def _findings(intervals: Sequence[Interval], within: Interval, one: Ruled, rule: Bands) -> Iterator[Defect]:
    for found in check_bands(intervals, within):
        if found.code == "band-gap" and rule.otherwise is not None:
            continue
        values = {"name": one.leaf.entry.name, "range": said(found.scores), "within": said(within)}
        yield word(SENTENCES, found.code, one.entry.line, one.entry.clause.quote, **values)


def _ask(case: Case, one: Ruled, rule: Bands) -> Ask | None:
    """The value that a rule looks up, where its measure is one fact."""
    measure = case.read(one.leaf, rule.measure)
    return case.asks(one.leaf).get((measure.item, measure.name)) if isinstance(measure, Fact) else None


def _range_of(ask: Ask | None) -> Interval | None:
    if ask is None or (ask.low is None and ask.high is None):
        return None
    low, high = (None if edge is None else Fraction(edge) for edge in (ask.low, ask.high))
    return Interval(low, high, lower_closed=True, upper_closed=True)


def _table(case: Case, one: Ruled, rule: Bands) -> Iterator[Defect]:
    ask = _ask(case, one, rule)
    if ask is None or not ask.choices:
        return
    line, name = one.entry.line, one.leaf.entry.name
    missing = [choice for choice in ask.choices if choice not in rule.table]
    if missing and rule.otherwise is None:
        yield word(SENTENCES, "word-without-points", line, one.entry.clause.quote, name=name, words=missing)
    for key in rule.table:
        if key not in ask.choices:
            yield word(SENTENCES, "unknown-choice", line, name=name, word=key, known=ask.choices)


def _grades(case: Case) -> Iterator[Defect]:
    """Every score from 0 to the full marks, or beyond where something is added, has a grade."""
    scheme = case.scheme
    if not scheme.grades or any(_reversed(interval(grade)) for grade in scheme.grades):
        return
    whole = added(scheme.items)
    within = Interval(
        Fraction(0),
        None if any(case.adds(leaf) for leaf in case.leaves) else whole,
        lower_closed=True,
        upper_closed=True,
    )
    name = Text("等次", "grades")
    conditional = [place for place, grade in enumerate(scheme.grades) if _asks_for_more(grade)]
    bands = [interval(grade) for grade in scheme.grades]
    for found in check_bands(bands, within, scheme.rounding.digits, conditional):
        line = scheme.grades[found.bands[-1]].line if found.bands else case.line("grades")
        yield word(SENTENCES, found.code, line, name=name, range=said(found.scores), within=said(within))


def _asks_for_more(grade: GradeEntry) -> bool:
    return bool(grade.conditions or grade.share) or grade.count is not None


@dataclass(frozen=True)
class _Range:
    name: str
    line: int
    low: Fraction | None
    high: Fraction | None


def _ranges(case: Case) -> Iterator[Defect]:
    for one in (*_ranges_of_rules(case), *_ranges_of_facts(case), *_ranges_of_bands(case)):
        if one.low is not None and one.high is not None and one.low > one.high:
            yield word(SENTENCES, "range-reversed", one.line, name=one.name, low=one.low, high=one.high)


def _ranges_of_rules(case: Case) -> Iterator[_Range]:
    for _, entry in every_rule(case.scheme):
        if isinstance(entry.rule, Claims):
            yield from (_Range(clause.name, entry.line, clause.low, clause.high) for clause in entry.rule.clauses)
        elif isinstance(entry.rule, Checklist):
            costs = entry.rule.severities.items()
            yield from (_Range(key, entry.line, cost.low, _first(cost.high, cost.below)) for key, cost in costs)


def _ranges_of_facts(case: Case) -> Iterator[_Range]:
    for item in every_item(case.scheme.items):
        yield from (_Range(fact.name, fact.line, fact.low, fact.high) for fact in item.facts.values())


def _ranges_of_bands(case: Case) -> Iterator[_Range]:
    for name, line, band in _all_bands(case):
        yield _Range(name, line, interval(band).lower, interval(band).upper)


def _first(*numbers: Fraction | None) -> Fraction | None:
    return next((number for number in numbers if number is not None), None)


def _reversed(band: Interval) -> bool:
    return band.lower is not None and band.upper is not None and band.lower > band.upper


def said(scores: Interval) -> Text:
    """A range in words, with what its edges include; neutral about what is measured."""
    lower, upper = scores.lower, scores.upper
    if lower is not None and lower == upper:
        return Text("正好 {number}", "exactly {number}", {"number": lower})
    if lower is not None and upper is not None and scores.lower_closed and scores.upper_closed:
        return Text("{low} 至 {high}", "{low} to {high}", {"low": lower, "high": upper})
    low = None if lower is None else (_FROM if scores.lower_closed else _ABOVE).with_values(number=lower)
    high = None if upper is None else (_TO if scores.upper_closed else _BELOW).with_values(number=upper)
    if low and high:
        return Text("{low}、{high}", "{low} and {high}", {"low": low, "high": high})
    return low or high or Text("任何数", "any number")


_FROM = Text("不低于 {number}", "{number} or more")
_ABOVE = Text("高于 {number}", "more than {number}")
_TO = Text("不高于 {number}", "{number} or less")
_BELOW = Text("低于 {number}", "less than {number}")
