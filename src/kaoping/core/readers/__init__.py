"""The readers of a formula: exact, columns, words, sheet. Each is a table from operation to function."""
