"""The frame around every page: product, assessment, role, inbox, language, person, and the year's work in its order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kaoping.core.text import Language, Text
from kaoping.web.shared.language import TAGS, language_of

# The pages of a year in the order in which its work happens: the name of the address, and the noun.
PLACES: Mapping[str, Text] = {
    "inbox": Text("待办", "To do"),
    "scheme": Text("方案", "Scheme"),
    "units": Text("单位与人员", "Units and people"),
    "task-lists": Text("任务清单", "Task lists"),
    "entry": Text("打分与填报", "Scoring and data"),
    "completeness": Text("报送进度", "Completeness"),
    "runs": Text("核算", "Scoring runs"),
    "ranking": Text("排名", "Ranking"),
    "scorecards": Text("得分表", "Scorecards"),
    "reviews": Text("复核", "Reviews"),
    "publication": Text("印发与公示", "Publication"),
    "settings": Text("考评设置", "Settings"),
    "journal": Text("操作日志", "Journal"),
}


@dataclass(frozen=True)
class Link:
    """A way to another place: its name, its address, whether the reader stands there, and a number beside it."""

    name: str
    href: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Frame:
    """What the frame shows. A frame without a person is that of the sign-in page and of public results.

    Where `waiting` is not known yet, `counted` is the address that tells it.
    """

    person: str = ""
    role: str = ""
    assessment: str = ""
    assessments: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    waiting: int = 0
    counted: str = ""
    sample: bool = False

    @property
    def inbox(self) -> Link | None:
        """The way to what waits for the person; the first of the places, where the role has it."""
        return self.places[0] if self.places and (self.waiting or self.counted) else None


def places(
    addresses: Mapping[str, str], allowed: Collection[str], current: str, waiting: int, language: Language
) -> tuple[Link, ...]:
    """The navigation: those places that have an address and that the role may use."""
    return tuple(_places(addresses, allowed, current, waiting, language))


def _places(
    addresses: Mapping[str, str], allowed: Collection[str], current: str, waiting: int, language: Language
) -> Iterator[Link]:
    for name, noun in PLACES.items():
        if name in allowed and name in addresses:
            count = waiting if name == "inbox" else 0
            yield Link(noun.in_language(language), addresses[name], name == current, count)


def frame_of_page(request: HttpRequest) -> dict[str, Any]:
    """What every template knows: the language, and the frame that the view left on the request."""
    language = language_of(request)
    return {
        "language": language,
        "language_tag": TAGS[language],
        "frame": getattr(request, "frame", Frame()),
    }
