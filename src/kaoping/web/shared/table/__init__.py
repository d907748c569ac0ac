"""Tables: the product. Sorted, filtered and cut into windows here, so that no template and no page does it again."""

from kaoping.web.shared.table.arranging import arranged
from kaoping.web.shared.table.asked import Asked, asked_of
from kaoping.web.shared.table.model import Band, Cell, Column, Row, Sheet, Table

__all__ = ["Asked", "Band", "Cell", "Column", "Row", "Sheet", "Table", "arranged", "asked_of"]
