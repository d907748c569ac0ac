"""Asking for an address on behalf of somebody, on a fresh copy of the database whenever something was changed."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from django.http.response import HttpResponseBase
from django.urls import reverse

from kaoping.records.models import Assessment
from tests.authorisation.objects import arguments, form
from tests.authorisation.state import state_hash
from tests.authorisation.world import build
from tests.databases import Source

# The other forms that a page may have; what is refused is refused in all of them.
FORMS = ({"export": "xlsx"}, {"format": "json"}, {"run": "1"})


@dataclass(frozen=True)
class Answer:
    """What came of it, in the words of the policy, and everything that could be read."""

    outcome: str
    says: str


class Desk:
    """A copy of the world in a database, exchanged for a fresh one after each change."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        self.template, self.world = source.prepared(build, folder)
        self.open = ExitStack()
        self._renew()

    def close(self) -> None:
        """Ends the work with the last copy."""
        self.open.close()

    def ask(self, name: str, method: str, stage: str, username: str, *, forms: bool = False) -> Answer:
        """The answer to somebody, where asked for in all forms of the page; a change leads to a fresh copy."""
        at = Assessment.objects.get(pk=self.world.assessments[stage])
        client, address = self.world.client(username), reverse(name, args=arguments(name, self.world, at))
        if method == "POST":
            first, more = client.post(address, form(name, at)), []
        else:
            first = client.get(address)
            more = [client.get(address, asked) for asked in FORMS if forms]
        outcome = self._outcome(first, method)
        if outcome in ("in", "403", "404") and any(
            self._outcome(one, method) not in ("in", "403", "404") for one in more
        ):
            outcome = "refused in one form and given in another"
        return Answer(outcome, "\n".join(map(readable, (first, *more))))

    def unchanged(self) -> bool:
        """Whether everything is as it was after all that was asked for and not done."""
        return state_hash() == self.hash

    def _outcome(self, answer: HttpResponseBase, method: str) -> str:
        if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in"):
            return "in"
        if answer.status_code not in (200, 204, 302):
            return str(answer.status_code)
        if method == "POST" and not self.unchanged():
            self._renew()
            return "done"
        return "goes" if answer.status_code == 302 else "ok"

    def _renew(self) -> None:
        self.open.close()
        self.open.enter_context(self.source.copy(self.template))
        self.hash = state_hash()


def readable(answer: HttpResponseBase) -> str:
    """The text of an answer; of a workbook, that of all its parts."""
    content = answer.getvalue()
    if not is_zipfile(BytesIO(content)):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
