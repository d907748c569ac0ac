"""Reads, by subject; the database counts, filters and orders, and computes nothing."""
