"""The demonstration: made through the actions, marked as invented, with work for every role, never over real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.demonstrate import PEOPLE, YEARS, demonstrate
from kaoping.actions.sign_in_with_link import sign_in_with_link
from kaoping.actions.tests.year import begun, person
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import assessments_for, roles_of
from kaoping.records.journal import verify_journal
from kaoping.records.models import Assessment, Person, Review
from kaoping.records.queries.obstacles import before_freeze
from kaoping.records.roles import ROLES


@pytest.mark.slow
def test_the_demonstration_has_a_year_in_every_stage_and_a_link_for_every_role(db: None) -> None:
    said: list[Text] = []
    links = demonstrate(said.append)
    assert len(said) == len(YEARS)
    assert {one.state for one in Assessment.objects.filter(sample=True)} == {shown.stage for shown in YEARS}
    assert {one.username for one in links} == {*PEOPLE.values(), "system", "security", "audit"}
    held = {role for one in links for year in (*assessments_for(one), None) for role in roles_of(one, year)}
    assert held == {*ROLES}
    assert sign_in_with_link(links[person("head")]) == person("head")
    assert not any(one.has_usable_password() for one in Person.objects.all())
    review = Review.objects.get()
    assert "open-review" in {defect.code for defect in before_freeze(review.release.run)}
    under_way = Assessment.objects.get(state="entry").runs.get()
    assert 0 < under_way.results.filter(complete=False).count() < under_way.all_units / 2
    assert verify_journal() is None
    assert demonstrate(said.append)[person("head")] != links[person("head")]
    assert len(said) == len(YEARS)
    create_assessment(person("system"), 2026, "真的考评")
    with pytest.raises(Refused):
        demonstrate(said.append)


def test_real_data_are_never_taken_for_the_demonstration(db: None, tmp_path: Path) -> None:
    begun(tmp_path)
    with pytest.raises(Refused):
        demonstrate(lambda step: None)
