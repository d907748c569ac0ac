"""Workbooks of what stands now, which take long where there are thousands of units: made beside the request, once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kaoping.records.journal import head
from kaoping.web.shared.later import Later, NotReady
from kaoping.web.shared.transfer import attached, written

# So many stay for those who have not fetched them yet.
KEPT = 4
# The moment, by the hash of the last line of the journal.
AS_OF, LONG_ENOUGH = "as", 16


@dataclass(frozen=True)
class Writing:
    """A workbook by all that decides what it holds, the reader and the moment included; how it is written."""

    key: tuple[Hashable, ...]
    write: Callable[[Path], None] = field(compare=False)


def prepared(request: HttpRequest, key: tuple[Hashable, ...], write: Callable[[Path], None], name: str) -> HttpResponse:
    """A workbook as a download under a name, as it stands when it is first asked for.

    Where that takes long, the page that says so asks for the same workbook again, whatever others change meanwhile.
    """
    moment = request.GET.get(AS_OF, "")
    begun = moment or head()[1][:LONG_ENOUGH]
    try:
        return attached(_later(Writing((*key, begun), write)).found(), name)
    except NotReady:
        if moment == begun:
            raise
    asked = request.GET.copy()
    asked[AS_OF] = begun
    return HttpResponseRedirect(f"{request.path}?{asked.urlencode()}")


@lru_cache(KEPT)
def _later(writing: Writing) -> Later[bytes]:
    return Later(lambda _: written(writing.write))
