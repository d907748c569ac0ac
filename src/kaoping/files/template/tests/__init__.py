"""Tests of the facts workbook."""
