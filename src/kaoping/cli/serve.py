"""`kaoping serve`: the web application with its worker, until it is ended."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from kaoping.cli.installation import data_option, opened
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text
from kaoping.records.roles import ROLES

WHAT = Text(
    "启动网页系统和后台核算，按 Ctrl+C 结束。数据库自动升级到本版本。",
    "Start the web application and its worker; Ctrl+C ends both. The database is brought up to this version.",
)
HOST = Text("在哪个地址上提供服务；默认只有本机能打开。", "The address to serve on; by default for this machine alone.")
PORT = Text("端口。", "The port.")
PREPARING = Text("正在准备…", "Preparing …")
SERVING = Text("考评正在运行：{address}（按 Ctrl+C 结束）", "Kaoping is running: {address} (Ctrl+C ends it)")
LINKS = Text(
    "首次登录请用以下链接（24 小时内有效，每个只能用一次）：",
    "For the first sign-in, links valid for 24 hours, each for one use:",
)
SAMPLE_LINKS = Text(
    "示例数据，全部虚构。每个角色一个登录链接（7 天内有效，每个只能用一次；重新启动会给出新的）：",
    "Demonstration data, all invented. A sign-in link for each role, valid for 7 days, each for one use; "
    "every start prints new ones:",
)
DEMONSTRATION = Text(
    "打开示例：三个虚构的年度，每个角色都有事可做。",
    "Open the demonstration: three invented years, with work for every role.",
)
TAKEN = Text("端口 {port} 已被占用。", "The port {port} is in use.")
OTHER_PORT = Text("请用 --port 另选一个。", "Choose another with --port.")
NO_ADDRESS = Text("不能在 {host} 上提供服务。", "{host} cannot be served on.")
OTHER_HOST = Text("请检查 --host。", "Check --host.")
NO_NAMES = Text(
    "对外提供服务，须说明浏览器用哪些名称打开。", "To serve others, say under which names browsers open it."
)
SAY_NAMES = Text(
    "请设环境变量 KAOPING_HOSTS，多个名称以逗号分隔，例如 KAOPING_HOSTS=kaoping.example.cn。",
    "Set KAOPING_HOSTS, names separated by commas, for example KAOPING_HOSTS=kaoping.example.cn.",
)
LOCAL, EVERYWHERE = ("127.0.0.1", "localhost", "::1"), ("0.0.0.0", "::")  # noqa: S104  # compared, not bound
# SQLite has one writer at a time: more threads only wait longer for each other.
THREADS = 4


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("serve", help=WHAT.in_language(language))
    @click.option("--host", default=LOCAL[0], show_default=True, help=HOST.in_language(language))
    @click.option(
        "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=PORT.in_language(language)
    )
    @data_option(language)
    @click.option("--demonstration", is_flag=True, help=DEMONSTRATION.in_language(language))
    def serve(*, host: str, port: int, data: Path | None, demonstration: bool) -> None:
        check_address(host, port)
        click.echo(PREPARING.in_language(language), err=True)
        opened(data)
        address = f"http://{'localhost' if host in LOCAL + EVERYWHERE else host}:{port}"
        if demonstration:
            say_demonstration(address, language)
        else:
            say_links(address, language)
        with worker():
            run_server(host, port, SERVING.with_values(address=address).in_language(language))

    return serve


def check_address(host: str, port: int) -> None:
    """Whether the address is free, and known by name where others use it.

    Raises:
        Refused: where it is not.
    """
    if host not in LOCAL and "KAOPING_HOSTS" not in os.environ:
        if host in EVERYWHERE:
            raise Refused([Defect("no-names", "", NO_NAMES, SAY_NAMES)])
        os.environ["KAOPING_HOSTS"] = f"localhost,127.0.0.1,{host}"
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise Refused([Defect("taken", "", TAKEN.with_values(port=port), OTHER_PORT)]) from problem
            raise Refused([Defect("no-address", "", NO_ADDRESS.with_values(host=host), OTHER_HOST)]) from problem


def say_links(address: str, language: Language) -> None:
    """Prints the first sign-in links of the administrators who have never signed in."""
    from kaoping.actions.invite_administrators import invite_administrators

    tokens = invite_administrators()
    if tokens:
        click.echo(LINKS.in_language(language))
    for role, token in tokens.items():
        _say_link(ROLES[role].in_language(language), token, address)


def say_demonstration(address: str, language: Language) -> None:
    """Sets up the demonstration where nobody is yet, and prints a link for everybody in it.

    Raises:
        Refused: where there are real data.
    """
    from kaoping.actions.demonstrate import demonstrate

    links = demonstrate(lambda step: click.echo(step.in_language(language), err=True))
    click.echo(SAMPLE_LINKS.in_language(language))
    for person, token in links.items():
        _say_link(person.name, token, address)


def _say_link(who: str, token: str, address: str) -> None:
    wide = sum(2 if ord(letter) > 255 else 1 for letter in who)
    click.echo(f"  {who}{' ' * max(24 - wide, 1)}{address}/sign-in/{token}")


@contextmanager
def worker() -> Iterator[None]:
    """The worker runs beside, is started again should it die, and ends with us whatever ends us."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=[ended], daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep(ended: threading.Event) -> None:
    while not ended.is_set():
        command = [sys.executable, "-m", "kaoping.actions.worker"]
        # Its standard input ends with this process, and so does the worker.
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603  # our own program
            while process.poll() is None and not ended.wait(0.5):
                pass
            if process.stdin is not None:
                process.stdin.close()
        ended.wait(0 if ended.is_set() else 1)


def run_server(host: str, port: int, says: str) -> None:
    """Serves until it is ended; says where as soon as it does."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "kaoping.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    server.on_startup(lambda: click.echo(says))
    server.serve()
