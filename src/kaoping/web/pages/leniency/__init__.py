"""打分宽严: how strictly each body scores."""
