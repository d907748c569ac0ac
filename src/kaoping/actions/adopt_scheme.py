"""Adopting a scheme: a built-in one, or a text that an office uploads; with an effective date when it is amended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaoping.actions.acting import acting, refuse
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.journal import Change
from kaoping.records.models import Assessment, Person, SchemeVersion
from kaoping.records.queries.facts import current, facts_of
from kaoping.schemes.check import check
from kaoping.schemes.nodes import read_text_file
from kaoping.schemes.read import Settled, built_in, open_scheme, scheme_of_text, scheme_path, settle


@dataclass(frozen=True)
class SchemeText:
    """A scheme file's text, the text it was made from, and the name under which defects show it.

    `sound`: it has been checked under every reading before, as the built-in ones have.
    """

    text: str
    source: str = ""
    shown: str = "scheme.yaml"
    sound: bool = False


def built_in_scheme(name: str) -> SchemeText:
    """A built-in scheme by its id.

    Raises:
        Refused: where there is none of that id.
    """
    if name not in built_in():
        raise refuse("no-scheme", _UNKNOWN.with_values(name=name), _CHOOSE_ONE.with_values(known=list(built_in())))
    return SchemeText(read_text_file(scheme_path(name)), "\n".join(open_scheme(name).source), name, sound=True)


def adopt_scheme(
    by: Person, assessment: Assessment, scheme: SchemeText, effective_from: date | None = None, why: str = ""
) -> SchemeVersion:
    """The new version; earlier ones stay, and what was computed with them stays reproducible.

    Raises:
        NotAllowed: unless by the office, before the result is frozen.
        Refused: with every defect of the scheme, and every fact already entered that does not fit it.
    """
    settled = sound(scheme)
    with acting(by, "adopt_scheme", assessment) as opened:
        last = assessment.schemes.order_by("-number").first()
        if last is not None and last.text == scheme.text and last.source == scheme.source:
            opened.leave()
            return last
        if current(assessment).exists():
            facts_of(assessment, settled)
        number = last.number + 1 if last else 1
        made = version_of(opened, by, assessment, scheme, settled, number=number, effective_from=effective_from)
        after = {"digest": made.digest, "effective_from": made.effective_from.isoformat()}
        opened.tell(f"{settled.scheme.title} 第{made.number}版", last and {"digest": last.digest}, after, why)
    return made


def version_of(
    opened: Change,
    by: Person,
    assessment: Assessment,
    scheme: SchemeText,
    settled: Settled,
    *,
    number: int = 1,
    effective_from: date | None = None,
) -> SchemeVersion:
    """A version of an assessment's scheme, within a change that its action tells."""
    return SchemeVersion.objects.create(
        assessment=assessment,
        number=number,
        scheme=settled.scheme.id,
        text=scheme.text,
        source=scheme.source,
        digest=settled.digest,
        effective_from=effective_from or clock.today(),
        uploaded_by=by,
        uploaded_at=opened.at,
    )


def sound(scheme: SchemeText) -> Settled:
    """The scheme under its default readings.

    Raises:
        Refused: with every error that its check finds under any reading.
    """
    if not scheme.text.strip():
        raise refuse("empty-scheme", _EMPTY, _CHOOSE)
    file = scheme_of_text(scheme.text, scheme.shown, scheme.source)
    errors = [] if scheme.sound else [defect for defect in check(file) if defect.severity == "error"]
    if errors:
        raise Refused(errors)
    return settle(file)


_EMPTY = Text("方案文件是空的。", "The scheme file is empty.")
_CHOOSE = Text("请选择方案文件。", "Choose a scheme file.")
_UNKNOWN = Text("没有“{name}”这个内置方案。", "There is no built-in scheme “{name}”.")
_CHOOSE_ONE = Text("可选：{known}。", "Choose from: {known}.")
