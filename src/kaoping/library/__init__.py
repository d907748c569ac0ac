"""The built-in schemes as data: each folder holds a scheme, its source text, and the place of every field in it."""
