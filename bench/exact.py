"""Unit by unit: the exact reader's scorecards with every line, its sentence and its working."""

from __future__ import annotations

import time

from bench.year import ITEMS, facts, program, year
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.scope import Scope
from kaoping.core.readers.working import Workings
from kaoping.core.scorecard import scorecard

UNITS, ROUNDS = 100, 5
HESABU = "Hesabu, a rule engine for health financing, publishes 32,000 equations in 3 s"


def main() -> None:
    """Prints the least seconds of processor time with and without the working of every printed line."""
    scored = min(_seconds(with_working=False) for _ in range(ROUNDS))
    worked = min(_seconds(with_working=True) for _ in range(ROUNDS))
    cells = UNITS * len(program().nodes)
    print(
        f"{UNITS} units × {ITEMS} items, {cells} formulas: {scored:.2f} s with sentences, {worked:.2f} s with working"
    )
    print(f"{cells / worked:.0f} formulas a second. {HESABU}: {32_000 / 3:.0f} a second")


def _seconds(*, with_working: bool) -> float:
    rules, known = program(), facts(year(UNITS), UNITS)
    begin = time.process_time()
    reader = ExactReader({unit.id: rules for unit in known.units}, known)
    workings = Workings(reader, "zh")
    for unit in known.units:
        card = scorecard(reader, unit)
        assert card.complete
        if with_working:
            for entry in (entry for item in card.items for entry in item.entries):
                node = rules.node[entry.line]
                assert workings.of(node, Scope(unit.id, entry.item, entry.row)).result
    return time.process_time() - begin


if __name__ == "__main__":
    main()
