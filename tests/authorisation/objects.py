"""What stands in the addresses of the policy and in the forms that are sent: always the own thing of unit u-1."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Review
from kaoping.records.queries.schemes import confirmations, in_force
from kaoping.records.queries.what_if import facts_at
from tests.authorisation.world import World

Arguments = Callable[[World, Assessment], list[object]]
Form = Callable[[Assessment], dict[str, object]]


def _nothing(world: World, at: Assessment) -> list[object]:
    return []


def _of_the_assessment(world: World, at: Assessment) -> list[object]:
    return [at.pk]


def _and(*more: object) -> Arguments:
    return lambda world, at: [at.pk, *more]


def review_of(at: Assessment) -> int:
    """The key of the review of the assessment; of none where nobody has asked for one."""
    found = Review.objects.filter(unit__assessment=at).first()
    return found.pk if found else 0


def decision(at: Assessment) -> dict[str, object]:
    """A decision that lets the score stand."""
    facts = facts_at(at, "u-1", "calls")
    shown = {f"fact-{fact.pk}-{key}": value for fact in facts for key, value in parsed(fact.content).items()}
    return {**shown, "seen": ",".join(str(one.pk) for one in facts), "decision": "rejected", "reasons": "依据充分"}


def event_of(at: Assessment) -> int:
    """The key of the event of the unit."""
    return at.facts.get(table="events", unit="u-1", superseded_by=None).pk


def actual(at: Assessment) -> dict[str, object]:
    """A grid in which one value is changed: by an assessor, and by a unit that scores itself."""
    seen = at.facts.get(table="values", unit="u-1", item="done", name="actual", superseded_by=None, state="confirmed")
    by_assessor = {"cell:u-1:done actual": "91", "version:u-1:done actual": seen.pk, "why": "更正"}
    return {**by_assessor, "cell:done actual:value": "92", "cell:done actual:value reason": ""}


# What stands in an address; where a name is not here, the key of the assessment alone.
ARGUMENTS: Mapping[str, Arguments] = {
    "start": _nothing,
    "sign-in": _nothing,
    "sign-in-by-link": lambda world, at: [world.token],
    "sign-out": _nothing,
    "language": _nothing,
    "reading": _and("rounding"),
    "clause": _and("0" * 12),
    "run": _and(1),
    "release": _and(1),
    "results-workbook": _and(1),
    "run-facts": _and(1),
    "scorecard": _and("u-1"),
    "unit-changes": _and("u-1"),
    "opinion": _and("u-1", "advanced"),
    "published": _nothing,
    "review": lambda world, at: [at.pk, review_of(at)],
    "approve-review": lambda world, at: [at.pk, review_of(at)],
    "rows": _and("events"),
    "new-row": _and("events"),
    "fact": lambda world, at: [at.pk, event_of(at)],
    "correct": lambda world, at: [at.pk, event_of(at)],
    "fact-withdraw": lambda world, at: [at.pk, event_of(at)],
    "fact-decide": lambda world, at: [at.pk, event_of(at)],
    "fact-hearing": lambda world, at: [at.pk, event_of(at)],
    "attach": lambda world, at: [at.pk, event_of(at)],
    "evidence": _and(0),
    "review-file": lambda world, at: [at.pk, review_of(at), 1],
}

# What is sent: a form that is right in itself, so that whoever may do it does it. Nothing where a name is not here.
FORMS: Mapping[str, Form] = {
    "entry": actual,
    "correct": lambda at: {"id": "-", "on": "2020-03-02", "note": "说明甲甲", "why": "更正"},
    "fact-withdraw": lambda at: {"withdraw-why": "重复"},
    "fact-decide": lambda at: {"claim-outcome": "whole", "claim-why": "属实"},
    "fact-hearing": lambda at: {"hearing-said": "没有意见"},
    "attach": lambda at: {"file": SimpleUploadedFile("证明.pdf", b"%PDF-1.7 example")},
    "runs": lambda at: {"after": 1},
    "language": lambda at: {"language": "en"},
    "opinion": lambda at: {"agrees": "yes"},
    "publish": lambda at: {"document": "示例〔2024〕2号"},
    "reopen": lambda at: {"reason": "来信反映计数有误"},
    "ask-review": lambda at: {"item": "done", "ground": "理由"},
    "review": decision,
    "approve-review": lambda at: {"approval": "示例纪要1号"},
    "reading": lambda at: {
        "alternative": "item", "why": "会议纪要", "expected": confirmations(in_force(at))["rounding"].pk,
    },
}  # fmt: skip


def arguments(name: str, world: World, at: Assessment) -> list[object]:
    """What stands in the address of this name."""
    return ARGUMENTS.get(name, _of_the_assessment)(world, at)


def form(name: str, at: Assessment) -> dict[str, object]:
    """What is sent to the address of this name."""
    return FORMS[name](at) if name in FORMS else {}
