"""Ratings as a grid: units down, groups of raters across: the mean, how many took part, how many were asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kaoping.actions.entering import Entering
from kaoping.actions.saving_rows import EnteredRow
from kaoping.core.facts import Unit
from kaoping.core.text import Language, Text
from kaoping.core.words import FIELD_NAMES
from kaoping.files.facts.asked import Asking
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Fact
from kaoping.records.queries.facts import canonical_row
from kaoping.reports.naming import item_title, unit_name
from kaoping.web.pages.entry.build import UNIT, Typed, closed_because, version_in
from kaoping.web.pages.entry.lines import Part
from kaoping.web.shared.grid import EntryGrid, GridCell, GridColumn, GridRow

FIELDS = ("value", "raters", "asked")
HEADING = Text("{group}：{field}", "{group}: {field}")
POINTS, PEOPLE = Text("0～{best} 分", "0 to {best}"), Text("人", "people")
IF_KNOWN = Text("人，可不填", "people, if known")
SEVERAL = Text("分 {count} 批登记，在“逐批登记”中更正", "entered in {count} batches; correct them in the list")
EXCUSED = Text("不适用", "does not apply")
# Where a group of raters stands at an item: the unit, the item, the group.
Raters = tuple[str, str, str]


@dataclass(frozen=True)
class RatedItems:
    """The rated items that somebody sees, and what stands there; `history` leads to a fact.

    `more` are groups of raters that have columns even where they have rated nobody. The items that are `scored` have
    their points for every unit, and take no ratings.
    """

    asking: Asking
    entering: Entering
    known: Mapping[Raters, Sequence[Fact]]
    groups: Mapping[str, tuple[str, ...]]
    language: Language
    everything: bool
    more: tuple[str, ...] = ()
    scored: frozenset[str] = frozenset()
    history: Callable[[Fact], str] | None = None

    @cached_property
    def items(self) -> Mapping[str, str]:
        """Every item that may be rated and that the person sees, with its title, in the scheme's order."""
        found: dict[str, str] = {}
        for form in self.asking.forms.values():
            for place in form.row_forms["ratings"]:
                item = form.item_at[place]
                theirs = self.everything or not self.entering.bodies.isdisjoint(item.assessors)
                if theirs and place not in self.scored:
                    found.setdefault(place, item_title(item))
        return found

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The items that wait for ratings or have some; without such, all that may be rated."""
        asked = [one for one in self.asking.all() if one.name == "ratings" and one.item in self.items]
        usual = {one.item for one in asked} | self.groups.keys()
        return tuple(
            Part(item, title, sum(one.owed for one in asked if one.item == item))
            for item, title in self.items.items()
            if item in usual or not usual & self.items.keys()
        )

    def groups_of(self, item: str) -> tuple[str, ...]:
        """The groups that the scheme names for an item, or those that have rated somebody; and those asked for."""
        forms = (form.row_forms["ratings"].get(item) for form in self.asking.forms.values())
        named = [option.id for form in forms if form for option in form.options]
        return tuple(dict.fromkeys(named or (*self.groups.get(item, ()), *self.more)))

    def is_open_to_groups(self, item: str) -> bool:
        """Whether groups of raters are whoever was asked, and not named by the scheme."""
        forms = (form.row_forms["ratings"].get(item) for form in self.asking.forms.values())
        return not any(form.options for form in forms if form)

    def fact(self, place: Raters) -> Fact | None:
        """The only fact of a group."""
        facts = self.known.get(place, ())
        return facts[0] if len(facts) == 1 else None

    def closed(self, place: Raters) -> str | None:
        """Why a field cannot be changed; None where it can."""
        unit, item, _ = place
        count = len(self.known.get(place, ()))
        if item not in self.asking.forms[unit].row_forms["ratings"]:
            return self.said(EXCUSED)
        if count > 1:
            return self.said(SEVERAL.with_values(count=count))
        return closed_because(self.entering, ("ratings", unit, item, ""), self.language)

    def best(self, item: str) -> str:
        """What a perfect rating of an item is."""
        form = next(form for form in self.asking.forms.values() if item in form.row_forms["ratings"])
        return form.best_rating(item)

    def said(self, text: Text) -> str:
        """A sentence in the reader's language."""
        return text.in_language(self.language)


@dataclass(frozen=True)
class RatedGrid:
    """One item as a grid."""

    rated: RatedItems
    item: str
    typed: Typed = field(default_factory=Typed)

    def grid(self, caption: str, address: str, since: int, why: str = "", *, is_open: bool = True) -> EntryGrid:
        """The grid as of a line of the journal."""
        units = self.rated.asking.facts.units
        rows = tuple(GridRow(unit.id, unit_name(unit), tuple(self._cells(unit))) for unit in units)
        known = any(cell.version for row in rows for cell in row.cells)
        columns = tuple(self._columns())
        heading = self.rated.said(UNIT)
        asks_why = is_open and known
        return EntryGrid(
            caption, columns, rows, address, heading, asks_why, why, is_open, in_place=is_open, since=since
        )

    def _columns(self) -> Iterator[GridColumn]:
        said, best = self.rated.said, self.rated.best(self.item)
        for group in self.rated.groups_of(self.item):
            titles = {name: said(HEADING.with_values(group=group, field=FIELD_NAMES[name])) for name in FIELDS}
            points = said(POINTS.with_values(best=best))
            yield GridColumn(_column("value", group), titles["value"], points, "0", best)
            yield GridColumn(_column("raters", group), titles["raters"], said(PEOPLE), "0")
            yield GridColumn(_column("asked", group), titles["asked"], said(IF_KNOWN), "0")

    def _cells(self, unit: Unit) -> Iterator[GridCell]:
        for group in self.rated.groups_of(self.item):
            for name in FIELDS:
                yield self._cell((unit.id, self.item, group), name)

    def _cell(self, place: Raters, name: str) -> GridCell:
        unit, _, group = place
        fact, closed = self.rated.fact(place), self.rated.closed(place)
        saved = shown(fact, name)
        version = self.typed.versions.get((unit, group, name), fact.pk if fact else None)
        typed = self.typed.fields.get(f"cell:{unit}:{_column(name, group)}", saved)
        return GridCell(
            value=saved if closed is not None else typed,
            version="" if version is None else str(version),
            wrong=self.typed.wrong.get((unit, group, name), ""),
            closed=closed is not None,
            why=closed if closed and name == "value" else "",
            saved=saved,
            href=self.rated.history(fact) if self.rated.history and fact and name == "value" else "",
        )

    def places(self) -> Iterator[Raters]:
        """Every place that can be filled."""
        for unit in self.rated.asking.facts.units:
            for group in self.rated.groups_of(self.item):
                if self.rated.closed((unit.id, self.item, group)) is None:
                    yield unit.id, self.item, group


def _column(name: str, group: str) -> str:
    return f"{name} {group}"


def shown(fact: Fact | None, name: str) -> str:
    """What stands in a field."""
    return str(parsed(fact.content).get(name, "")) if fact else ""


@dataclass(frozen=True)
class SentRatings:
    """The fields of a form as they came, and the facts that the person saw in them."""

    fields: Mapping[str, str]
    seen: Mapping[int, Fact]

    def changed(self, grid: RatedGrid) -> list[EnteredRow]:
        """The ratings that are not as they were seen."""
        return [row for place in grid.places() if (row := self._entered(place)) is not None]

    def stray(self, grid: RatedGrid) -> bool:
        """Whether a cell was sent that is none of the grid's, or cannot be changed there any more."""
        open_cells = {f"cell:{unit}:{_column(name, group)}" for unit, _, group in grid.places() for name in FIELDS}
        return not open_cells.issuperset(name for name in self.fields if name.startswith("cell:"))

    def _entered(self, place: Raters) -> EnteredRow | None:
        unit, item, group = place
        names = {name: f"cell:{unit}:{_column(name, group)}" for name in FIELDS}
        if not any(field in self.fields for field in names.values()):
            return None
        fact = self._seen(place)
        typed = {name: self.fields.get(field, shown(fact, name)).strip() for name, field in names.items()}
        if typed == {name: shown(fact, name) for name in FIELDS}:
            return None
        if not any(typed.values()):
            return EnteredRow("ratings", None, place_of(unit, group), fact)
        kept = {key: value for key, value in parsed(fact.content).items() if key not in FIELDS} if fact else {}
        row = kept | {
            "unit": unit,
            "item": item,
            "rater_group": group,
            **{key: say for key, say in typed.items() if say},
        }
        return EnteredRow("ratings", row, place_of(unit, group), fact)

    def _seen(self, place: Raters) -> Fact | None:
        unit, item, group = place
        versions = (self.fields.get(f"version:{unit}:{_column(name, group)}", "") for name in FIELDS)
        fact = self.seen.get(next(filter(None, map(version_in, versions)), 0))
        there = fact is not None and (fact.table, fact.unit, fact.item) == ("ratings", unit, item)
        return fact if there and shown(fact, "rater_group") == group else None

    def versions(self, grid: RatedGrid) -> dict[Raters, int | None]:
        """What the person saw stays what the person saw, until it is saved."""
        return {
            (unit, group, name): version_in(self.fields.get(f"version:{unit}:{_column(name, group)}", ""))
            for unit, _, group in grid.places()
            for name in FIELDS
        }


def versions_now(grid: RatedGrid, entered: Iterable[EnteredRow]) -> Iterator[tuple[str, object]]:
    """The hidden fields of ratings with the facts that stand there, where these say what was entered and no more."""
    for one in entered:
        unit, item, group = (str(one.about[key]) for key in ("unit", "item", "rater_group"))
        row = canonical_row("ratings", one.row) if one.row is not None else None
        fact = grid.rated.fact((unit, item, group))
        if (fact.content if fact else None) == (canonical(row) if row is not None else None):
            yield from ((f"version:{unit}:{_column(name, group)}", fact.pk if fact else "") for name in FIELDS)


def groups_in(fields: Iterable[str]) -> Iterator[str]:
    """The groups of raters that the names of fields are about."""
    columns = (name.removeprefix("cell:").partition(":")[2] for name in fields if name.startswith("cell:"))
    return (column.partition(" ")[2] for column in columns)


def place_of(unit: str, group: str) -> str:
    """The name of a place in defects."""
    return f"{unit} {group}"
