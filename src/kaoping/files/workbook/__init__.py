"""Workbooks from outside: every .xlsx is read in a child process that can neither fill the memory nor run for ever."""

from kaoping.files.untrusted.limits import DEFAULT, Limits
from kaoping.files.workbook.reading import read_workbook
from kaoping.files.workbook.workbook import Cell, Sheet, Workbook

__all__ = ["DEFAULT", "Cell", "Limits", "Sheet", "Workbook", "read_workbook"]
