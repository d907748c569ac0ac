"""What takes long is computed once, beside the requests; whoever only looks is told to look again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kaoping.schemes.assessment import Progress
from kaoping.web.shared.later import Later, NotReady, waiting_at_most
from kaoping.web.shared.refusals import RefusalMiddleware

LONGEST = 20


def test_those_who_ask_at_once_wait_for_one_computation() -> None:
    computations = []

    def compute(_: Progress) -> str:
        computations.append(1)
        return "result"

    later = Later(compute)
    with ThreadPoolExecutor(3) as readers:
        assert list(readers.map(lambda _: later.found(), range(3))) == ["result"] * 3
    assert computations == [1]


def test_a_request_that_has_waited_long_enough_is_told_how_far_it_is() -> None:
    goes_on, counted = Event(), Event()

    def compute(progress: Progress) -> str:
        progress(3, 10)
        counted.set()
        goes_on.wait(LONGEST)
        return "result"

    later = Later(compute)
    with waiting_at_most(0), pytest.raises(NotReady):
        later.found()
    assert counted.wait(LONGEST)
    with waiting_at_most(0), pytest.raises(NotReady) as told:
        later.found()
    assert (told.value.done, told.value.whole) == (3, 10)
    goes_on.set()
    assert later.found() == "result"


def test_after_a_failure_the_next_who_asks_computes_again() -> None:
    outcomes = iter([ValueError("the disk is full"), None])

    def compute(_: Progress) -> str:
        failure = next(outcomes)
        if failure is not None:
            raise failure
        return "result"

    later = Later(compute)
    with pytest.raises(ValueError, match="the disk is full"):
        later.found()
    assert later.found() == "result"


@pytest.mark.parametrize(
    ("method", "polled", "status"), [("get", False, 202), ("get", True, 204), ("post", False, 200)]
)
def test_a_page_says_that_it_is_being_prepared_and_asks_again_and_a_change_waits(
    method: str, polled: bool, status: int
) -> None:
    goes_on = Event()
    later = Later(lambda _: "result" if goes_on.wait(LONGEST) else "too late")

    def view(request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            goes_on.set()
        try:
            return HttpResponse(later.found())
        except NotReady as problem:
            answer = middleware.process_exception(request, problem)
            assert answer is not None
            return answer

    middleware = RefusalMiddleware(view)
    asked = getattr(RequestFactory(), method)("/", headers={"HX-Request": "true"} if polled else {})
    answer = middleware(asked)
    assert answer.status_code == status
    if status == 202:
        assert answer.headers["Refresh"]
        assert "正在准备" in answer.content.decode()
    goes_on.set()
