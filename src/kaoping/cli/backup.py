"""`kaoping backup`: everything of an installation in one file, while people go on working."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kaoping.cli import given
from kaoping.cli.installation import data_option, opened
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text

WHAT = Text(
    "把一套系统的全部数据和佐证材料备份成一个文件；系统可以照常使用。",
    "Write all data and evidence of an installation into one file, while it goes on working.",
)
OUT = Text("写到哪个文件，默认 kaoping-日期-时间.zip。", "The file to write, by default kaoping-DATE-TIME.zip.")
WROTE = Text("已备份到 {path}（操作日志至第 {sequence} 条）。", "Backed up to {path} (journal up to line {sequence}).")
GONE = Text("佐证材料的文件丢失。", "A file of evidence is gone.")
LOOK = Text("请从较早的备份找回这个文件，放回原处后再备份。", "Put it back from an earlier backup, then back up again.")


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("backup", help=WHAT.in_language(language))
    @click.option("-o", "--out", type=click.Path(path_type=Path), help=OUT.in_language(language))
    @data_option(language)
    def backup(*, out: Path | None, data: Path | None) -> None:
        opened(data)
        path = out or Path(f"kaoping-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip")
        sequence = saved(path)
        click.echo(WROTE.with_values(path=str(path), sequence=sequence).in_language(language))

    return backup


def saved(path: Path) -> int:
    """Writes the backup whole or not at all; the last line of its journal.

    Raises:
        Refused: where it cannot be written, or a file of evidence is gone.
    """
    from kaoping.actions.backup import backup

    with given.written_whole(path) as whole:
        try:
            return backup(whole).sequence
        except FileNotFoundError as missing:
            raise Refused([Defect("evidence-gone", str(missing.filename), GONE, LOOK)]) from missing
