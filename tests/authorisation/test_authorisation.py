"""Every address × who asks × the stage of the assessment × the method: the answer of the policy, and nothing more."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet
from django.urls import get_resolver

from tests.authorisation.asking import Desk
from tests.authorisation.policy import METHODS, Row, rows
from tests.authorisation.secrets import secrets
from tests.authorisation.world import COLUMNS, STAGES

POLICY = list(rows())
NAMES = sorted({row.name for row in POLICY})
ADDRESSES = sorted(str(name) for name in get_resolver("kaoping.web.urls").reverse_dict if isinstance(name, str))
IN_ROWS = [(row, stage) for row in POLICY for stage in row.stages]
EVERYBODY = [(column, username) for column, usernames in COLUMNS.items() for username in usernames]


def _case(row: Row, stage: str) -> ParameterSet:
    # Most may be done while values are entered, and nobody else reads a score yet.
    marks = () if stage == "entry" else (pytest.mark.slow,)
    return pytest.param(row, stage, id=f"{row.name}-{row.method}-{stage}", marks=marks)


def test_the_policy_names_every_address_and_no_other() -> None:
    assert NAMES == ADDRESSES


def test_the_policy_says_one_thing_about_each_stage() -> None:
    said = [(row.name, row.method, stage) for row, stage in IN_ROWS]
    assert len(said) == len(set(said))
    for name, method in {(name, method) for name, method, _ in said}:
        assert {stage for one, asked, stage in said if (one, asked) == (name, method)} == set(STAGES), name


@pytest.mark.parametrize(("row", "stage"), [_case(*one) for one in IN_ROWS])
def test_everybody_gets_the_answer_of_the_policy_and_reads_nothing_else(row: Row, stage: str, desk: Desk) -> None:
    wrong: list[str] = []
    for column, username in EVERYBODY:
        # The other forms in one stage, for one person of each column: enough to see that a page forgets nobody.
        forms = stage == "review" and username == COLUMNS[column][0]
        answer = desk.ask(row.name, row.method, stage, username, forms=forms)
        who = f"{column} {username}".strip()
        if answer.outcome != row.outcomes[column]:
            wrong.append(f"{who}: {answer.outcome}, not {row.outcomes[column]}")
        wrong += [f"{who} reads {word}" for word in secrets(column, stage) if word in answer.says]
    if not desk.unchanged():
        wrong.append("something was changed that is not said to be done")
    assert not wrong, f"{row.name} {row.method} ({stage}): " + "; ".join(wrong)


@pytest.mark.parametrize(
    "column", [pytest.param(column, marks=() if column == "office" else pytest.mark.slow) for column in COLUMNS]
)
def test_a_method_without_a_row_is_refused(column: str, desk: Desk) -> None:
    without = sorted(
        {(name, method) for name in NAMES for method in METHODS} - {(row.name, row.method) for row in POLICY}
    )
    for username in COLUMNS[column]:
        found = {one: desk.ask(*one, "entry", username).outcome for one in without}
        assert set(found.values()) == {"405"}, found
    assert desk.unchanged()


@pytest.mark.slow
@pytest.mark.parametrize("row", POLICY, ids=lambda row: f"{row.name}-{row.method}")
def test_what_the_policy_gives_is_given_on_postgresql_too(row: Row, postgresql_desk: Desk) -> None:
    given = {column: outcome for column, outcome in row.outcomes.items() if outcome in ("ok", "goes", "done")}
    asked = {
        column: postgresql_desk.ask(row.name, row.method, row.stages[0], COLUMNS[column][0], forms=True).outcome
        for column in given
    }
    assert asked == given
