"""Findings, events, claims and ratings: every row stands where such rows are read, and says what they must say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from kaoping.core.facts import Row
from kaoping.core.line import RowForm, RowOption
from kaoping.core.text import Text
from kaoping.files.facts.accepted import FINDERS, ROW_TABLES, SEVERITIES, Accepted
from kaoping.files.facts.addresses import Addresses
from kaoping.files.facts.notes import PLEASE_ADD, meant
from kaoping.files.facts.record import Record, missing
from kaoping.files.facts.values import bound, span


class RowReader:
    """Reads rows against what their units' items accept."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.notes = addresses.notes

    def rows(self, records: Mapping[str, Sequence[Record]]) -> list[Row]:
        """The rows of all tables."""
        found = []
        for table in ROW_TABLES:
            for record in records[table]:
                self.addresses.judge(record, partial(_check, table, record))
                if record.readable:
                    found.append(row_of(record, record.word("item")))
        return found

    def check(self, table: str, record: Record, accepted: Accepted) -> None:
        """Notes what is wrong with a row of a unit of this form."""
        if not self.addresses.check(record, accepted, accepted.row_forms[table]):
            return
        item = accepted.item_at[record.word("item")].id
        form = accepted.row_forms[table][record.word("item")]
        if table == "ratings":
            self._check_rating(record, form, Fraction(accepted.best_rating(item)))
            return
        if table == "findings":
            self._check_finding(record, form, accepted.finders(item))
        self._check_option(record, form, accepted.deciding_field(table, item))

    def _check_rating(self, record: Record, form: RowForm, best: Fraction) -> None:
        value = record.number("value")
        if form.options and record.word("rater_group"):
            self._check_word(record, "rater_group", [option.id for option in form.options])
        if value is not None and not 0 <= value <= best:
            self._out_of_range(record, "value", span(Fraction(0), best))
        asked, raters = record.number("asked"), record.number("raters")
        if asked is not None and raters is not None and asked < raters:
            says = _FEWER_ASKED.with_values(asked=asked, raters=raters)
            self.notes.note("fewer-asked", record.at("asked"), says, _CHECK_BOTH)

    def _check_finding(self, record: Record, form: RowForm, finders: tuple[str, ...]) -> None:
        finder = record.word("found_by")
        if finder:
            self._check_word(record, "found_by", finders or FINDERS)
        elif finders:
            missing(record.at("found_by"), record.table.column["found_by"], self.notes)
        severity = record.word("severity")
        if severity and not form.options:
            self._check_word(record, "severity", SEVERITIES)
        elif not severity and form.severity_needed:
            missing(record.at("severity"), record.table.column["severity"], self.notes)

    def _check_option(self, record: Record, form: RowForm, field: str) -> None:
        options = {option.id: option for option in form.options if field in record.table.column}
        word = record.word(field)
        if options and word and self._check_word(record, field, options):
            self._check_points(record, form, options[word])
        elif options and not word and not (field == "severity" and form.severity_needed):
            missing(record.at(field), record.table.column[field], self.notes)
        elif not options:
            self._check_points(record, form, None)

    def _check_word(self, record: Record, field: str, words: Iterable[str]) -> bool:
        word = record.word(field)
        if word in words:
            return True
        says = Text("{name}不能是“{word}”。", "“{word}” is no {name} here.")
        says = says.with_values(name=record.table.column[field].name, word=word[:40])
        self.notes.note("bad-word", record.at(field), says, meant(word, words))
        return False

    def _check_points(self, record: Record, form: RowForm, option: RowOption | None) -> None:
        points = record.number("points")
        if "points" not in record.values:
            self._check_decided(record, form, option)
        elif points is not None and not form.points_asked:
            says = Text("这里的分值由条款确定，不另填分值。", "The clause fixes the points here; none are given.")
            self.notes.note("stray-points", record.at("points"), says, Text("请删去分值。", "Delete the points."))
        elif points is not None and option is not None:
            self._check_range(record, points, option)
        elif points is not None and points <= 0:
            self._out_of_range(record, "points", Text("大于 0", "above 0"))

    def _check_decided(self, record: Record, form: RowForm, option: RowOption | None) -> None:
        """Points that nobody decided are a mistake where the clause leaves them to the assessor."""
        if "points" in record.entry.fields and not record.readable:
            return
        ranged = option is not None and (option.low is not None or option.high is not None)
        if ranged and option is not None and option.default is None:
            says = Text(
                "“{name}”要由考评人确定分值。", "The points of “{name}” must be decided.", {"name": option.name}
            )
            remedy = Text("允许范围：{range}。", "Allowed: {range}.", {"range": _range(option)})
            self.notes.note("points-needed", record.at("points"), says, remedy)
        elif option is None and form.points_asked and record.table.key == "claims":
            missing(record.at("points"), record.table.column["points"], self.notes)

    def _check_range(self, record: Record, points: Fraction, option: RowOption) -> None:
        low, high, below = bound(option.low), bound(option.high), bound(option.below)
        inside = (low is None or points >= low) and (high is None or points <= high)
        if not inside or points <= 0 or (below is not None and points >= below):
            self._out_of_range(record, "points", _range(option), option)
        elif option.note_above is not None and points > Fraction(option.note_above) and not record.word("note"):
            says = Text("“{name}”超过 {most} 分，须写明说明（note）。", "“{name}” above {most} points needs a note.")
            says = says.with_values(name=option.name, most=option.note_above)
            self.notes.note("note-needed", record.at("note"), says, PLEASE_ADD)

    def _out_of_range(self, record: Record, field: str, range_: Text, option: RowOption | None = None) -> None:
        says = Text("{name} {value} 超出范围。", "{name}: {value} is out of range.")
        name = record.table.column[field].name
        if option is not None:
            name = Text("“{option}”的{name}", "{name} for “{option}”", {"option": option.name, "name": name})
        remedy = Text("允许范围：{range}。", "Allowed: {range}.", {"range": range_})
        node = record.at(field)
        self.notes.note("out-of-range", node, says.with_values(name=name, value=record.number(field)), remedy)


def _check(table: str, record: Record, addresses: Addresses, accepted: Accepted) -> None:
    RowReader(addresses).check(table, record, accepted)


def row_of(record: Record, item: str) -> Row:
    """The row as the facts keep it."""
    return Row(record.table.key, record.word("unit"), item, record.fields("unit", "item", "veto"))


_FEWER_ASKED = Text(
    "应评人数 {asked} 少于参评人数 {raters}。", "The number asked, {asked}, is below the number of raters, {raters}."
)
_CHECK_BOTH = Text(
    "应评人数是请了多少人评议（发出多少份），请核对这两个数。",
    "It is how many were asked (forms sent out); please check both numbers.",
)


def _range(option: RowOption) -> Text:
    return span(bound(option.low), bound(option.high), bound(option.below))
