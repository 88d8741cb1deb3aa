"""Reads the entries of one map by their keys, and reports what does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from unicodedata import is_normalized, normalize

from sopan.formats.yaml import rules
from sopan.formats.yaml.keys import FAMILIAR, LINK_KEYS, LONGEST_TEXT, Keys
from sopan.formats.yaml.nodes import Gap, List, Map, Node, Position, Report, Text
from sopan.sop.model import Link

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_INDONESIAN = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)
_MONTHS = {
    "januari": 1,
    "februari": 2,
    "pebruari": 2,
    "maret": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "agustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "nopember": 11,
    "desember": 12,
}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_SHOWN = 60
"""Characters of a wrong value that a message repeats."""
_COMPARED = 2000
"""Known words among which the one that was meant is sought."""


def clean(text: str) -> str:
    """One line: spaces between words, without characters that nobody can see."""
    return " ".join(_visible(text).split())


def clean_lines(text: str) -> str:
    """Like `clean`, but line breaks remain."""
    if "\n" not in text and text.isprintable() and text.isascii():
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in _visible(text).splitlines())
    return "\n".join(line for line in lines if line)


def _visible(text: str) -> str:
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def shown(text: str) -> str:
    """A value from the file as a message quotes it."""
    return f"'{text[:_SHOWN]}…'" if len(text) > _SHOWN else f"'{text}'"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or ""."""
    # Loaded here because only files with mistakes need it, and it slows every start.
    from difflib import get_close_matches

    by_small = {entry.casefold(): entry for entry in islice(known, _COMPARED)}
    small = word[:_SHOWN].casefold()
    if small in by_small:
        return by_small[small]
    close = get_close_matches(small, by_small, n=1, cutoff=0.6)
    close = close or [entry for entry in by_small if len(small) > 3 and small in entry]
    return by_small[close[0]] if close else ""


def slug(text: str, otherwise: str = "sop") -> str:
    """A key made from a title: small letters and digits, joined by hyphens."""
    plain = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or otherwise


def text_of(node: Node, key: str, report: Report, longest: int = LONGEST_TEXT) -> str:
    """The text of a node as written, "" where it is empty or something else."""
    if type(node) is not Text:
        if type(node) is not Gap:
            report.add(rules.NOT_TEXT, node.place, key=key)
        return ""
    length = len(node.value)
    if length > longest:
        report.add(rules.TEXT_TOO_LONG, node.place, key=key, length=length, limit=longest)
        return ""
    return "" if node.is_empty else node.value


class Fields:
    """The entries of one map; each reading method names what is wrong and gives a default."""

    __slots__ = ("_meant", "_report", "keys", "map")

    def __init__(self, node: Map, keys: Keys, report: Report) -> None:
        self.map = node
        self.keys = keys
        self._report = report
        self._meant: set[str] = set()
        for key in node.entries:
            if key not in keys:
                self._unknown(key)

    def _unknown(self, key: str) -> None:
        word = clean(key)
        guess = "" if self._report.is_full else self._guess(word)
        self._meant.add(guess)
        self._report.add(
            rules.MISTYPED_KEY if guess else rules.UNKNOWN_KEY,
            self.map.keys[key],
            key=word[:_SHOWN],
            guess=guess,
            known=", ".join(self.keys),
        )

    def _guess(self, word: str) -> str:
        """The key that an unknown one was most likely meant to be."""
        for guess in FAMILIAR.get(word.casefold(), ()):
            if guess in self.keys:
                return guess
        return nearest(word, self.keys)

    def has(self, key: str) -> bool:
        return self.get(key) is not None

    def is_meant(self, key: str) -> bool:
        """Whether the key is there, or a wrong one that was reported in its place."""
        return self.has(key) or key in self._meant

    def get(self, key: str) -> Node | None:
        """The node behind a key, None when it is absent or left empty."""
        node = self.map.entries.get(key)
        if node is None or (type(node) is Text and node.is_empty):
            return None
        return node

    def place(self, key: str) -> Position:
        return self.map.keys.get(key, self.map.place)

    def require(self, key: str) -> Node | None:
        node = self.get(key)
        if node is None and key not in self._meant:
            self._report.add(rules.MISSING, self.place(key), key=key)
        return node

    def text(self, key: str) -> str:
        """One line of text."""
        node = self.get(key)
        if node is None:
            return ""
        return clean(text_of(node, key, self._report, self.keys[key].longest))

    def required_text(self, key: str) -> str:
        """One line of text that must say something."""
        node = self.require(key)
        self.refuse_blank(key)
        return "" if node is None else self.text(key)

    def refuse_blank(self, key: str) -> None:
        """Reports a text of nothing but quotes and spaces."""
        node = self.get(key)
        if type(node) is Text and not clean(node.value):
            self._report.add(rules.MISSING, node.place, key=key)

    def lines(self, key: str) -> str:
        """A text in which line breaks remain."""
        node = self.get(key)
        return "" if node is None else clean_lines(text_of(node, key, self._report))

    def items(self, key: str) -> list[Node]:
        """The nodes behind a key; a single one counts as a list of one."""
        node = self.get(key)
        if node is None or type(node) is Gap:
            return []
        return node.items if type(node) is List else [node]

    def texts(self, key: str) -> tuple[str, ...]:
        found = (clean_lines(text_of(item, key, self._report)) for item in self.items(key))
        return tuple(text for text in found if text)

    def choice(self, key: str) -> str:
        """One of the choices of the key; case and a final point do not matter."""
        written = self.text(key)
        if not written:
            return ""
        small = written.rstrip(".").casefold()
        for choice in self.keys[key].choices:
            if choice.casefold() == small:
                return choice
        known = ", ".join(self.keys[key].choices)
        place = self.map.entries[key].place
        self._report.add(rules.NOT_CHOICE, place, key=key, value=shown(written), known=known)
        return ""

    def flag(self, key: str, default: bool = False) -> bool:
        node = self.get(key)
        if node is None:
            return default
        written = text_of(node, key, self._report)
        if written.casefold() in ("true", "false"):
            return written.casefold() == "true"
        if written:
            self._report.add(rules.NOT_FLAG, node.place, key=key, value=shown(written))
        return default

    def date(self, key: str) -> date | None:
        written = self.text(key)
        if not written:
            return None
        found = read_date(written)
        if found is None:
            place = self.map.entries[key].place
            self._report.add(rules.NOT_DATE, place, key=key, value=shown(written))
        return found

    def link(self, key: str) -> Link | None:
        node = self.get(key)
        return None if node is None else self.link_of(node, key)

    def link_of(self, node: Node, key: str) -> Link | None:
        """A text, or a map of `text` and `sop`; either may stand for the other."""
        if type(node) is not Map:
            text = clean_lines(text_of(node, key, self._report))
            return Link(text) if text else None
        fields = Fields(node, LINK_KEYS, self._report)
        text, sop = fields.lines("text"), fields.text("sop")
        if not text and not sop:
            self._report.add(rules.MISSING, node.place, key="text")
        return Link(text or sop, sop)

    def links(self, key: str) -> tuple[Link, ...]:
        found = (self.link_of(item, key) for item in self.items(key))
        return tuple(link for link in found if link)

    def filled_list(self, key: str, limit: int) -> list[Node]:
        """The items of a list that must not be empty nor longer than `limit`."""
        node = self.require(key)
        if node is None or type(node) is Gap:
            return []
        if type(node) is not List:
            self._report.add(rules.NOT_LIST, node.place, key=key)
            return []
        if not node.items:
            self._report.add(rules.MISSING, node.place, key=key)
        if len(node.items) > limit:
            self._report.add(
                rules.TOO_MANY, self.place(key), key=key, count=len(node.items), limit=limit
            )
            return []
        return node.items


def read_date(text: str) -> date | None:
    """A date as 2025-01-12 or 12 Januari 2025."""
    try:
        if iso := _ISO.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if found := _INDONESIAN.fullmatch(text.casefold()):
            return date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    except (ValueError, KeyError):
        return None
    return None
