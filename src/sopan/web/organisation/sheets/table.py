"""The organisation of a day as rows of a table, in the columns that are read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from sopan.web.organisation.models import Import
from sopan.web.organisation.sheets.columns import COLUMNS, Column
from sopan.web.organisation.sheets.facts import Organisation, UnitFact
from sopan.web.organisation.sheets.values import Value

Table = tuple[tuple[Column, ...], list[tuple[Value, ...]]]


def table(organisation: Organisation, kind: str, day: date, personal: bool) -> Table:
    """The columns and rows of a kind; without `personal` no NIP and no e-mail."""
    columns = tuple(c for c in COLUMNS[kind] if personal or not c.personal)
    rows = ROWS[Import.Kind(kind)](organisation, day)
    return columns, [tuple(row[column.key] for column in columns) for row in rows]


def _units(organisation: Organisation, day: date) -> Iterator[dict[str, Value]]:
    """Each parent before what stands under it."""
    below: dict[str | None, list[UnitFact]] = defaultdict(list)
    for unit in organisation.units_on(day).values():
        below[unit.parent].append(unit)
    stack = _ordered(below[None])
    while stack:
        unit = stack.pop()
        yield {
            "code": unit.code,
            "name": unit.name,
            "short_name": unit.short_name,
            "kind": unit.kind,
            "parent": unit.parent,
            "order": unit.order,
        }
        stack += _ordered(below[unit.code])


def _ordered(units: Iterable[UnitFact]) -> list[UnitFact]:
    """The last first, as a stack wants it."""
    return sorted(units, key=lambda unit: (unit.order, unit.name, unit.code), reverse=True)


def _positions(organisation: Organisation, day: date) -> Iterator[dict[str, Value]]:
    """By the order of their units, the head first."""
    place = {row["code"]: number for number, row in enumerate(_units(organisation, day))}
    posts = organisation.posts_on(day).values()
    for post in sorted(
        posts, key=lambda p: (place.get(p.unit, -1), not p.is_head, p.order, p.name, p.code)
    ):
        yield {
            "code": post.code,
            "name": post.name,
            "unit": post.unit,
            "level": post.level,
            "is_head": post.is_head,
            "duties": post.duties,
            "order": post.order,
        }


def _people(organisation: Organisation, day: date) -> Iterator[dict[str, Value]]:
    """One row for each post that somebody holds or will hold; those without a post have one too."""
    held = defaultdict(list)
    for holding in organisation.holdings:
        if holding.span.until is None or holding.span.until > day:
            held[holding.person].append(holding)
    for person in sorted(organisation.people, key=lambda p: (p.name, p.id)):
        known: dict[str, Value] = {
            "nip": person.nip,
            "name": person.name,
            "rank": person.rank,
            "email": person.email,
        }
        if not held[person.id]:
            yield {**known, **dict.fromkeys(("post", "kind", "since", "until", "letter"))}
        for h in sorted(held[person.id], key=lambda h: (h.span.since, h.post)):
            yield {
                **known,
                "post": h.post,
                "kind": h.kind,
                "since": h.span.since,
                "until": h.span.until,
                "letter": h.letter,
            }


ROWS = {
    Import.Kind.UNITS: _units,
    Import.Kind.POSITIONS: _positions,
    Import.Kind.PEOPLE: _people,
}
