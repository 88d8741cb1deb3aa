"""Text as typed or pasted: spaces at the ends and twice in a row are nobody's intention."""

from __future__ import annotations


def one_line(text: str) -> str:
    return " ".join(text.split())


def lines(text: str) -> tuple[str, ...]:
    """The lines that hold something."""
    found = (one_line(line) for line in text.splitlines())
    return tuple(line for line in found if line)
