"""A workbook that takes long is made once, for the moment at which it was asked for."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kaoping.records.journal import change, head
from kaoping.web.shared.later import NotReady, waiting_at_most
from kaoping.web.shared.prepared import prepared


class Slow:
    """Writes when it may, and counts how often."""

    def __init__(self) -> None:
        self.may, self.times = threading.Event(), 0

    def __call__(self, path: Path) -> None:
        self.times += 1
        assert self.may.wait(10)
        path.write_bytes(b"the workbook")


def asked(address: str, slow: Slow) -> HttpResponse:
    with waiting_at_most(0.01):
        return prepared(RequestFactory().get(address), ("a test", id(slow)), slow, "填报表")


def test_whoever_waits_gets_the_workbook_of_the_moment_whatever_others_change_meanwhile(db: None) -> None:
    slow = Slow()
    sequence, line = head()
    begun = asked("/entry/workbook.xlsx?filled=1", slow)
    assert (begun.status_code, begun.headers["Location"]) == (302, f"/entry/workbook.xlsx?filled=1&as={line[:16]}")
    with change(None, "remind") as opened:
        opened.tell("示例")
    assert head()[0] == sequence + 1
    with pytest.raises(NotReady):
        asked(begun.headers["Location"], slow)
    slow.may.set()
    answer = _answered(begun.headers["Location"], slow)
    assert (answer.content, slow.times) == (b"the workbook", 1)
    assert urlsplit(begun.headers["Location"]).path == "/entry/workbook.xlsx"


def _answered(address: str, slow: Slow) -> HttpResponse:
    for _ in range(200):
        try:
            return asked(address, slow)
        except NotReady:
            time.sleep(0.01)
    raise TimeoutError(address)
