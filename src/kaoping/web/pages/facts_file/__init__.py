"""整表导入: the facts workbook of the whole assessment, out and in."""
