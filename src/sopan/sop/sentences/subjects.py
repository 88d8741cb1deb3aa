"""Who does it: positions of the list, or the words before the first active verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sopan.sop import roots, verbs
from sopan.sop.positions import is_outside, is_position, spelled_out
from sopan.sop.sentences.notes import NOT_LISTED, TAKEN_FOR, Note

LONGEST_NAME = 12
"""Words of a name."""
MODAL = frozenset(
    ("akan", "bisa", "dapat", "harus", "juga", "langsung", "perlu", "segera", "sudah", "telah")
)
"""Words between an actor and its verb that say no activity."""
_STOPS = frozenset(
    (
        *("agar", "dalam", "dari", "dengan", "di", "ke", "kepada", "melalui", "pada", "paling"),
        *("sesuai", "setelah", "supaya", "untuk"),
    )
)
"""Words that end the name behind "oleh"."""
AND = re.compile(r"\s*,\s*(?:dan\s+)?|\s+(?:dan|bersama(?:-sama)?(?: dengan)?|serta|&)\s+")


class Head(NamedTuple):
    """The actor at the start of a clause: how many words, and where its verb is."""

    size: int
    verb: int


@dataclass(slots=True)
class Listed:
    """The positions of the government, by their names written out."""

    names: Sequence[str]
    by_full: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.by_full = {spelled_out(name): name for name in self.names}

    def exact(self, written: str) -> str:
        return self.by_full.get(spelled_out(written), "")

    def alone(self, written: str) -> str:
        """The only position whose name begins so."""
        start = f"{spelled_out(written)} "
        found = [name for full, name in self.by_full.items() if full.startswith(start)]
        return found[0] if len(found) == 1 else ""

    def actors(self, written: str) -> tuple[tuple[str, ...], tuple[Note, ...]]:
        """The names of the list that are meant, and what was assumed."""
        whole = self.exact(written)
        parts = [whole] if whole else self._apart(written)
        found = [self._actor(part) for part in parts if part.strip()]
        names = tuple(dict.fromkeys(name for name, _ in found))
        return names, tuple(note for _, notes in found for note in notes)

    def _apart(self, written: str) -> list[str]:
        """Names that "dan" joins, where each is a position: others may have it in their name."""
        parts = [part.strip() for part in AND.split(written)]
        are_all = all(self.exact(part) or is_position(part) for part in parts)
        return parts if are_all else [written]

    def _actor(self, written: str) -> tuple[str, tuple[Note, ...]]:
        if name := self.exact(written):
            return name, ()
        if name := self.alone(written):
            return name, (Note(TAKEN_FOR, {"written": written, "actor": name}),)
        name = written[:1].upper() + written[1:]
        if not self.names or is_outside(name):
            return name, ()
        return name, (Note(NOT_LISTED, {"actor": name}),)


def find_head(words: Sequence[str], listed: Listed) -> Head | None:
    """The actor at the start: a listed position before a verb, or a position by its words."""
    verb = first_active(words)
    if not verb:
        return None
    count = verb
    while count > 1 and plain_word(words[count - 1]) in MODAL:
        count -= 1
    written = " ".join(words[:count]).rstrip(",:-– ")
    is_known = bool(listed.exact(written)) or all(
        listed.exact(part) or is_position(part) for part in AND.split(written)
    )
    return Head(count, verb) if is_known else None


def first_active(words: Sequence[str]) -> int | None:
    """The place of the first active verb; not of one that tells which ("yang membidangi")."""
    for place, written in enumerate(words):
        word = plain_word(written)
        if place and plain_word(words[place - 1]) in ("yang", "untuk", "agar"):
            continue
        if verbs.is_active(word) and (not place or word not in roots.PLAIN_VERBS):
            return place
        if word in roots.PLAIN_VERBS and is_position(" ".join(words[:place])):
            return place
    return None


def end_of_name(words: Sequence[str], begin: int, listed: Listed) -> int:
    """Where the name behind "oleh" ends: the longest of the list, or before a preposition."""
    for end in range(min(len(words), begin + LONGEST_NAME), begin, -1):
        if listed.exact(name_of(words[begin:end])):
            return end
    for end in range(begin, len(words)):
        if plain_word(words[end]) in _STOPS or words[end - 1].endswith(","):
            return end
    return len(words)


def name_of(words: Sequence[str]) -> str:
    return " ".join(words).strip(" ,:;-–")


def plain_word(word: str) -> str:
    return word.strip(",.;:()\"'“”?!").lower()


def is_verb(word: str) -> bool:
    return verbs.is_active(word) or is_passive(word)


def is_passive(word: str) -> bool:
    return word.startswith("di") and len(word) > 4 and verbs.active(word) is not None


def does(text: str, *, at_start: bool = False) -> bool:
    """Whether there is a verb in a text, or at its start."""
    words = [plain_word(word) for word in text.split()]
    return any(map(is_verb, words[:1] if at_start else words))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
