"""Importing a facts file: all of it or nothing, every row one fact, one line in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from kaoping.actions.acting import acting, need_reason, refuse
from kaoping.actions.carrying_out import CHECKING, READING, WRITING, Tell, untold
from kaoping.actions.planning import Plan, Tables, last_change, planned
from kaoping.actions.writing_facts import write
from kaoping.core.defect import Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.files.facts import plain_facts, read_facts
from kaoping.records.access import permit
from kaoping.records.models import Assessment, Person
from kaoping.records.queries.facts import Row
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.read import Settled

STEPS = 3


def import_facts(
    by: Person, assessment: Assessment, path: Path, why: str = "", *, name: str = "", tell: Tell = untold
) -> Plan:
    """Reads a .json, .yaml or .xlsx file into an assessment; what is there already stays, what differs is corrected.

    `name` is what its owner calls the file.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: with every defect of the file; where it corrects facts without a reason; where nothing in it is new.
    """
    permit(by, "import_facts", assessment)
    settled = settled_now(assessment)
    tell(READING, 0, STEPS)
    facts = _read(path, settled)
    tell(CHECKING, 1, STEPS)
    tables = _tables(facts, settled)
    plan = planned(assessment, settled, tables)
    tell(WRITING, 2, STEPS)
    with acting(by, "import_facts", assessment) as opened:
        if last_change(assessment) != plan.seen:
            plan = planned(assessment, settled, tables)
        _worth_it(plan, why)
        write(opened, by, assessment, plan.rows, why)
        if facts.sample and not assessment.sample:
            assessment.sample = True
            assessment.save(update_fields=["sample"])
        after = {"file_digest": facts.digest, "rows": plan.counts, "corrections": plan.corrections}
        opened.tell(f"{name or path.name} {len(plan.rows)} 行", None, {**after, "unchanged": plan.unchanged}, why)
    return plan


def _read(path: Path, settled: Settled) -> Facts:
    """The facts of the file; defects name it as people do, without the folder it was put in."""
    try:
        return read_facts(path, settled)
    except Refused as refused:
        raise Refused([replace(one, file=path.name if one.file else "") for one in refused.defects]) from None


def _tables(facts: Facts, settled: Settled) -> Tables:
    content = plain_facts(facts, settled)
    return {name: cast("Sequence[Row]", rows) for name, rows in content.items() if isinstance(rows, list)}


def _worth_it(plan: Plan, why: str) -> None:
    if not plan.rows:
        raise refuse("nothing-new", _NOTHING_NEW, _CHECK_FILE)
    if plan.corrections:
        need_reason(why)


_NOTHING_NEW = Text("文件里没有新的数据：都已经录入。", "The file says nothing new: all of it is there already.")
_CHECK_FILE = Text("请核对是不是要导入的文件。", "Check whether it is the file that you mean.")
