"""`kaoping restore`: an installation as it was when the backup was made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kaoping.cli.backup import WROTE, saved
from kaoping.cli.installation import data_option, opened
from kaoping.core.text import Language, Text

WHAT = Text(
    "用备份 BACKUP 恢复一套系统；恢复前核验操作日志，并复算每一次冻结的核算。",
    "Restore an installation from BACKUP, after verifying its journal and recomputing every frozen run.",
)
REPLACE = Text("替换现有数据；现有数据先另存一份备份。", "Replace the data that are there; they are backed up first.")
DONE = Text(
    "已恢复到 {at} 的状态：操作日志第 {sequence} 条，冻结的核算 {frozen} 次，复算全部一致。请重新登录。",
    "Restored as of {at}: journal line {sequence}; frozen runs: {frozen}, all recomputed alike. Please sign in again.",
)


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("restore", help=WHAT.in_language(language))
    @click.argument("backup", type=click.Path(path_type=Path))
    @click.option("--replace", is_flag=True, help=REPLACE.in_language(language))
    @data_option(language)
    def restore(*, backup: Path, replace: bool, data: Path | None) -> None:
        opened(data)
        from kaoping.actions.restore import holds_data
        from kaoping.actions.restore import restore as restored

        if replace and holds_data():
            before = Path(f"kaoping-{datetime.now().astimezone():%Y%m%d-%H%M%S}-before.zip")
            says = WROTE.with_values(path=str(before), sequence=saved(before))
            click.echo(says.in_language(language))
        done = restored(backup, replace=replace)
        at = datetime.fromisoformat(done.manifest.made_at).astimezone()
        says = DONE.with_values(at=f"{at:%Y-%m-%d %H:%M}", sequence=done.manifest.sequence, frozen=done.frozen)
        click.echo(says.in_language(language))

    return restore
