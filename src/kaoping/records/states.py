"""The states of an assessment, in the order of the year."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.core.text import Text

STATES: Mapping[str, Text] = {
    "set_up": Text("准备", "being set up"),
    "entry": Text("填报", "entry"),
    "checking": Text("核对", "being checked"),
    "review": Text("复核", "under review"),
    "frozen": Text("已冻结", "frozen"),
    "published": Text("已印发", "published"),
}
