"""The project speaks of itself alone: no path of a machine where it was written, no registry it was fetched from."""

from __future__ import annotations

import re

from tests.architecture.project import files, name

MACHINE = re.compile(r"(?:^|[^\w.])/(?:home|root|tmp|work|Users)/\w|\b[A-Z]:\\Users\\")
REGISTRY = re.compile(r"\b(?:pypi|pythonhosted|npmjs|npmmirror|tuna\.tsinghua|deb\.debian)\.(?:org|com|edu\.cn)\b")


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in files():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            if MACHINE.search(line) or REGISTRY.search(line):
                found.append(f"{name(path)}:{number}: {line.strip()}")
    assert not found
