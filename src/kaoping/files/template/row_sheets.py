"""The sheets with one fact per row: units, task lists, findings, events, claims, ratings, vetoes and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kaoping.core.numbers import decimal
from kaoping.core.text import Text, verbatim
from kaoping.core.words import NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.accepted import ROW_TABLES, Accepted
from kaoping.files.facts.layout import BUILT_IN_POINTS, BUILT_IN_TYPE, LISTS, MORE_VALUES, NEEDED, NUMBER, wide
from kaoping.files.facts.tables import REMARK_KEYS, TABLES
from kaoping.files.facts.tables import Column as Field
from kaoping.files.template.help import HELP
from kaoping.files.template.lists import UNITS, Lists
from kaoping.files.template.plan import READABLE, Column, Content, Form, Heading, Sheet, lines_of
from kaoping.kinds.checklist.rule import Checklist
from kaoping.kinds.tally.rule import Tally

Fields = Mapping[str, object]

# Fields that only some offices need: they get a column where facts have them.
RARE = ("reason", "kind", "id")
# Not a field of any table: what a row is known by to whoever wrote the workbook.
KEY = "key"
ONE_HEADING = (Heading("main", 2),)
FIRST_DAY = date(1901, 1, 1)
WIDEST_UNIT = 24
# More lines of clauses would leave no room for the table below them.
MOST_CLAUSES = 10

_FORMS: Mapping[str, Form] = {"number": "number", "whole": "number", "date": "date"}
_LISTS: Mapping[tuple[str, str], str] = {
    ("units", "group"): "groups",
    ("items", "item"): "tasks",
    ("values", "item"): "items",
    ("values", "name"): "values",
    ("findings", "item"): "findings",
    ("events", "item"): "events",
    ("claims", "item"): "claims",
    ("ratings", "item"): "ratings",
    ("not_applicable", "item"): "items",
    ("not_applicable", "name"): "values",
    ("declared", "item"): "declarable",
}
_LISTS_OF_KEY = {
    "unit": UNITS, "type": "types", "completion": "types", "severity": "severities", "found_by": "finders",
    "clause": "clauses", "rater_group": "raters", "veto": "vetoes", "effect": "effects", "award": "awards",
    "status": "statuses", "by": "bodies",
}  # fmt: skip
_CLAUSES = {"claims": "clauses", "vetoes": "vetoes", "ratings": "ratings", "declared": "declarable"}
_WIDTHS = {
    "note": 28, "evidence": 18, "on": 12, "why": 30, "title": 30, "goal": 44, "duty": 18, "source": 18, "decision": 24,
    "by": 18, "name": 24, "reason": 18, "matter": 14, "value": 10,
}  # fmt: skip
_CLAUSE = Text("条文：{quote}", "Clause: {quote}")
_OF_ENTRY = Text("{entry}：{quote}", "{entry}: {quote}")
_SEE_LISTS = Text("条文见“{lists}”。", "The clauses stand on the sheet “{lists}”.", {"lists": LISTS})


@dataclass(frozen=True)
class RowSheets:
    """Plans the sheets of one workbook from the plain rows of its facts.

    Where it is `keyed`, a first column tells the rows apart that come back: what each has under `KEY`.
    """

    accepted: Accepted
    lists: Lists
    rows: Mapping[str, Sequence[Fields]]
    keyed: bool = False

    def sheet(self, table: str, prepared: Iterable[Fields] = ()) -> Sheet:
        """The sheet of a table; prepared rows stand where no fact has their place yet."""
        return self._planned(table, self._ordered(table, prepared))

    def changes(self, tasks: Iterable[str]) -> Sheet:
        """The sheet of changes of built-in tasks, with what the tasks are unless they are changed."""
        rows = self._ordered("items", [{"item": task} for task in tasks])
        sheet = self._planned("items", rows)
        leaves = [self.accepted.leaf[str(row["item"])] for row in rows]
        shown = [self.lists.show_task(leaf.id, leaf.entry.name) for leaf in leaves]
        more = [(self.lists.show("type", leaf.entry.type), leaf.points) for leaf in leaves]
        headings = (self.lists.title(BUILT_IN_TYPE), self.lists.title(BUILT_IN_POINTS))
        columns = (*sheet.columns, *(Column((heading,), "people") for heading in headings))
        contents = tuple((name, *cells[1:], *known) for name, cells, known in zip(shown, sheet.rows, more, strict=True))
        return replace(sheet, columns=columns, rows=contents)

    def _planned(self, table: str, rows: Sequence[Fields]) -> Sheet:
        fields = [field for field in _in_order(table) if self._shown(table, field, rows)]
        columns = tuple(self._column(table, field) for field in fields)
        name = self.lists.title(MORE_VALUES if table == "values" else TABLES[table].name)
        contents = tuple(tuple(self._contents(table, fields, row)) for row in rows)
        if self.keyed:
            columns = (Column((self.lists.title(NUMBER),), "people"), *columns)
            contents = tuple((str(row.get(KEY, "")), *cells) for row, cells in zip(rows, contents, strict=True))
        return Sheet(name, ONE_HEADING, columns, contents, self.lists.say(HELP[table]), self._clause(table))

    def _ordered(self, table: str, prepared: Iterable[Fields]) -> list[Fields]:
        """Facts and prepared rows in the order of units and items; units and tasks keep their own."""
        given = self.rows.get(table, ())
        there = {_place(row) for row in given}
        rows = [*given, *(row for row in prepared if _place(row) not in there)]
        if table in ("units", "tasks"):
            return rows
        units = {row["id"]: place for place, row in enumerate(self.rows.get("units", ()))}
        items: Mapping[object, int] = {item: place for place, item in enumerate(self.accepted.item_at)}
        return sorted(rows, key=lambda row: (units.get(row.get("unit"), -1), items.get(row.get("item"), len(items))))

    def _clause(self, table: str) -> str:
        """The clauses that the rows of a table are read by, one in a line, or where they are found."""
        entries = self.lists.entries.get(_CLAUSES.get(table, ""), {})
        lines = [
            self.lists.say(_OF_ENTRY.with_values(entry=entry.split(" ")[0], quote=clause))
            for entry, clause in entries.items()
            if clause
        ]
        if table in ("findings", "events"):
            items = dict.fromkeys(form.item for form in self.accepted.row_forms[table].values())
            quotes = dict.fromkeys(quote for item in items for quote in self._quotes(table, item) if quote)
            lines = [self.lists.say(_CLAUSE.with_values(quote=quote)) for quote in quotes]
        text = "\n".join(lines)
        return text if lines_of(text, READABLE) <= MOST_CLAUSES else self.lists.say(_SEE_LISTS)

    def _quotes(self, table: str, item: str) -> Iterator[str]:
        """The clauses of an item's rules that read a table."""
        for entry in self.accepted.leaf[item].rules:
            counted = isinstance(entry.rule, Tally) and entry.rule.rows == table
            if counted or (table == "findings" and isinstance(entry.rule, Checklist)):
                yield entry.clause.quote

    def _shown(self, table: str, field: Field, rows: Sequence[Fields]) -> bool:
        if table == "events" and field.key == "points":
            return any(form.points_asked for form in self.accepted.row_forms["events"].values())
        if field.key == "kind" and table in self.accepted.row_forms:
            forms = self.accepted.row_forms[table].values()
            decides = any(form.options and self.accepted.deciding_field(table, form.item) == "kind" for form in forms)
            return decides or any("kind" in row for row in rows)
        if field.key == "effect":
            return "effects" in self.lists.entries
        hidden = field.key in RARE or (field.key in REMARK_KEYS and field.key != "on" and table == "declared")
        return not (hidden and table != "units") or any(field.key in row for row in rows)

    def _needed(self, table: str, field: Field) -> bool:
        """Whether every row needs a field: always, or wherever such a row may stand in this scheme."""
        forms = self.accepted.row_forms[table].values() if table in ROW_TABLES else ()
        if field.needed or not forms:
            return field.needed
        if field.key == "found_by":
            return all(self.accepted.finders(form.item) for form in forms)
        return table == "claims" and (
            (field.key == "clause" and all(form.options for form in forms))
            or (field.key == "points" and all(one.default is None for form in forms for one in form.options))
        )

    def _heading(self, table: str, field: Field) -> str:
        return self.lists.title(field.name) + (self.lists.say(NEEDED) if self._needed(table, field) else "")

    def _column(self, table: str, field: Field) -> Column:
        choices = _LISTS.get((table, field.key)) or _LISTS_OF_KEY.get(field.key, "")
        entries = list(self.lists.choices(choices))
        ids = field.key in ("id", "item") and not entries
        form = _FORMS.get(field.form, "id" if ids else "text")
        rated = table == "ratings" and field.key == "value"
        longest = max((wide(entry) for entry in entries), default=0)
        return Column(
            (self._heading(table, field),),
            form,
            _WIDTHS.get(field.key, 0),
            choices if entries else "",
            min(longest, WIDEST_UNIT) if choices == UNITS else longest,
            open=choices == UNITS or field.key in ("item", "name", "rater_group"),
            low=Fraction(0) if form == "number" else None,
            high=Fraction(100) if rated else None,
        )

    def _contents(self, table: str, fields: Sequence[Field], row: Fields) -> Iterator[Content]:
        for field in fields:
            yield self._content(table, field, row.get(field.key))

    def _content(self, table: str, field: Field, value: object) -> Content:
        if value is None or isinstance(value, bool):
            return None if value is None else self.lists.say(YES_WORD if value else NO_WORD)
        text = str(value)
        if field.form in ("number", "whole", "raw"):
            number = decimal(text)
            return self.lists.say(WORDS.get(text, verbatim(text))) if number is None else number
        if field.form == "date":
            return day(text)
        own = (table, field.key) in {("units", "id"), ("units", "name"), ("tasks", "item")}
        return text if own else self.lists.show(field.key, text)


def _in_order(table: str) -> list[Field]:
    """The fields as people fill them: how many were asked beside how many took part. Headings are found by name."""
    fields = list(TABLES[table].columns)
    if table == "ratings":
        asked = TABLES[table].column["asked"]
        fields.remove(asked)
        fields.insert(fields.index(TABLES[table].column["raters"]) + 1, asked)
    return fields


def day(text: str) -> date | str:
    """A day as a spreadsheet knows it; days before 1901, which spreadsheets count differently, stay words."""
    found = date.fromisoformat(text)
    return found if found >= FIRST_DAY else text


def _place(row: Fields) -> tuple[object, object]:
    return row.get("unit"), row.get("item")
