"""The demonstration year of each built-in scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Text, choose_from
from kaoping.demonstration import stations
from kaoping.demonstration.chance import Chance
from kaoping.demonstration.chaoyang import Year

# The seeds were chosen for what can be seen: equal scores where the quota cuts.
YEARS: Mapping[str, Callable[[], Facts]] = {
    "beijing-stations-2020": stations.facts,
    "chaoyang-2009-efficiency": Year("chaoyang-2009-efficiency", Chance("示例58")).facts,
    "chaoyang-2009-environment": Year("chaoyang-2009-environment", Chance("示例11")).facts,
}


def demonstration_facts(scheme: str) -> Facts:
    """The invented facts of a built-in scheme; always the same.

    Raises:
        Refused: for a scheme without a demonstration year.
    """
    if scheme not in YEARS:
        says = Text(
            "方案“{scheme}”没有示例数据。", "There is no demonstration year for “{scheme}”.", {"scheme": scheme}
        )
        remedy = choose_from(YEARS)
        raise Refused([Defect("no-demonstration", "", says, remedy, place=Text("--scheme", "--scheme"))])
    return YEARS[scheme]()
