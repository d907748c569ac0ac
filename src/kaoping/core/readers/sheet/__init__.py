"""The sheet reader: a formula as the text of a live spreadsheet formula."""

from kaoping.core.readers.sheet.reader import SheetFormula, SheetLayout, SheetReader

__all__ = ["SheetFormula", "SheetLayout", "SheetReader"]
