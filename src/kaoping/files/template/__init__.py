"""The Excel workbook in which an office gives its facts, made from a scheme."""

from kaoping.files.template.template import write_template

__all__ = ["write_template"]
