"""Mending: a scheme without what is badly written in it, so that everything else can be judged at the same time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from kaoping.core.defect import Defect
from kaoping.schemes.model import Scheme
from kaoping.schemes.nodes import Node
from kaoping.schemes.shape import Shaper

MOST_ROUNDS = 12
_REFERENCES = ("unknown-", "unreadable-", "fact-not-declared", "reading-unused")


@dataclass(frozen=True)
class Mended:
    """What could be shaped; the lines that may look wrong only because of what was left out, and whether names were."""

    scheme: Scheme
    doubtful: frozenset[int]
    names_lost: bool

    def certain(self, defect: Defect) -> bool:
        """Whether a defect of what is left stands whatever the part left out should have said."""
        if defect.line is None or defect.line in self.doubtful or defect.code.endswith("-unused"):
            return False
        return not (self.names_lost and defect.code.startswith(_REFERENCES))


def mended(node: Node) -> Mended | None:
    """The scheme without its bad values; what lacks a bad or missing part that it needs is left out with it."""
    doubtful: set[int] = set()
    names_lost, left = False, node
    for _ in range(MOST_ROUNDS):
        shaper = Shaper()
        scheme = shaper.shape(Scheme, left)
        if isinstance(scheme, Scheme):
            return Mended(scheme, frozenset(doubtful), names_lost)
        bad = {one.path for one in shaper.bad}
        dropped = [one for one in _inside(left) if one.path in bad]
        doubtful |= {line for one in dropped for line in _doubtful(left, one.path)}
        names_lost |= any(isinstance(one.value, dict) and "id" in one.value for one in dropped)
        rest = list(_without(left, bad))
        if not rest or not dropped:
            return None
        left = rest[0]
    return None


def _without(node: Node, bad: Collection[str]) -> Iterator[Node]:
    """The node without the parts at some paths; nothing where it is itself one of them."""
    if node.path in bad:
        return
    if isinstance(node.value, dict):
        pairs = {key: list(_without(part, bad)) for key, part in node.value.items()}
        yield node._replace(value={key: parts[0] for key, parts in pairs.items() if parts})
    elif isinstance(node.value, tuple):
        yield node._replace(value=tuple(part for entry in node.value for part in _without(entry, bad)))
    else:
        yield node


def _doubtful(root: Node, path: str) -> Iterator[int]:
    """The lines of the mapping around a bad part (of the whole section at the top), and of everything above it."""
    above = [root]
    while (inner := next((part for part in _parts(above[-1]) if _leads_to(part.path, path)), None)) is not None:
        above.append(inner)
    around = [place for place, one in enumerate(above) if isinstance(one.value, dict) and one.path != path]
    nearest = above[max(around[-1], 1)] if len(above) > 1 else root
    yield from (one.line for one in _inside(nearest))
    for one in above:
        yield from (part.line for part in (one, *_parts(one)) if part is one or isinstance(part.value, str))


def _leads_to(part: str, path: str) -> bool:
    return path == part or path.startswith((f"{part}.", f"{part}["))


def _parts(node: Node) -> tuple[Node, ...]:
    if isinstance(node.value, dict):
        return tuple(node.value.values())
    return node.value if isinstance(node.value, tuple) else ()


def _inside(node: Node) -> Iterator[Node]:
    """A node and everything in it."""
    return chain([node], *(_inside(part) for part in _parts(node)))
