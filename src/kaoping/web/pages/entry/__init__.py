"""打分与填报: the grid of values, for assessors, the office, and units that score themselves."""
