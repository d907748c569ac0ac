"""Kaoping (考评): runs a government office's performance assessment and explains every number."""
