"""Tests of the reports that need more than one module."""
