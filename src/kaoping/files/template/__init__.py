"""The Excel workbook in which an office gives its facts, made from a scheme."""

from kaoping.files.template.template import write_tables, write_template

__all__ = ["write_tables", "write_template"]
