"""Tests of the actions, on SQLite and on PostgreSQL."""
