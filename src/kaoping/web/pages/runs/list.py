"""The list of runs: when, from which facts and scheme, how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kaoping.core.text import Language, Text
from kaoping.records.models import ScoreRun
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.runs import state_of
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION = Text("历次核算", "All runs")
EMPTY = Text(
    "还没有核算过。数据录齐以后，点“开始核算”。", "Nothing has been scored yet. When the facts are in, start a run."
)
RUN, STATE, AS_OF = Text("核算", "Run"), Text("状态", "State"), Text("数据截至", "Facts as of")
SCHEME, UNITS, BY = Text("方案", "Scheme"), Text("单位数", "Units"), Text("核算人", "Started by")
NUMBERED, VERSION = Text("第{number}次核算", "run {number}"), Text("第{number}版", "version {number}")
RANKING, CHANGED = Text("排名", "ranking"), Text("与上次比较", "compare with the last")
LOOK = Text("查看", "Look at it in")


@dataclass(frozen=True)
class Addresses:
    """Where the links of a run lead, by its number."""

    run: Callable[[int], str]
    ranking: Callable[[int], str]


def list_of(runs: Iterable[ScoreRun], addresses: Addresses, language: Language) -> Sheet:
    """The table, the newest run first."""
    columns = (
        Column("run", RUN.in_language(language), hideable=False),
        Column("state", STATE.in_language(language)),
        Column("as_of", AS_OF.in_language(language)),
        Column("scheme", SCHEME.in_language(language)),
        Column("units", UNITS.in_language(language), number=True),
        Column("by", BY.in_language(language)),
        Column("look", LOOK.in_language(language), sortable=False),
    )
    rows = tuple(Row(_cells(run, addresses, language)) for run in runs)
    return Sheet("runs", CAPTION.in_language(language), columns, rows, Empty(EMPTY.in_language(language)))


def _cells(run: ScoreRun, addresses: Addresses, language: Language) -> tuple[Cell, ...]:
    state: State = state_of(run, language)
    done = run.state == "done"
    links = (Link(RANKING.in_language(language), addresses.ranking(run.number)),) if done else ()
    named = NUMBERED.with_values(number=run.number).in_language(language)
    return (
        Cell(named, run.number, href=addresses.run(run.number)),
        Cell(state.word, state=state),
        Cell(moment_said(run.as_of, language), run.as_of.isoformat()),
        Cell(VERSION.with_values(number=run.version.number).in_language(language)),
        Cell(value=run.done_units),
        Cell(run.started_by.name),
        Cell(more=links),
    )
