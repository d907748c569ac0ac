"""What takes longer than anybody should wait for: computed beside the request, which meanwhile says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock, Thread
from typing import Generic, TypeVar

from django.db import connection

from kaoping.schemes.assessment import Progress

# Seconds after which a page says that it is being prepared; reloading itself, it asks again.
PATIENCE = 2.0
Found = TypeVar("Found")
_patience: ContextVar[float | None] = ContextVar("patience", default=None)


class NotReady(Exception):
    """What a page needs is being computed: so many steps of so many are done (0 of 0 where nobody counts)."""

    def __init__(self, done: int, whole: int) -> None:
        super().__init__(f"{done} of {whole} steps are done")
        self.done, self.whole = done, whole


@contextmanager
def waiting_at_most(seconds: float | None) -> Iterator[None]:
    """How long this request waits for what it needs; None for as long as it takes."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


class Later(Generic[Found]):
    """Computed once, for all who ask; after a failure, for whoever asks next."""

    def __init__(self, compute: Callable[[Progress], Found]) -> None:
        self._compute = compute
        self._lock = Lock()
        self._future: Future[Found] | None = None
        self._steps = (0, 0)

    def found(self) -> Found:
        """What was computed.

        Raises:
            NotReady: where this request has waited long enough.
            Whatever the computation raises.
        """
        future = self._begun()
        try:
            return future.result(_patience.get())
        except TimeoutError:
            raise NotReady(*self._steps) from None

    def _begun(self) -> Future[Found]:
        with self._lock:
            if self._future is None or (self._future.done() and self._future.exception() is not None):
                self._future, self._steps = Future(), (0, 0)
                if connection.in_atomic_block:
                    # Another thread would not see what this transaction sees.
                    self._fill(self._future)
                else:
                    Thread(target=self._fill_apart, args=[self._future], daemon=True).start()
            return self._future

    def _fill(self, future: Future[Found]) -> None:
        try:
            future.set_result(self._compute(self._tell))
        except Exception as problem:  # noqa: BLE001  # told to everybody who waits
            future.set_exception(problem)

    def _fill_apart(self, future: Future[Found]) -> None:
        try:
            self._fill(future)
        finally:
            connection.close()

    def _tell(self, done: int, whole: int) -> None:
        self._steps = (done, whole)
