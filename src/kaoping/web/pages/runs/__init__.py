"""核算: runs, one run, and its release to the units."""
