"""Rows of text: what every reader of files makes, and the limits they keep."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sopan.web.ui.refusal import Refusal

MOST_ROWS = 20_000
MOST_COLUMNS = 40

DEFUSED = re.compile(r"'+[=+\-@0-9]")
"""A text behind an apostrophe: how a table says that it is text and nothing to compute."""

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; `number` is the one that Excel shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that are not empty."""

    name: str
    lines: tuple[Line, ...]


def clean(text: str) -> str:
    """Without what nobody sees and what no database keeps; lines separated by \\n."""
    if not text:
        return ""
    if text.isascii() and text.isprintable():
        return _undefused(text.strip())
    text = unicodedata.normalize("NFC", text.replace("\u00a0", " "))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _undefused(without_control(_INVISIBLE.sub("", text)).strip())


def _undefused(text: str) -> str:
    return text[1:].strip() if DEFUSED.match(text) else text


def without_control(text: str) -> str:
    return _CONTROL.sub("", text)


def sheet(name: str, rows: Iterable[tuple[int, Iterable[str]]]) -> Sheet:
    """Numbered rows as a sheet: cleaned, without empty ones. Raises Refusal beyond the limits."""
    lines: list[Line] = []
    for number, cells in rows:
        kept = [clean(cell) for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        if not kept:
            continue
        if len(kept) > MOST_COLUMNS:
            text = _("Baris %(row)d mempunyai lebih dari %(most)d kolom.")
            raise Refusal(text % {"row": number, "most": MOST_COLUMNS}, "file")
        if len(lines) == MOST_ROWS:
            text = _("File berisi lebih dari %(most)d baris. Bagi menjadi beberapa file.")
            raise Refusal(text % {"most": MOST_ROWS}, "file")
        lines.append(Line(number, tuple(kept)))
    return Sheet(name, tuple(lines))
