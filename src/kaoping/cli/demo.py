"""`kaoping demo facts`: the demonstration year."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kaoping.cli import given
from kaoping.core.text import Language, Text

WHAT = Text("示例数据", "Demonstration data")
FACTS = Text("生成示例年度的考评数据（全部虚构）。", "Write the facts of the demonstration year (all invented).")
OUT = Text(
    "写到哪个文件（.xlsx 或 .json），默认 示例数据.xlsx。", "The file to write (.xlsx or .json), by default demo.xlsx."
)
SCHEME = Text("哪个内置方案的示例。", "For which built-in scheme.")
WROTE = Text("已生成 {path}（示例数据，虚构）。", "Wrote {path} (demonstration data, invented).")


def build(language: Language) -> click.Command:
    """The commands in one language."""

    @click.group("demo", help=WHAT.in_language(language))
    def demo() -> None:
        pass

    @demo.command("facts", help=FACTS.in_language(language))
    @click.option("-o", "--out", type=click.Path(path_type=Path), help=OUT.in_language(language))
    @click.option("--scheme", default="chaoyang-2009-efficiency", show_default=True, help=SCHEME.in_language(language))
    def facts(*, out: Path | None, scheme: str) -> None:
        from kaoping.demonstration import demonstration_facts
        from kaoping.files.facts import plain_facts
        from kaoping.files.template import write_template

        path = out or Path("示例数据.xlsx" if language == "zh" else "demo.xlsx")
        chosen = given.settled(scheme, ())
        invented = demonstration_facts(scheme)
        with given.written_whole(path) as whole:
            if path.suffix.lower() == ".json":
                text = json.dumps(plain_facts(invented, chosen), ensure_ascii=False, indent=1)
                whole.write_text(text + "\n", encoding="utf-8")
            else:
                write_template(chosen, whole, invented, sample=True, language=language)
        click.echo(WROTE.with_values(path=str(path)).in_language(language))

    return demo
