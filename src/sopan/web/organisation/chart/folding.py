"""Which branches are open: at first as many as read well, then what the reader opens and closes.

The address keeps only what differs from the first view: `?buka=12,15` opens, `?tutup=7` closes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sopan.web.organisation.models import UnitKind

Children = Mapping[int, Sequence[int]]

READABLE = 60
"""So many boxes are opened by themselves, level by level."""
MOST = 400
"""So many boxes are drawn at most; what would be more stays folded."""
CORE = {UnitKind.SECRETARIAT, UnitKind.ASSISTANT}
"""Opened even where their level is not: the official charts show the secretariat to its bagian."""


@dataclass(frozen=True, slots=True)
class Folds:
    """What the reader opened and closed against the first view."""

    opened: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()

    def turned(self, unit: int, *, is_open: bool) -> Folds:
        """The folds after a branch is closed, if open, or opened."""
        if is_open:
            known = unit in self.opened
            return Folds(self.opened - {unit}, self.closed if known else self.closed | {unit})
        known = unit in self.closed
        return Folds(self.opened if known else self.opened | {unit}, self.closed - {unit})

    @property
    def query(self) -> str:
        """As parameters of an address, empty for the first view."""
        parts = {"buka": self.opened, "tutup": self.closed}
        texts = {name: ",".join(map(str, sorted(ids))) for name, ids in parts.items() if ids}
        return urlencode(texts, safe=",")


def folds_of(opened: str, closed: str) -> Folds:
    """The folds that an address asks for; what is no number is passed over."""
    return Folds(_numbers(opened), _numbers(closed))


def _numbers(text: str) -> frozenset[int]:
    parts = text.split(",")[:MOST]
    return frozenset(int(p) for p in parts if p.isascii() and p.isdigit() and len(p) < 16)


def first_view(root: int, children: Children, kinds: Mapping[int, str]) -> set[int]:
    """The units open before the reader chooses: whole levels that fit, and the core."""
    open_ = {root}
    level = list(children.get(root, ()))
    shown = 1 + len(level)
    while level:
        core = [unit for unit in level if kinds.get(unit) in CORE]
        whole = _count(level, children)
        opening = level if shown + whole <= READABLE else core
        open_.update(opening)
        level = [child for unit in opening for child in children.get(unit, ())]
        shown += len(level)
    return open_


def unfolded(root: int, children: Children, open_: set[int]) -> set[int]:
    """The units whose children are drawn: those open, from the root down, within `MOST` boxes."""
    drawn = {root}
    level = list(children.get(root, ()))
    shown = 1 + len(level)
    while level:
        below: list[int] = []
        for unit in level:
            own = children.get(unit, ())
            if unit in open_ and own and shown + len(own) <= MOST:
                drawn.add(unit)
                below += own
                shown += len(own)
        level = below
    return drawn


def _count(units: Iterable[int], children: Children) -> int:
    return sum(len(children.get(unit, ())) for unit in units)
