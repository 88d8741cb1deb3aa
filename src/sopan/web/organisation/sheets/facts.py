"""The organisation as plain data: what a table is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A period [since, until); an empty `until` is open."""

    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, other: Span) -> bool:
        """Whether both have a day in common."""
        begins = other.until is None or self.since < other.until
        return begins and (self.until is None or other.since < self.until)


@dataclass(frozen=True, slots=True)
class UnitFact:
    """What a unit is in a period; `parent` is a code."""

    id: int
    code: str
    span: Span
    name: str
    short_name: str
    kind: str
    parent: str | None
    order: int


@dataclass(frozen=True, slots=True)
class PostFact:
    """What a position is in a period; `unit` is a code."""

    id: int
    code: str
    span: Span
    name: str
    unit: str
    level: str
    is_head: bool
    duties: str
    order: int


@dataclass(frozen=True, slots=True)
class PersonFact:
    id: int
    nip: str
    name: str
    rank: str
    email: str


@dataclass(frozen=True, slots=True)
class HoldingFact:
    """Somebody's time in a post; `post` is a code."""

    id: int
    person: int
    post: str
    kind: str
    span: Span
    letter: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everything of one government that a comparison asks for, all periods."""

    units: tuple[UnitFact, ...] = ()
    posts: tuple[PostFact, ...] = ()
    people: tuple[PersonFact, ...] = ()
    holdings: tuple[HoldingFact, ...] = ()

    def units_on(self, day: date) -> dict[str, UnitFact]:
        return {unit.code: unit for unit in self.units if unit.span.covers(day)}

    def posts_on(self, day: date) -> dict[str, PostFact]:
        return {post.code: post for post in self.posts if post.span.covers(day)}


def lives(facts: tuple[UnitFact, ...] | tuple[PostFact, ...]) -> Mapping[str, Span]:
    """From when to when each code exists at all."""
    found: dict[str, Span] = {}
    for fact in facts:
        known = found.get(fact.code)
        if known is None:
            found[fact.code] = fact.span
            continue
        ends = (known.until, fact.span.until)
        last = None if None in ends else max(end for end in ends if end)
        found[fact.code] = Span(min(known.since, fact.span.since), last)
    return found
