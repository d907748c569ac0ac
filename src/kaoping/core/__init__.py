"""The scoring core: formulas, lines, facts, scorecards and ranks. Pure Python and exact."""
