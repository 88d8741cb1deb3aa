"""Reads a cell that names actors: one, several together, or one after the other.

Lines, ";" and arrows part symbols; "+" joins those who act together. A comma, "dan" and "&" may be
part of a name ("Kasubag Umum dan Kepegawaian"), so they part only what is a position on each side.
"""

from __future__ import annotations

import re
from collections.abc import Container

from sopan.sop import positions
from sopan.sop.checks.rule import plain

_THEN = re.compile(r"\s*(?:[\n;]|→|➔|->|=>|\s>\s|\blalu\b|\bkemudian\b)\s*")
_TOGETHER = re.compile(r"\s+(?:\+|bersama(?: dengan)?)\s+")
_COMMA = re.compile(r"\s*,\s*(?:dan\s+)?")
_AND = re.compile(r"\s+(?:dan|&)\s+")
_BULLET = re.compile(r"^(?:[-–•*·▪]|\(?(?:\d{1,2}|[a-z])[.)])\s+")


def read(text: str, known: Container[str] = ()) -> tuple[tuple[str, ...], ...]:
    """The names of each symbol in turn; `known` holds plain names that are never parted."""
    chain = [part for line in _THEN.split(text) for part in _parted(_bare(line), _COMMA, known)]
    found = (tuple(dict.fromkeys(n for n in _joint(part, known) if n)) for part in chain)
    return tuple(names for names in found if names)


def _bare(text: str) -> str:
    return _BULLET.sub("", " ".join(text.split())).strip()


def _joint(text: str, known: Container[str]) -> list[str]:
    return [n for part in _TOGETHER.split(text) for n in _parted(part.strip(), _AND, known)]


def _parted(text: str, where: re.Pattern[str], known: Container[str]) -> list[str]:
    parts = where.split(text)
    if plain(text) in known or not all(map(positions.is_position, parts)):
        return [text]
    return parts
