"""`kaoping facts template`: an Excel workbook made from a scheme."""

from __future__ import annotations

from pathlib import Path

import click

from kaoping.cli import given
from kaoping.core.text import Language, Text

WHAT = Text("考评数据", "Facts")
TEMPLATE = Text("按方案生成考评数据的 Excel 模板。", "Make an Excel template for the facts of a scheme.")
OUT = Text("写到哪个文件，默认 SCHEME-模板.xlsx。", "The file to write, by default SCHEME-template.xlsx.")


def build(language: Language) -> click.Command:
    """The commands in one language."""

    @click.group("facts", help=WHAT.in_language(language))
    def facts() -> None:
        pass

    @facts.command("template", help=TEMPLATE.in_language(language))
    @given.scheme_argument()
    @click.option("-o", "--out", type=click.Path(path_type=Path), help=OUT.in_language(language))
    @given.reading_option(language)
    def template(*, scheme: str, out: Path | None, wanted: tuple[str, ...]) -> None:
        from kaoping.files.template import write_template

        chosen = given.settled(scheme, wanted)
        suffix = "模板" if language == "zh" else "template"
        path = out or Path(f"{chosen.scheme.id}-{suffix}.xlsx")
        with given.written_whole(path) as whole:
            write_template(chosen, whole, language=language)
        click.echo(given.WROTE.with_values(path=str(path)).in_language(language))

    return facts
