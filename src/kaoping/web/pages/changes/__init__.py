"""为什么变了: what lies between two runs, for the whole ranking and for one unit."""
