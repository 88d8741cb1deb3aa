"""What undo and redo would take back, told from somebody's saves in a draft.

Each undoes what is one's own: what others did since stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sopan.web.register.models import SaveKind


@dataclass(frozen=True, slots=True)
class Stacks:
    """Numbers of saves, the next to be taken back last."""

    undo: tuple[int, ...]
    redo: tuple[int, ...]


def stacks(saves: Iterable[tuple[int, str]]) -> Stacks:
    """From the number and kind of each of somebody's saves, in order."""
    undo: list[int] = []
    redo: list[int] = []
    for number, kind in saves:
        if kind == SaveKind.EDIT:
            undo.append(number)
            redo.clear()
        elif kind == SaveKind.UNDO:
            undo.pop()
            redo.append(number)
        elif kind == SaveKind.REDO:
            redo.pop()
            undo.append(number)
    return Stacks(tuple(undo), tuple(redo))
