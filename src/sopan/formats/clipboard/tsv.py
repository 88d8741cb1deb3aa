"""Reads the plain text of a clipboard: cells between tabs, rows between line breaks.

A cell that holds tabs, line breaks or doubled quotes stands in quotes, as Excel and Calc write it.
Other cells are taken as they are, so that a quotation at their start stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopan.formats.clipboard.table import Block, Raw, neat

_QUOTED = re.compile(r'"((?:[^"]|"")*+)')
_ENDS = re.compile(r"[\t\n]|\Z")
_GUARD = re.compile(r"'+(?:[=+@]|-(?! ))")
"""Written by `writer` so that spreadsheets take the text for a text and not for a formula."""


def read(text: str) -> Block:
    """The rows of the text.

    Raises:
        PasteError: when there are more rows or columns than an SOP can have.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    block = Block()
    block.begin_row()
    for cell, ends_row in _cells(text):
        block.add(Raw(neat(unguarded(cell))))
        if ends_row:
            block.begin_row()
    return block


def _cells(text: str) -> Iterator[tuple[str, bool]]:
    """Each cell, and whether its row ends with it. Every character is looked at about twice."""
    position, quotes = 0, True
    while position <= len(text):
        cell, end = _plain(text, position)
        if quotes and text.startswith('"', position):
            found = _QUOTED.match(text, position)
            assert found
            quotes = found.end() < len(text)
            if quotes and _is_needed(found[1]) and _ENDS.match(text, found.end() + 1):
                cell, end = found[1].replace('""', '"'), found.end() + 1
        yield cell, text.startswith("\n", end)
        position = end + 1


def _plain(text: str, position: int) -> tuple[str, int]:
    found = _ENDS.search(text, position)
    assert found
    return text[position : found.start()], found.start()


def _is_needed(content: str) -> bool:
    return "\t" in content or "\n" in content or '""' in content


def unguarded(text: str) -> str:
    return text[1:] if _GUARD.match(text) else text
