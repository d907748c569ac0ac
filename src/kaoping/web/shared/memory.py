"""How a server's process looks for garbage: seldom through what lives long, so that nobody waits for it."""

from __future__ import annotations

import gc

# What a request leaves behind is found while it is young; a search through everything comes after a thousand requests.
YOUNG, MIDDLE, OLD = 10_000, 20, 50


def settle() -> None:
    """What is loaded by now lives as long as the process: it is not searched again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
