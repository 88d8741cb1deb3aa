"""Marks in the columns of actors: "v", "√", "1", a drawn shape."""

from __future__ import annotations

from sopan.formats.clipboard.table import PICTURE

_USUAL = frozenset("vVxXyYoO*+-.=/\\✓✔☑☒√●•■▪▢□◻○◯◆◇◊◈▲▼►◄→←↓↑⇒➔➜§ü·—–_[](){}|<>")
_DIAMONDS = frozenset("◇◆◊♦⬥⬦◈?")
_WORDS = frozenset(("mulai", "selesai", "start", "end"))
"""What stands in capsules, and comes along as text."""


def is_mark(text: str) -> bool:
    """Whether a text is one that people set as a mark and that says nothing else."""
    bare = "".join(text.split()).replace(PICTURE, "")
    if bare.isdecimal():
        return len(bare) < 3
    if bare.casefold() in _WORDS:
        return True
    return len(bare) <= 3 and all(c in _USUAL | _DIAMONDS or _is_private(c) for c in bare)


def asks(text: str) -> bool:
    """Whether the mark is a diamond."""
    return bool(_DIAMONDS & set(text)) and is_mark(text)


def _is_private(letter: str) -> bool:
    """A letter of a picture font (Wingdings), which keeps its private code."""
    return "\ue000" <= letter <= "\uf8ff"
