"""Schemes: how a scheme file is read, checked and compiled to lines."""
