"""Help and mistakes of the command line in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import click

from kaoping.core.text import Language, Text

HEADINGS: Mapping[str, Text] = {
    "Options": Text("选项", "Options"),
    "Commands": Text("命令", "Commands"),
    "Usage: ": Text("用法：", "Usage: "),
    "[OPTIONS]": Text("[选项]", "[OPTIONS]"),
    "COMMAND [ARGS]...": Text("命令 [参数]…", "COMMAND [ARGS]..."),
}
HELP = Text("显示本说明。", "Show this message.")
LANGUAGE = Text("界面语言：zh 中文（默认），en 英文。", "Language: zh Chinese (default), en English.")
VERSION = Text("显示版本。", "Show the version.")


class Bilingual:
    """What click prints by itself, in the reader's language."""

    @staticmethod
    def settings(language: Language) -> dict[str, Any]:
        """Context settings of every command."""
        return {"help_option_names": ["-h", "--help"], "max_content_width": 100, "obj": language}

    @staticmethod
    def language_option(language: Language) -> click.Option:
        """`--lang`, accepted before and after the command; it has been read already."""
        choice = click.Choice(["zh", "en"])
        return click.Option(["--lang"], type=choice, expose_value=False, help=LANGUAGE.in_language(language))

    @staticmethod
    def version_option(language: Language) -> click.Option:
        """`--version`."""
        says = VERSION.in_language(language)
        return click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help=says
        )

    @staticmethod
    def prepared(command: click.Command, language: Language) -> click.Command:
        """A command (and those below it) with `--lang`, and its help in the language."""
        command.context_settings = {**Bilingual.settings(language), **command.context_settings}
        if not any(option.name == "lang" for option in command.params):
            command.params.append(Bilingual.language_option(language))
        if isinstance(command, click.Group):
            for inner in command.commands.values():
                Bilingual.prepared(inner, language)
        return command


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(f"kaoping {version('kaoping')}")
        ctx.exit()


class Formatter(click.HelpFormatter):
    """Writes click's own headings in Chinese where the command speaks Chinese."""

    language: Language = "zh"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        for english in ("[OPTIONS]", "COMMAND [ARGS]..."):
            args = args.replace(english, HEADINGS[english].in_language(self.language))
        super().write_usage(prog, args, HEADINGS["Usage: "].in_language(self.language) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a section."""
        known = HEADINGS.get(heading)
        super().write_heading(known.in_language(self.language) if known else heading)


class Context(click.Context):
    """A context whose help is written in the command's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter for this context's language."""
        formatter = Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.language = "en" if self.find_root().obj == "en" else "zh"
        return formatter


def _help_option(self: click.Command, ctx: click.Context) -> click.Option | None:
    option = _plain_help_option(self, ctx)
    if option is not None:
        option.help = HELP.in_language("en" if ctx.find_root().obj == "en" else "zh")
    return option


_plain_help_option = click.Command.get_help_option
click.Command.context_class = Context
click.Command.get_help_option = _help_option  # type: ignore[method-assign]  # click offers no other way to word it


def usage_sentence(problem: click.UsageError, language: Language) -> str:
    """What is wrong with the command line, and where to read how it is right."""
    says = _sentence(problem).in_language(language)
    path = problem.ctx.command_path if problem.ctx else "kaoping"
    return f"{says}{_SEE.with_values(path=path).in_language(language)}"


_SEE = Text("请看 {path} --help。", " See {path} --help.")


def _sentence(problem: click.UsageError) -> Text:
    if isinstance(problem, click.NoSuchOption):
        return Text("没有选项 {name}。", "There is no option {name}.", {"name": problem.option_name})
    if isinstance(problem, click.MissingParameter):
        name = problem.param.human_readable_name if problem.param else ""
        return Text("缺少 {name}。", "{name} is missing.", {"name": name})
    if isinstance(problem, click.BadParameter):
        name = problem.param.human_readable_name if problem.param else ""
        return Text(
            "{name} 的值不对：{why}。",
            "{name} is not right: {why}.",
            {"name": name, "why": problem.message.rstrip(".")},
        )
    if isinstance(problem, click.BadOptionUsage):
        return Text("选项 {name} 的用法不对。", "The option {name} is not used rightly.", {"name": problem.option_name})
    if isinstance(problem, click.exceptions.NoSuchCommand):
        return Text("没有命令 {name}。", "There is no command {name}.", {"name": problem.command_name})
    extra = re.search(r"\(([^()]*)\)$", problem.message.rstrip("."))
    if extra is not None and "extra argument" in problem.message:
        return Text("多余的参数：{extra}。", "Not expected: {extra}.", {"extra": extra[1]})
    return Text("命令行有误：{why}。", "The command line is wrong: {why}.", {"why": problem.message.rstrip(".")})
