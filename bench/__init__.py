"""Benchmarks: rivals in the same run, ratios, never a timed test."""
