"""The `kaoping` command: finds the language, calls one command, and turns refusals into sentences and exit statuses."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from kaoping.cli.usage import Bilingual, usage_sentence
from kaoping.core.defect import Refused
from kaoping.core.text import Language, Text

# A command makes much that lives until it ends; looking for cycles in it at the usual pace takes a third of the time.
SELDOM = (50_000, 20, 50)
REFUSED, WRONG_COMMAND_LINE = 1, 2

COMMANDS: dict[str, Text] = {
    "scheme": Text("查看和检查考评方案", "Show and check schemes"),
    "facts": Text("生成考评数据模板", "Make a template for facts"),
    "score": Text("计分、排名、评优", "Score, rank and decide awards"),
    "explain": Text("说明一个单位的每一分", "Explain every point of one unit"),
    "readings": Text("哪条条文理解影响哪些结果", "Say which results depend on which reading"),
    "verify": Text("复算并核对一份结果，或核验操作日志", "Recompute a result and compare, or verify the journal"),
    "demo": Text("示例数据", "Demonstration data"),
    "serve": Text("启动网页系统", "Start the web application"),
    "backup": Text("备份", "Back up an installation"),
    "restore": Text("从备份恢复", "Restore an installation"),
}
WHAT = Text(
    "考评：把考评方案算成分数，并说明每一分的来历。", "Kaoping scores assessment schemes and explains every point."
)
HINT = Text("用 kaoping 命令 --help 查看用法。", "See kaoping COMMAND --help.")


class Commands(click.Group):
    """The commands, each imported when it is called; the help knows them without."""

    def __init__(self, language: Language) -> None:
        super().__init__("kaoping", help=WHAT.in_language(language), epilog=HINT.in_language(language))
        self.language = language
        self.context_settings = Bilingual.settings(language)
        self.params.append(Bilingual.language_option(language))
        self.params.append(Bilingual.version_option(language))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports one command's module and builds it in the language."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kaoping.cli.{cmd_name}").build(self.language)
        return Bilingual.prepared(command, self.language)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says.in_language(self.language)) for name, says in COMMANDS.items()])


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 done, 1 refused, 2 a wrong command line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(given)
    _use_utf8()
    gc.set_threshold(*SELDOM)
    try:
        status = Commands(language).main(given, prog_name="kaoping", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as problem:
        click.echo(problem.ctx.get_help(), err=True)
        return WRONG_COMMAND_LINE
    except click.UsageError as problem:
        click.echo(usage_sentence(problem, language), err=True)
        return WRONG_COMMAND_LINE
    except Refused as refusal:
        _show(refusal, language)
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        return REFUSED
    except BrokenPipeError:
        _close_quietly()
        return 0
    return status if isinstance(status, int) else 0


def language_of(arguments: Sequence[str]) -> Language:
    """The language asked for anywhere on the command line; Chinese by default."""
    for place, argument in enumerate(arguments):
        value = arguments[place + 1] if argument == "--lang" and place + 1 < len(arguments) else argument
        if value in ("en", "--lang=en"):
            return "en" if argument.startswith("--lang") else "zh"
    return "zh"


def _show(refusal: Refused, language: Language) -> None:
    for defect in refusal.defects:
        click.echo(defect.in_language(language), err=True)


def _use_utf8() -> None:
    """Chinese leaves as UTF-8 whatever the locale of a service account is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _close_quietly() -> None:
    sys.stderr.close()


def run() -> None:
    """The console script."""
    sys.exit(main())
