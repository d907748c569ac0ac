"""口径影响: which scores, ranks, grades and awards of a run depend on which reading."""
