"""The mark in a session that was begun by a one-time link: whoever has it may set a password without the old one."""

from __future__ import annotations

BY_LINK = "by_link"
