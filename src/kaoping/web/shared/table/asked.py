"""How a reader asks for a table: the words, the order, the page and the columns that stand in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest

WORDS, SORT, PAGE, COLUMN, EXPORT, ALL = "q", "sort", "page", "column", "export", "all"
LONGEST_WORDS = 100
# Rows of a window, and of the one that is asked for to be printed.
WINDOW, LONGEST_WINDOW = 100, 5000


@dataclass(frozen=True)
class Asked:
    """What is asked for; `kept` are the page's own parameters, which every link of the table keeps.

    `all` puts the rows of all windows below each other, for paper.
    """

    path: str = ""
    words: str = ""
    sort: str = ""
    page: int = 1
    columns: tuple[str, ...] = ()
    export: bool = False
    all: bool = False
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def column(self) -> str:
        """The column that sorts."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """Whether the highest comes first."""
        return self.sort.startswith("-")

    def sorted_by(self, key: str) -> Asked:
        """The same, sorted by a column; by the same column again, the other way round."""
        return replace(self, sort=f"-{key}" if self.sort == key else key, page=1)

    def on_page(self, page: int) -> Asked:
        """The same on another page."""
        return replace(self, page=page)

    def with_all(self, *, wanted: bool) -> Asked:
        """The same with all rows, or in windows again."""
        return replace(self, all=wanted, page=1)

    @property
    def size(self) -> int:
        """How many rows a window has."""
        return LONGEST_WINDOW if self.all else WINDOW

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Everything but the path."""
        named = [(WORDS, self.words), (SORT, self.sort), (PAGE, str(self.page) if self.page > 1 else "")]
        named += [(ALL, "1")] if self.all else []
        columns = [(COLUMN, column) for column in self.columns]
        return (*self.kept, *((name, value) for name, value in named if value), *columns)

    @property
    def href(self) -> str:
        """The address."""
        return self._address(self.parameters)

    @property
    def export_href(self) -> str:
        """The address of the same rows and columns as a workbook: all of them, not one window."""
        return self._address((*self.with_all(wanted=False).parameters, (EXPORT, "xlsx")))

    def _address(self, parameters: Iterable[tuple[str, str]]) -> str:
        query = urlencode(list(parameters))
        return f"{self.path}?{query}" if query else self.path


def asked_of(request: HttpRequest, kept: Iterable[str] = ()) -> Asked:
    """What a request asks for; what nobody could have meant is left out."""
    given = request.GET
    page = given.get(PAGE, "")
    return Asked(
        path=request.path,
        words=given.get(WORDS, "").strip()[:LONGEST_WORDS],
        sort=given.get(SORT, ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        columns=tuple(dict.fromkeys(given.getlist(COLUMN))),
        export=given.get(EXPORT) == "xlsx",
        all=ALL in given,
        kept=tuple((name, given[name]) for name in kept if name in given),
    )
