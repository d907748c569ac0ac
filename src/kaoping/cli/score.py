"""`kaoping score`: facts become scores, ranks and awards."""

from __future__ import annotations

from pathlib import Path

import click

from kaoping.cli import given
from kaoping.core.text import Language, Text
from kaoping.schemes.assessment import Assessment

WHAT = Text(
    "按方案 SCHEME 给数据 FACTS 计分、排名、评优。",
    "Score the FACTS under a SCHEME, rank the units, decide the awards.",
)
OUT = Text("结果文件：.xlsx 工作簿或 .json。", "Result file: an .xlsx workbook or .json.")


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("score", help=WHAT.in_language(language))
    @given.scheme_argument()
    @given.facts_argument()
    @click.option("-o", "--out", type=click.Path(path_type=Path), help=OUT.in_language(language))
    @given.reading_option(language)
    @given.declared_option(language)
    @given.json_option(language)
    def score(
        *, scheme: str, facts: Path, out: Path | None, wanted: tuple[str, ...], require_declared: bool, as_json: bool
    ) -> None:
        if out is not None and out.suffix.lower() not in (".xlsx", ".json"):
            raise click.BadParameter(f"{out.name} (.xlsx, .json)", param_hint="-o")
        found = given.assessed(scheme, facts, wanted, require_declared=require_declared, language=language)
        if out is not None:
            write(found, out, language)
            if not as_json:
                click.echo(given.WROTE.with_values(path=str(out)).in_language(language))
        if as_json:
            from kaoping.schemes.result import result_of

            given.print_json(result_of(found, language))
        elif out is None:
            from kaoping.reports.terminal import print_ranking

            print_ranking(found, language, given.console())

    return score


def write(found: Assessment, out: Path, language: Language) -> None:
    """The result as a workbook or as JSON, whole or not at all."""
    with given.written_whole(out) as path:
        if out.suffix.lower() == ".json":
            from kaoping.files.result_file import write_result

            write_result(found, path, language)
        else:
            from kaoping.reports.naming import SAMPLE
            from kaoping.reports.workbook import write_workbook

            write_workbook(found, path, language, SAMPLE.in_language(language) if found.facts.sample else "")


__all__ = ["build"]
