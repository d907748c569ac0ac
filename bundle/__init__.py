"""The installation bundle: everything an installation needs, for machines without a network."""
