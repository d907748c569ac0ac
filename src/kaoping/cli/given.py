"""What several commands are given: a scheme, facts, readings; and where a result goes."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Language, Text
from kaoping.schemes.assessment import Assessment
from kaoping.schemes.nodes import Node, read_text_file, read_yaml
from kaoping.schemes.read import Settled, built_in, read

if TYPE_CHECKING:
    from rich.console import Console

READING = Text(
    "采用哪种条文理解，可多次给出：ID=取值、ID=数、ID=@分值表文件。",
    "A reading, may be repeated: ID=ALTERNATIVE, ID=NUMBER, ID=@TABLE-FILE.",
)
DECLARED = Text("要求每一项都有零报告。", "Demand that every item has been declared checked.")
WROTE = Text("已生成 {path}。", "Wrote {path}.")
WARNING = Text("提醒：{says}", "Warning: {says}")
AS_JSON = Text("在标准输出上打印一份 JSON。", "Print one JSON document on standard output.")


def scheme_argument() -> Callable[[Any], Any]:
    """SCHEME: a built-in id or a path."""
    return click.argument("scheme")


def facts_argument() -> Callable[[Any], Any]:
    """FACTS: a .json, .yaml or .xlsx file."""
    return click.argument("facts", type=click.Path(path_type=Path))


def json_option(language: Language) -> Callable[[Any], Any]:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help=AS_JSON.in_language(language))


def reading_option(language: Language) -> Callable[[Any], Any]:
    """`--reading ID=ALTERNATIVE`, repeatable."""
    return click.option("--reading", "wanted", multiple=True, metavar="ID=…", help=READING.in_language(language))


def declared_option(language: Language) -> Callable[[Any], Any]:
    """`--require-declared`."""
    return click.option("--require-declared", is_flag=True, help=DECLARED.in_language(language))


def settled(scheme: str, wanted: tuple[str, ...]) -> Settled:
    """The scheme under the wanted readings; one of an office's own is checked first, the built-in ones are by tests.

    Raises:
        Refused: where the scheme cannot be read, or has errors under these readings.
    """
    found = read(scheme, readings_of(wanted))
    if scheme not in built_in():
        from kaoping.schemes.check import errors_in_force

        errors = errors_in_force(found)
        if errors:
            raise Refused(errors)
    return found


def readings_of(wanted: tuple[str, ...]) -> dict[str, str | Node]:
    """`ID=ALTERNATIVE` as a mapping; `@file` is read as a table."""
    found: dict[str, str | Node] = {}
    for pair in wanted:
        name, sign, value = pair.partition("=")
        if not sign or not name or not value:
            raise click.BadParameter(f"{pair} (ID=…)", param_hint="--reading")
        if name in found:
            raise click.BadParameter(f"{name} ×2", param_hint="--reading")
        found[name] = read_yaml(read_text_file(Path(value[1:])), value[1:]) if value.startswith("@") else value
    return found


def assessed(
    scheme: str, facts: Path, wanted: tuple[str, ...], *, require_declared: bool = False, language: Language = "zh"
) -> Assessment:
    """The facts scored under the scheme, with progress where somebody watches."""
    from kaoping.files.facts import read_facts, undeclared
    from kaoping.schemes.assessment import assess

    chosen = settled(scheme, wanted)
    known = read_facts(facts, chosen)
    warn(known.warnings, language)
    gaps = undeclared(chosen, known) if require_declared else ()
    with watched(Text("计分", "Scoring").in_language(language)) as progress:
        return assess(chosen, known, gaps, progress)


def warn(warnings: Iterable[Defect], language: Language) -> None:
    """Says on standard error what was accepted but looks doubtful."""
    for warning in warnings:
        click.echo(WARNING.with_values(says=warning.in_language(language)).in_language(language), err=True)


@contextlib.contextmanager
def watched(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error while somebody watches; silence otherwise."""
    if not sys.stderr.isatty():
        yield lambda done, whole: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def console() -> Console:
    """Standard output for tables: as wide as the terminal, 100 columns where there is none."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=100, no_color=True)


def print_json(content: object) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A file that appears whole or not at all.

    Raises:
        Refused: where it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kaoping-", suffix=path.suffix)
    except OSError as problem:
        raise Refused([_unwritable(path, problem)]) from problem
    os.close(handle)
    try:
        yield Path(name)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as problem:
        raise Refused([_unwritable(path, problem)]) from problem
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, problem: OSError) -> Defect:
    says = Text(
        "无法写入文件（{why}）。", "The file cannot be written ({why}).", {"why": problem.strerror or str(problem)}
    )
    remedy = Text(
        "请检查文件夹是否存在、文件是否被别的程序打开。",
        "Check that the folder exists and that no program has the file open.",
    )
    return Defect("unwritable", str(path), says, remedy)


def unit_of(known: Facts, wanted: str) -> str:
    """The id of the unit that is meant by an id or a name.

    Raises:
        Refused: where there is no such unit.
    """
    for unit in known.units:
        if wanted in (unit.id, unit.name):
            return unit.id
    says = Text("数据里没有单位“{unit}”。", "The facts have no unit “{unit}”.", {"unit": wanted})
    some = [unit.id for unit in known.units[:12]]
    remedy = Text("请写单位编号或名称，例如：{some}。", "Give a unit's id or name, such as {some}.", {"some": some})
    raise Refused([Defect("unknown-unit", "", says, remedy, place=Text("--unit", "--unit"))])
