"""One fact: everything that was ever said in its place, its evidence, and what can be done with it."""
