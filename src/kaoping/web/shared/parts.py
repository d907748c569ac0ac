"""The small parts that pages are made of, as values: what they say, never how they look."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Tone = Literal["", "action", "due", "lost", "done", "award", "quiet"]
MARKS: dict[Tone, str] = {"": "○", "action": "▷", "due": "◐", "lost": "×", "done": "●", "award": "◆", "quiet": "·"}
WHOLE_BAR = 1000


@dataclass(frozen=True)
class State:
    """A state in one word, with a tone; the mark in front of it says the same without colour."""

    word: str
    tone: Tone = ""

    @property
    def mark(self) -> str:
        """The sign of the tone."""
        return MARKS[self.tone]


@dataclass(frozen=True)
class Empty:
    """What a list says when nothing is in it, and the first step."""

    says: str
    step: str = ""
    href: str = ""


@dataclass(frozen=True)
class Scale:
    """The scale that all bars of a column share; `line` is where the seats end."""

    low: Fraction
    high: Fraction
    line: Fraction | None = None

    def place(self, value: Fraction) -> int:
        """Where a value stands, in thousandths of the bar; beyond the ends it stands at the end."""
        share = (value - self.low) / (self.high - self.low)
        return int(min(max(share, Fraction(0)), Fraction(1)) * WHOLE_BAR)

    def bar(self, value: Fraction) -> Bar:
        """The bar of a value."""
        return Bar(self.place(value), None if self.line is None else self.place(self.line))


@dataclass(frozen=True)
class Bar:
    """A score on a shared scale, and where the line is, both in thousandths of its length."""

    at: int
    line: int | None = None


@dataclass(frozen=True)
class Progress:
    """How much of something is done, in whole numbers."""

    says: str
    done: int
    whole: int


@dataclass(frozen=True)
class Confirmation:
    """A step that cannot be taken back: what becomes final, the button that does it, the way out."""

    title: str
    final: tuple[str, ...]
    verb: str
    cancel: str
    reason: str = ""
    asks_reason: bool = True
