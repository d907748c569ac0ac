"""零报告: units that were checked and have nothing (more) to be deducted, item by item."""
