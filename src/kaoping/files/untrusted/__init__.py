"""Reads an untrusted workbook. Runs only in a child process under limits, and uses nothing but the standard library."""
