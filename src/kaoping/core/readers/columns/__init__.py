"""The columns reader: one exact column of integers per node, for all units at once."""

from kaoping.core.readers.columns.facts import FactColumns, RowColumns
from kaoping.core.readers.columns.reader import ColumnsReader

__all__ = ["ColumnsReader", "FactColumns", "RowColumns"]
