"""How much two SOPs are alike, and which of many are near one, for the list of near-duplicates.

Likeness is 1 for the same words, 0 for none in common:

    0.4 x words of the titles + 0.5 x shingles of the steps + 0.1 x words of the actors

each the share that both have of what either has (Jaccard). A shingle is two stems of a step that
follow each other, so the order of steps does not count and that of words does. Particles are left
out.

To find near ones among 50,000 without comparing all, each SOP has a signature (MinHash with bands):
BANDS numbers, of which SOPs share the more the more of their features they share. For a share of s
the chance to have at least one in common is 1 - (1 - s^3)^24: 96 % at one half, 2 % at a tenth.
Who shares one is a candidate; `likeness` then decides.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import Generic, TypeVar

from sopan.sop import roots
from sopan.sop.model import SOP
from sopan.sop.words import stems

TITLE, STEPS, ACTORS = 0.4, 0.5, 0.1
"""What each part counts."""

NEAR = 0.6
"""From here on two SOPs are shown as near: one taken from the other and adapted."""

BANDS = 24
ROWS = 3
"""Minima that must all be the same for one number of the signature."""

_PRIME = (1 << 61) - 1

Signature = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """What an SOP is compared by."""

    title: frozenset[str]
    steps: frozenset[str]
    actors: frozenset[str]

    def __iter__(self) -> Iterator[str]:
        """All of them, told apart by the part that they are of."""
        yield from (f"title {word}" for word in self.title)
        yield from (f"step {shingle}" for shingle in self.steps)
        yield from (f"actor {word}" for word in self.actors)


def features(sop: SOP) -> Features:
    """The features of an SOP; what `compare` and `signature` need of it."""
    return Features(
        frozenset(_content(sop.title)),
        frozenset(shingle for step in sop.steps for shingle in _shingles(step.text)),
        frozenset(word for actor in sop.actors for word in _content(actor.name)),
    )


def likeness(one: SOP, other: SOP) -> float:
    """How much two SOPs are alike, from 0 to 1."""
    return compare(features(one), features(other))


def compare(one: Features, other: Features) -> float:
    """The likeness of two SOPs whose features are known."""
    parts = (
        (TITLE, one.title, other.title),
        (STEPS, one.steps, other.steps),
        (ACTORS, one.actors, other.actors),
    )
    return sum(weight * _share(first, second) for weight, first, second in parts)


def signature(found: Features) -> Signature:
    """BANDS numbers of 63 bits; two SOPs that share one are worth a comparison."""
    hashes = [_hash(feature) for feature in found]
    if not hashes:
        return ()
    minima = [min((a * value + b) % _PRIME for value in hashes) for a, b in _functions()]
    return tuple(
        _hash(f"{band} {minima[band * ROWS : (band + 1) * ROWS]}") for band in range(BANDS)
    )


Key = TypeVar("Key", bound=Hashable)


class Nearby(Generic[Key]):
    """Signatures of many SOPs by their keys, to find those that are near one."""

    def __init__(self) -> None:
        self._keys: dict[int, list[Key]] = {}

    def add(self, key: Key, numbers: Signature) -> None:
        for number in numbers:
            self._keys.setdefault(number, []).append(key)

    def candidates(self, numbers: Signature) -> list[Key]:
        """Whoever shares a number, most shared first; the SOP itself too where it was added."""
        shared: dict[Key, int] = {}
        for number in numbers:
            for key in self._keys.get(number, ()):
                shared[key] = shared.get(key, 0) + 1
        return sorted(shared, key=shared.__getitem__, reverse=True)


def _content(text: str) -> Iterator[str]:
    return (word for word in stems(text) if word not in roots.PARTICLES)


def _shingles(text: str) -> Iterable[str]:
    """Pairs of stems; the single stem where a step has one only."""
    words = list(_content(text))
    return [f"{first} {second}" for first, second in pairwise(words)] or words


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 1.0


def _hash(text: str) -> int:
    """The same in every process, unlike `hash`; fits the signed integer of a database."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1


@cache
def _functions() -> tuple[tuple[int, int], ...]:
    """Factor and addend of each hash function, always the same."""
    return tuple(
        (_hash(f"factor {number}") % _PRIME or 1, _hash(f"addend {number}") % _PRIME)
        for number in range(BANDS * ROWS)
    )
