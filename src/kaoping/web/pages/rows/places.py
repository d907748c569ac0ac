"""Where a person may add a row: of which units, and at which items or checkpoints of a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.http import QueryDict

from kaoping.actions.entering import entering_of
from kaoping.actions.file_claim import units_may_claim
from kaoping.core.text import Language, Text
from kaoping.files.facts.declared import declarable
from kaoping.records.access import units_of, units_to_enter
from kaoping.records.queries.owing import bodies_for
from kaoping.records.verbs import VERBS
from kaoping.schemes.responsible import bodies_at
from kaoping.web.shared.forms import needed
from kaoping.web.shared.named import Named
from kaoping.web.shared.visit import Visit

UNIT, PLACE = Text("单位", "Unit"), Text("指标或考点", "Item or checkpoint")
CHOOSE, UNIT_FIRST = Text("请选择", "Please choose"), Text("请先选择单位", "Choose the unit first")
# As soon as the unit is chosen, its own items stand in the second list.
LISTS_ITS_ITEMS = {"hx-get": "", "hx-target": "#row-places", "hx-select": "#row-places", "hx-swap": "outerHTML"}
NOT_HERE = Text("该单位没有这一项，请从列表中选择。", "The unit has no such item; please choose from the list.")
NOT_LISTED = Text("请从列表中选择单位。", "Please choose a unit from the list.")


def units_open_to(visited: Visit, named: Named) -> dict[str, str]:
    """The units about which the person may enter a row: all for deciders, nobody the own one."""
    if visited.may("propose_veto") and not visited.roles & VERBS["enter_row"].roles:
        return dict(named.units)
    codes = set(units_to_enter(visited.person, visited.assessment).values_list("code", flat=True))
    return {code: name for code, name in named.units.items() if code in codes}


def places_of(visited: Visit, named: Named, table: str, unit: str) -> dict[str, str]:
    """Where such rows of a unit belong, by the names that it has for them; to assessors their own items alone."""
    if table == "vetoes":
        return {veto.id: named.place("", veto.id) for veto in named.settled.scheme.vetoes}
    theirs = _theirs(visited, named, table, unit)
    return {place: named.place(unit, place) for place in named.forms[unit].row_forms[table] if theirs(place)}


def _theirs(visited: Visit, named: Named, table: str, unit: str) -> Callable[[str], bool]:
    """Whether a place is the person's. Another unit's place of the same id is another matter."""
    form, scheme = named.forms[unit], named.settled.scheme
    if table == "claims" and unit in units_of(visited.person, visited.assessment):
        return lambda place: units_may_claim(form, form.item_at[place].id)
    bodies = bodies_for(visited.person, visited.assessment, named.settled)
    if not bodies or visited.roles & {"office", "inspector"}:
        return lambda _: True
    return lambda place: not bodies.isdisjoint(bodies_at(scheme, unit, form.program, place))


def declares(visited: Visit, named: Named, table: str) -> bool:
    """Whether the person makes zero reports about items at which such rows are entered."""
    if table not in ("findings", "events"):
        return False
    entering = entering_of(visited.person, visited.assessment, named.settled, named.facts)
    return any(
        entering.may_ever("declared", unit, item)
        for unit, form in named.forms.items()
        for item in {one.item for one in form.row_forms[table].values()}.intersection(declarable(form))
    )


class PlaceForm(forms.Form):
    """Of which unit, and at which of its items or checkpoints; `listed` is the unit whose items were shown."""

    unit = forms.ChoiceField()
    item = forms.ChoiceField()

    def __init__(
        self,
        units: Mapping[str, str],
        unit: str,
        places: Mapping[str, str],
        language: Language,
        asked: QueryDict | None = None,
    ) -> None:
        super().__init__(asked, label_suffix="", initial={"unit": unit})
        self.listed = unit
        first = CHOOSE if unit else UNIT_FIRST
        self._choices("unit", (UNIT, CHOOSE, NOT_LISTED), units, language)
        self.fields["unit"].widget.attrs |= LISTS_ITS_ITEMS
        self._choices("item", (PLACE, first, NOT_HERE), places, language)

    def _choices(
        self, name: str, words: tuple[Text, Text, Text], choices: Mapping[str, str], language: Language
    ) -> None:
        label, first, wrong = (one.in_language(language) for one in words)
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", first), *choices.items()]
        field.label = label
        field.error_messages |= {"required": needed(field, language), "invalid_choice": wrong}
