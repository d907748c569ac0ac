"""What was found, what happened and what was claimed in the 2020 year, all of it at invented units."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.core.facts import Row, Value

# unit, checkpoint or task, severity, found by, points decided, on, note
FINDINGS = (
    ("sl-01", "law.1.b", "minor", "self", "", "2020-05-18", "示例：培训晚了一个月"),
    ("sl-02", "affairs.2.c", "minor", "assessor", "0.15", "2020-06-09", "示例：两次答复超期，各说明了原因"),
    ("sl-02", "t3", "minor", "assessor", "", "2020-09-21", "示例：台账缺两个月"),
    ("sl-03", "affairs.1.b", "minor", "assessor", "", "2020-07-06", "示例：同类诉求反复出现"),
    ("sl-03", "budget.2.a", "serious", "self", "", "2020-08-03", "示例：三季度执行进度偏低"),
    ("sl-04", "audit.3", "serious", "assessor", "", "2020-10-12", "示例：上年审计问题有一项未整改"),
    ("sl-05", "t2", "serious", "inspection", "", "2020-11-02", "示例：现场与上报进度不符"),
    ("sl-06", "law.3.c", "grave", "assessor", "0.4", "2020-08-01", "示例：重大决策没有履行程序"),
    ("sl-07", "budget.3.a", "grave", "inspection", "0.3", "2020-09-15", "示例：采购程序不合规"),
    ("sl-07", "law.4", "serious", "inspection", "", "2020-09-15", "示例：执法文书不规范"),
    *(
        ("sl-08", "audit.1.a", "grave", "assessor", "0.5", f"2020-{month:02}-20", f"示例：第{month - 2}次检查发现违规列支")
        for month in range(3, 12)
    ),
)  # fmt: skip
# unit, on, matter, note
EVENTS = (
    ("sl-04", "2020-06-18", "", "示例：有责投诉一件"),
    ("sl-06", "2020-09-01", "示例事项甲", "示例：媒体曝光"),
    ("sl-08", "2020-12-07", "", "示例：上级通报"),
)
# unit, item, clause, points, on, matter, note
CLAIMS = (
    ("sl-01", "bonus", "bonus.key-work", "0.8", "2020-12-20", "", "示例：承担重点工作"),
    ("sl-01", "bonus", "bonus.key-work", "0.4", "2020-12-21", "", "示例：承担另一项重点工作"),
    ("sl-02", "bonus", "bonus.recognition", "0.2", "2020-10-08", "示例事项乙", "示例：市领导肯定"),
    ("sl-02", "bonus", "bonus.commendation", "0.5", "2020-12-01", "示例事项乙", "示例：同一事项获通报表彰"),
    ("sl-05", "bonus", "bonus.innovation", "0.3", "2020-12-15", "", "示例：创新项目评估优秀"),
    ("sl-06", "penalty", "penalty.criticism", "0.3", "2020-09-10", "示例事项甲", "示例：同一事项受到批评"),
    ("sl-07", "penalty", "penalty.safety", "0.3", "2020-07-30", "", "示例：安全生产检查有突出问题"),
)


def problems() -> Iterator[Row]:
    """All rows of the year, their fields in the order of a facts file."""
    for unit, place, severity, found_by, points, on, note in FINDINGS:
        yield _row("findings", unit, place, severity=severity, points=points, found_by=found_by, on=on, note=note)
    for unit, on, matter, note in EVENTS:
        yield _row("events", unit, "incidents", on=on, note=note, matter=matter)
    for unit, item, clause, points, on, matter, note in CLAIMS:
        yield _row("claims", unit, item, clause=clause, points=points, on=on, note=note, matter=matter)


def _row(table: str, unit: str, item: str, **words: str) -> Row:
    """A row of what is not empty."""
    given: list[tuple[str, Value]] = [
        (name, Fraction(word) if name == "points" else word) for name, word in words.items() if word
    ]
    return Row(table, unit, item, tuple(given))
