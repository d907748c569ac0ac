"""Tests of facts files."""
