"""Honest and hostile workbooks."""
