"""From a document to facts: every table read, everything wrong said at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts, Row
from kaoping.core.missing import YES
from kaoping.core.text import Text
from kaoping.files.facts.accepted import accepted
from kaoping.files.facts.addresses import Addresses
from kaoping.files.facts.declared import declared_of
from kaoping.files.facts.document import Document, check_words, document_of
from kaoping.files.facts.from_workbook import document_of_workbook
from kaoping.files.facts.not_applicable import Exemptions
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.record import Record, check_row_ids, records_of
from kaoping.files.facts.rows import RowReader
from kaoping.files.facts.standing import history_rows, status_rows
from kaoping.files.facts.tasks import TaskReader
from kaoping.files.facts.units import units_of
from kaoping.files.facts.values import ValueReader, shaping, single
from kaoping.files.facts.vetoes import veto_rows
from kaoping.files.facts.vocabulary import standard
from kaoping.files.facts.written import yes_or_no
from kaoping.files.workbook import Workbook, read_workbook
from kaoping.schemes.model import Scheme
from kaoping.schemes.nodes import Node, read_json, read_text_file, read_yaml
from kaoping.schemes.read import Settled

Remarks = dict[tuple[str, str, str, str], tuple[tuple[str, str], ...]]


def read_facts(path: Path, settled: Settled) -> Facts:
    """The facts of a .json, .yaml (.yml) or .xlsx file, checked against a settled scheme.

    Raises:
        Refused: with every defect of the file.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        return facts_from_node(read_json(read_text_file(path), str(path)), settled)
    if suffix in (".yaml", ".yml"):
        return facts_from_node(read_yaml(read_text_file(path), str(path)), settled)
    if suffix == ".xlsx":
        return facts_from_workbook(read_workbook(path), str(path), settled)
    says = Text("不能读这种文件。", "Files of this kind cannot be read.")
    remedy = Text("请用 .json、.yaml 或 .xlsx 文件。", "Use a .json, .yaml or .xlsx file.")
    raise Refused([Defect("unknown-suffix", str(path), says, remedy)])


def facts_from_node(node: Node, settled: Settled, *, in_words: bool = False) -> Facts:
    """The facts that a text file holds, or, `in_words`, what people have entered where nobody sees its codes.

    Raises:
        Refused: with every defect.
    """
    notes = Notes(in_words=in_words)
    return facts_of(document_of(node, notes), settled, notes)


def facts_from_workbook(workbook: Workbook, file: str, settled: Settled) -> Facts:
    """The facts that a workbook holds.

    Raises:
        Refused: with every defect.
    """
    notes = Notes(sheet.name for sheet in workbook.sheets)
    return facts_of(document_of_workbook(workbook, file, settled.scheme, notes), settled, notes)


def facts_of(document: Document, settled: Settled, notes: Notes) -> Facts:
    """The facts of a document; `notes` may hold what was found wrong before.

    Raises:
        Refused: with every defect.
    """
    check_words(document, settled.scheme.id, notes)
    records = records_of(document, notes)
    check_row_ids(records, notes)
    scheme = settled.scheme
    units = units_of(document, records["units"], scheme, notes)
    reader = TaskReader(scheme, notes)
    draft = Facts(
        scheme.id,
        units,
        changes=reader.changes(records["items"]),
        tasks=reader.tasks(records["tasks"], units),
    )
    sample = document.words.get("sample")
    facts = _filled(draft, records, settled, notes)
    if sample is not None:
        facts = replace(facts, sample=yes_or_no(sample, notes) == YES)
    notes.refuse_errors()
    return replace(facts, warnings=tuple(notes.defects))


def _filled(draft: Facts, records: Mapping[str, Sequence[Record]], settled: Settled, notes: Notes) -> Facts:
    """The draft with everything that depends on the units' forms."""
    scheme = settled.scheme
    values = single(records["values"], notes)
    rated = tuple(Row("ratings", one.word("unit"), one.word("item")) for one in records["ratings"])
    draft = replace(draft, values={key: shaping(record) for key, record in values.items()}, rows=rated)
    forms = accepted(scheme, draft)
    usual = next(iter(forms.values()), None) or standard(scheme)
    addresses = Addresses(forms, usual, _doubtful(draft, records, scheme), notes)
    excused = Exemptions(addresses).reasons(records["not_applicable"])
    if excused:
        forms = accepted(scheme, replace(draft, not_applicable=excused), forms.values())
        addresses = replace(addresses, accepted=forms)
    rows = RowReader(addresses).rows(records)
    rows += veto_rows(records["vetoes"], addresses.accepted, scheme, notes)
    rows += history_rows(records["history"], addresses.accepted, scheme, notes)
    rows += status_rows(records["status"], addresses.accepted, notes)
    return replace(
        draft,
        values=ValueReader(addresses).values(values, records["values"]),
        rows=tuple(rows),
        not_applicable=excused,
        declared=tuple(declared_of(records["declared"], addresses)),
        remarks=_remarks(records),
    )


def _doubtful(draft: Facts, records: Mapping[str, Sequence[Record]], scheme: Scheme) -> set[tuple[str, str]]:
    """Tasks whose own row is refused: what is said about them is not called wrong a second time."""
    types = scheme.task_types
    listed = {(unit, task.item) for unit, tasks in draft.tasks.items() for task in tasks if task.type in types}
    changed = {change.item for change in draft.changes if change.type and change.type not in types}
    everywhere = {(unit.id, item) for unit in draft.units if unit.id not in draft.tasks for item in changed}
    return {(one.word("unit"), one.word("item")) for one in records["tasks"]} - listed | everywhere


def _remarks(records: Mapping[str, Sequence[Record]]) -> Remarks:
    """What stands beside values, exemptions and declarations; a declaration has its day in itself."""
    found: Remarks = {}
    for table, last in (("values", "name"), ("not_applicable", "name"), ("declared", "by")):
        for record in records[table]:
            remarks = record.remarks("on") if table == "declared" else record.remarks()
            if remarks:
                found[table, record.word("unit"), record.word("item"), record.word(last)] = remarks
    return found
