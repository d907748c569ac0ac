"""`kaoping verify`: recomputes a result offline, or verifies a journal, and names the first difference."""

from __future__ import annotations

from pathlib import Path

import click

from kaoping.cli.installation import data_option, opened
from kaoping.core.text import Language, Text

WHAT = Text(
    "用同一份数据复算结果 RESULT，指出第一处不同。",
    "Recompute RESULT from the same facts and name the first difference.",
)
FACTS = Text("当时所用的数据文件。", "The facts file that was used.")
SCHEME = Text(
    "方案的编号或路径，默认用结果里写明的内置方案。",
    "The scheme's id or path; by default the built-in one that the result names.",
)
JOURNAL = Text(
    "不核对结果，而是核验系统的操作日志，指出第一条不成立的。",
    "Instead of a result, verify the journal of an installation, and name the first line that does not hold.",
)
HOLDS = Text(
    "操作日志完好，共 {lines} 条，末条摘要 {digest}", "The journal holds; lines: {lines}; last digest {digest}"
)
BROKEN = Text("操作日志第 {line} 条不成立：{why}", "Line {line} of the journal does not hold: {why}")
ONE = Text("请给出结果 RESULT 和 --facts，或者只给 --journal", "give RESULT and --facts, or --journal alone")
SAME = Text(
    "一致：{units} 个单位的分数、名次、等次和评优都能复算出来。摘要 {digest}",
    "The same: scores, ranks, grades and awards of {units} units can be recomputed. Digest {digest}",
)


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("verify", help=WHAT.in_language(language))
    @click.argument("result", type=click.Path(path_type=Path), required=False)
    @click.option("--facts", type=click.Path(path_type=Path), help=FACTS.in_language(language))
    @click.option("--scheme", help=SCHEME.in_language(language))
    @click.option("--journal", is_flag=True, help=JOURNAL.in_language(language))
    @data_option(language)
    def verify(*, result: Path | None, facts: Path | None, scheme: str | None, journal: bool, data: Path | None) -> int:
        if journal and result is None and facts is None and scheme is None:
            return verify_journal(data, language)
        if journal or result is None or facts is None:
            raise click.UsageError(ONE.in_language(language))
        return verify_result(result, facts, scheme, language)

    return verify


def verify_result(result: Path, facts: Path, scheme: str | None, language: Language) -> int:
    """Recomputes a result; the exit status."""
    from kaoping.files.verification import verify_result

    outcome = verify_result(result, facts, scheme)
    if outcome.difference is not None:
        click.echo(outcome.difference.in_language(language), err=True)
        return 1
    click.echo(SAME.with_values(units=outcome.units, digest=outcome.digest).in_language(language))
    if outcome.note is not None:
        click.echo(outcome.note.in_language(language))
    return 0


def verify_journal(data: Path | None, language: Language) -> int:
    """Verifies the journal of an installation; the exit status."""
    opened(data)
    from kaoping.records.journal import head, verify_journal

    broken = verify_journal()
    if broken is not None:
        click.echo(BROKEN.with_values(line=broken.sequence, why=broken.why).in_language(language), err=True)
        return 1
    lines, digest = head()
    click.echo(HOLDS.with_values(lines=lines, digest=digest).in_language(language))
    return 0
