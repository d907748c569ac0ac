"""The workbook of people and their roles: written with drop-downs, read with every defect at once."""

from kaoping.files.people.reading import Listed, read_people
from kaoping.files.people.table import Words
from kaoping.files.people.writing import write_people

__all__ = ["Listed", "Words", "read_people", "write_people"]
