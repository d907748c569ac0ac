"""The installation that a command works on: which folder it is in, and whether the web part is there at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text

DATA = Text(
    "数据文件夹，默认取环境变量 KAOPING_DATA，没有则为 ./kaoping-data。",
    "The data folder; by default KAOPING_DATA, or else ./kaoping-data.",
)
_NO_WEB = Text("没有安装网页部分。", "The web part is not installed.")
_INSTALL = Text("请运行：pip install 'kaoping[web]'", "Run: pip install 'kaoping[web]'")


def data_option(language: Language) -> Callable[[Any], Any]:
    """`--data FOLDER`."""
    return click.option("--data", type=click.Path(path_type=Path, file_okay=False), help=DATA.in_language(language))


def opened(data: Path | None) -> None:
    """Makes the installation in the folder ready for the rest of the command.

    Raises:
        Refused: where the web part is not installed, or the database cannot be reached.
    """
    if any(find_spec(name) is None for name in ("django", "granian", "django_tasks_db")):
        raise Refused([Defect("no-web", "", _NO_WEB, _INSTALL)])
    if data is not None:
        os.environ["KAOPING_DATA"] = str(data.absolute())
    from kaoping.actions.installing import prepare

    prepare()
