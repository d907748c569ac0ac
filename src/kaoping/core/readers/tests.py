"""Every reader knows every operation, fold, statistic and limit, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pytest

from kaoping.core import folds, limits
from kaoping.core.formula import OPERATIONS, Fold, PeerKind
from kaoping.core.line import Verb
from kaoping.core.numbers import RoundingMode
from kaoping.core.readers import exact_expressions, exact_operations, words
from kaoping.core.readers.columns import evaluation, operations
from kaoping.core.readers.columns import folds as column_folds
from kaoping.core.readers.columns import limits as column_limits
from kaoping.core.readers.columns import peers as column_peers
from kaoping.core.readers.sheet import folds as sheet_folds
from kaoping.core.readers.sheet import operations as sheet_operations
from kaoping.core.readers.sheet import peers as sheet_peers
from kaoping.core.words import FOLD_NAMES, LIMIT_FORMULAS, PEER_NAMES

Table = Mapping[str, object]


@pytest.mark.parametrize(
    "tables",
    [
        (exact_operations.STRICT, exact_expressions.LAZY),
        (operations.STRICT, evaluation.LAZY),
        (words.OPERATIONS,),
        (sheet_operations.OPERATIONS,),
    ],
    ids=["exact", "columns", "words", "sheet"],
)
def test_a_reader_knows_exactly_the_operations(tables: tuple[Table, ...]) -> None:
    known = [op for table in tables for op in table]
    assert sorted(known) == sorted(OPERATIONS)


@pytest.mark.parametrize(
    "table", [folds.FOLDS, column_folds.FOLDS, sheet_folds.FOLDS], ids=["exact", "columns", "sheet"]
)
def test_a_reader_knows_every_fold(table: Table) -> None:
    assert {*table, "count"} == set(get_args(Fold)) == set(FOLD_NAMES)


def test_columns_and_sheets_know_every_statistic_of_peers() -> None:
    in_sheets = {*sheet_peers.STATISTICS, *sheet_peers.RANKS}
    assert set(column_peers.STATISTICS) == in_sheets == set(get_args(PeerKind)) == set(PEER_NAMES)


@pytest.mark.parametrize(
    "table",
    [limits.VERBS, {**column_limits.BOUNDS, **column_limits.VERBS}, sheet_operations.VERBS],
    ids=["exact", "columns", "sheet"],
)
def test_a_reader_knows_every_limit(table: Table) -> None:
    assert {*table, "round"} == set(get_args(Verb))


def test_every_limit_and_every_way_to_round_has_words() -> None:
    modes = set(get_args(RoundingMode))
    assert set(LIMIT_FORMULAS) | {"round"} == {*get_args(Verb), *modes}
    assert set(sheet_operations.ROUND) == modes
