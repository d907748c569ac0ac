"""The parts of the entry, as tabs above each of its pages: only those that the scheme has and the role may use."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from kaoping.core.text import Text
from kaoping.files.facts.accepted import ROW_TABLES
from kaoping.files.facts.declared import declarable
from kaoping.files.facts.vocabulary import standard
from kaoping.records.models import Assessment
from kaoping.records.queries.rated import scored_items
from kaoping.records.queries.schemes import settled_now
from kaoping.records.verbs import DECIDERS, ENTERING, OFFICE, UNITS
from kaoping.schemes.read import Settled
from kaoping.web.shared.frame import Link
from kaoping.web.shared.visit import Visit

VALUES, OWN = Text("打分与数据", "Points and data"), Text("自评", "Own scores")
TABLES = {
    "findings": Text("问题登记", "Findings"),
    "events": Text("事件登记", "Events"),
    "claims": Text("加扣分申报", "Claims"),
    "ratings": Text("评议", "Ratings"),
    "vetoes": Text("一票否决", "Vetoes"),
}
DECLARED, COUNTERSIGNED = Text("零报告", "Nothing to deduct"), Text("会签", "Countersigning")
WORKBOOK, IMPORT = Text("Excel 填报", "By Excel"), Text("整表导入", "Import")
ASSESSING = frozenset({"office", "assessor"})
SEEN_BY = {
    "findings": ENTERING,
    "events": ENTERING,
    "claims": ENTERING | UNITS | DECIDERS,
    "ratings": ASSESSING,
    "vetoes": OFFICE | UNITS | DECIDERS,
}


def tabs_of(visited: Visit, current: str) -> list[Link]:
    """The tabs; `current` is the page's own name or table."""
    return [
        Link(visited.said(title), address, name == current)
        for name, title, address in _all(visited, settled_now(visited.assessment))
    ]


def tables_of(visited: Visit, settled: Settled) -> list[str]:
    """The tables of rows that the scheme has and the person may look at here."""
    usual = standard(settled.scheme)
    known = [table for table in ROW_TABLES if usual.row_forms[table]] + ["vetoes"] * bool(settled.scheme.vetoes)
    return [table for table in TABLES if table in known and visited.roles & SEEN_BY[table]]


def _offered(visited: Visit, settled: Settled) -> Iterator[str]:
    """The same without ratings where every unit has its points already: no item could take any."""
    for table in tables_of(visited, settled):
        if table != "ratings" or to_be_rated(visited.assessment, settled):
            yield table


def to_be_rated(assessment: Assessment, settled: Settled) -> bool:
    """Whether any item still takes ratings."""
    places = standard(settled.scheme).row_forms["ratings"]
    return not scored_items(assessment, places).issuperset(places)


def _all(visited: Visit, settled: Settled) -> Iterator[tuple[str, Text, str]]:
    key = visited.assessment.pk
    if visited.roles & (ASSESSING | UNITS):
        yield "values", VALUES if visited.roles & ENTERING else OWN, reverse("entry", args=[key])
    for table in _offered(visited, settled):
        address = reverse("ratings", args=[key]) if table == "ratings" else reverse("rows", args=[key, table])
        yield table, TABLES[table], address
    if visited.roles & ASSESSING:
        if declarable(standard(settled.scheme)):
            yield from _where_known("declared", DECLARED, "declarations", key)
        yield from _where_known("countersigned", COUNTERSIGNED, "countersigning", key)
        yield from _where_known("workbook", WORKBOOK, "entry-workbook", key)
    if visited.may("import_facts"):
        yield "import", IMPORT, reverse("import-facts", args=[key])


def _where_known(name: str, title: Text, page: str, key: int) -> Iterator[tuple[str, Text, str]]:
    try:
        yield name, title, reverse(page, args=[key])
    except NoReverseMatch:
        return
