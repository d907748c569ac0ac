"""The words that templates know beyond Django's own; they are there in every template without being loaded."""
