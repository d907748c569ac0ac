"""What does not apply to a unit: a whole item, or one named value of it, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from kaoping.core.text import Text
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.addresses import Addresses
from kaoping.files.facts.notes import Notes, meant
from kaoping.files.facts.record import Record, repeated
from kaoping.files.facts.values import Key, key_of
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.form import Form

_WHOLE_ITEM = Text(
    "整项不适用时请不写数据名称（name）。", "Where the whole item does not apply, leave out the name of the value."
)


class Exemptions:
    """Reads the rows of `not_applicable` against what applied if all did."""

    def __init__(self, addresses: Addresses, separable: dict[tuple[Form, str, str], bool] | None = None) -> None:
        self.addresses = addresses
        self.notes = addresses.notes
        self._separable = {} if separable is None else separable

    def reasons(self, records: Sequence[Record]) -> dict[Key, str]:
        """The reasons by unit, item and name (empty for a whole item)."""
        found: dict[Key, Record] = {}
        for record in records:
            key = key_of(record)
            if key in found:
                repeated(record.at("item"), found[key].at("item"), " ".join(part for part in key if part), self.notes)
            elif self.addresses.judge(record, partial(self._fits, record)):
                found[key] = record
        for unit, item in sorted({key[:2] for key in found}):
            _check_all_named(unit, item, found, self.addresses.accepted[unit], self.notes)
        return {key: record.word("why") for key, record in found.items()}

    def _fits(self, record: Record, addresses: Addresses, accepted: Accepted) -> bool:
        return bool(record.word("item")) and Exemptions(addresses, self._separable).check(record, accepted)

    def check(self, record: Record, accepted: Accepted) -> bool:
        """Whether the item of a row, or its value, can be left out for a unit of this form; notes why not."""
        item, name = record.word("item"), record.word("name")
        if item not in accepted.program.item:
            says = Text("没有“{item}”这一项，或它不单独计分。", "There is no scored item “{item}”.", {"item": item})
            self.notes.note("unknown-item", record.at("item"), says, meant(item, accepted.program.item))
            return False
        asks = [ask.name for ask in accepted.asks_at.get(item, ())]
        if name and name not in asks:
            says = Text("“{item}”不填“{name}”。", "“{item}” does not ask for “{name}”.", {"item": item, "name": name})
            self.notes.note("not-asked", record.at("name"), says, meant(name, asks))
            return False
        if name and not self._can_be_left_out(accepted, item, name):
            says = Text("“{name}”不能单独注明不适用。", "“{name}” alone cannot be left out.", {"name": name})
            self.notes.note("not-separable", record.at("name"), says, _WHOLE_ITEM)
            return False
        return True

    def _can_be_left_out(self, accepted: Accepted, item: str, name: str) -> bool:
        """Whether the item's formula can do without one of its values, as a mean can."""
        key = (accepted.form, item, name)
        if key not in self._separable:
            without = replace(accepted.form, not_applicable=((item, name, "-"),))
            changed = compile_scheme(accepted.scheme, without).nodes_of.get(item)
            self._separable[key] = changed != accepted.program.nodes_of.get(item)
        return self._separable[key]


def _check_all_named(unit: str, item: str, found: Mapping[Key, Record], accepted: Accepted, notes: Notes) -> None:
    """A mean needs something to run over; and a whole item has no parts that do not apply besides."""
    names = [name for one_unit, one_item, name in found if (one_unit, one_item) == (unit, item)]
    parts = [name for name in names if name]
    last = found[unit, item, names[-1]]
    if parts and "" in names:
        says = Text(
            "整项已注明不适用，不必再注明其中的数据。", "The whole item is marked already; its values need no mark."
        )
        notes.note("repeated", last.at("name"), says, Text("请只保留其中一种。", "Keep only one of the two."))
    elif parts and {ask.name for ask in accepted.asks_at[item] if not ask.optional} <= set(parts):
        says = Text(
            "“{item}”的每个数据都注明了不适用。", "All values of “{item}” are marked as not applicable.", {"item": item}
        )
        notes.note("nothing-applies", last.at("name"), says, _WHOLE_ITEM)
