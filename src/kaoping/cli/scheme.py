"""`kaoping scheme list | show | check`."""

from __future__ import annotations

import click

from kaoping.cli import given
from kaoping.core.text import Language, Text

WHAT = Text("考评方案", "Schemes")
LIST = Text("列出内置方案。", "List the built-in schemes.")
SHOW = Text("把方案印成一张表。", "Show a scheme as a table.")
CHECK = Text(
    "检查方案：列出全部缺陷和未定的条文理解。有错误时退出码为 1。",
    "Check a scheme: every defect and open reading. Exit status 1 only for errors.",
)


def build(language: Language) -> click.Command:
    """The commands in one language."""

    @click.group("scheme", help=WHAT.in_language(language))
    def scheme() -> None:
        pass

    scheme.add_command(_list(language))
    scheme.add_command(_show(language))
    scheme.add_command(_check(language))
    return scheme


def _list(language: Language) -> click.Command:
    @click.command("list", help=LIST.in_language(language))
    @given.json_option(language)
    def listed(*, as_json: bool) -> None:
        from kaoping.schemes.read import built_in, read

        found = [read(name).scheme for name in built_in()]
        rows = [{"id": one.id, "year": one.year, "title": one.title, "english": one.english} for one in found]
        if as_json:
            given.print_json(rows)
        else:
            for row in rows:
                click.echo(f"{row['id']}  {row['year']}  {row['title' if language == 'zh' else 'english']}")

    return listed


def _show(language: Language) -> click.Command:
    @click.command("show", help=SHOW.in_language(language))
    @click.argument("scheme")
    @given.reading_option(language)
    def show(*, scheme: str, wanted: tuple[str, ...]) -> None:
        from kaoping.reports.terminal import print_scheme

        print_scheme(given.settled(scheme, wanted), language, given.console())

    return show


def _check(language: Language) -> click.Command:
    @click.command("check", help=CHECK.in_language(language))
    @click.argument("scheme")
    @given.json_option(language)
    def check(*, scheme: str, as_json: bool) -> int:
        from kaoping.reports.terminal import print_defects
        from kaoping.schemes.check import check_scheme, row

        defects = check_scheme(scheme)
        if as_json:
            given.print_json([row(defect, language) for defect in defects])
        else:
            print_defects(defects, language, given.console())
        return int(any(defect.severity == "error" for defect in defects))

    return check
