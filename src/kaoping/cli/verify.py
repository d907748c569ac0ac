"""`kaoping verify`: recomputes a result offline and names the first difference."""

from __future__ import annotations

from pathlib import Path

import click

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
SAME = Text(
    "一致：{units} 个单位的分数、名次、等次和评优都能复算出来。摘要 {digest}",
    "The same: scores, ranks, grades and awards of {units} units can be recomputed. Digest {digest}",
)


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("verify", help=WHAT.in_language(language))
    @click.argument("result", type=click.Path(path_type=Path))
    @click.option("--facts", required=True, type=click.Path(path_type=Path), help=FACTS.in_language(language))
    @click.option("--scheme", help=SCHEME.in_language(language))
    def verify(*, result: Path, facts: Path, scheme: str | None) -> int:
        from kaoping.files.verification import verify_result

        outcome = verify_result(result, facts, scheme)
        if outcome.difference is not None:
            click.echo(outcome.difference.in_language(language), err=True)
            return 1
        click.echo(SAME.with_values(units=outcome.units, digest=outcome.digest).in_language(language))
        if outcome.note is not None:
            click.echo(outcome.note.in_language(language))
        return 0

    return verify
