"""Evidence: told by its content, kept once, seen by those whose fact it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pytest_django import Settings

from kaoping.actions.attach_evidence import LARGEST, attach_evidence, evidence_path
from kaoping.actions.compute_run import compute_run
from kaoping.actions.release_run import release_run
from kaoping.actions.save_values import Entered
from kaoping.actions.score_oneself import score_oneself
from kaoping.actions.tests.year import Year, begun, confirm_all, opened, person
from kaoping.core.defect import Refused
from kaoping.records.fact_access import file_for
from kaoping.records.media_types import media_type
from kaoping.records.models import Evidence
from kaoping.records.queries.evidence import from_unit, made_by_unit
from kaoping.records.refusals import NotAllowed, NotYours

PDF = b"%PDF-1.7 example"


def packed(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (packed("OFD.xml"), "application/ofd"),
        (packed("anything.exe"), None),
        (b"PK\x03\x04broken", None),
        (b"<html><script>", None),
        (b"MZ program", None),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, kind: str | None) -> None:
    assert media_type(content) == kind


def test_a_file_is_kept_once_and_belongs_to_each_of_its_facts(db: None, tmp_path: Path, settings: Settings) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    year = begun(tmp_path)
    one, other = year.value("u-1", "done", "actual"), year.value("u-2", "done", "actual")
    first = attach_evidence(year.office, one, PDF, "C:\\文件\\证明.pdf")
    assert first.name == "证明.pdf"
    assert attach_evidence(year.office, one, PDF, "证明.pdf") == first
    attach_evidence(year.office, other, PDF, "同一证明.pdf")
    assert Evidence.objects.count() == 1
    assert evidence_path(first.evidence.sha256).read_bytes() == PDF


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty-file"), (b"MZ", "not-evidence"), (b"%PDF-" * LARGEST, "file-too-large")]
)
def test_what_is_no_evidence_is_refused(year: Year, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        attach_evidence(year.office, year.value("u-1", "done", "actual"), content, "证明.pdf")
    assert [defect.code for defect in refused.value.defects] == [code]


def test_a_unit_sees_the_evidence_of_what_others_entered_about_it_and_adds_none(
    db: None, tmp_path: Path, settings: Settings
) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    year = begun(tmp_path)
    sibling = year.join("sibling", "unit_clerk", unit="u-2")
    fact = year.value("u-1", "done", "actual")
    with pytest.raises(NotYours):
        attach_evidence(sibling, fact, PDF, "证明.pdf")
    with pytest.raises(NotAllowed):
        attach_evidence(year.head, fact, PDF, "证明.pdf")
    with pytest.raises(NotAllowed):
        attach_evidence(person("system"), fact, PDF, "证明.pdf")
    given = attach_evidence(year.office, fact, PDF, "证明.pdf")
    assert file_for(year.office, year.assessment, given.pk) == given
    confirm_all(year.office, year.version)
    release_run(year.office, compute_run(year.office, year.assessment))
    assert file_for(year.head, year.assessment, given.pk) == given
    for stranger in (sibling, person("system")):
        with pytest.raises(NotYours):
            file_for(stranger, year.assessment, given.pk)


def test_a_unit_gives_evidence_of_its_own_scores(db: None, tmp_path: Path, settings: Settings) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    year = opened(tmp_path)
    score_oneself(year.head, year.assessment, [Entered(("u-1", "done", "actual"), "95")])
    own = year.assessment.facts.get(state="proposed")
    assert made_by_unit(own)
    assert not made_by_unit(year.value("u-1", "done", "actual"))
    given = attach_evidence(year.head, own, PDF, "证明.pdf")
    by_office = attach_evidence(year.office, own, PDF + b"2", "附表.pdf")
    assert from_unit([given, by_office]) == {given.pk}


@pytest.mark.parametrize(
    ("name", "says"),
    [("C:\\文件\\fake.pdf", "fake.pdf：内容不是 PDF。"), ("页面.html", "页面.html：不能接收这种文件。")],
)
def test_the_refusal_of_one_of_several_files_says_which_and_why(year: Year, name: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        attach_evidence(year.office, year.value("u-1", "done", "actual"), b"<html>", name)
    assert refused.value.defects[0].says.in_language("zh") == says
