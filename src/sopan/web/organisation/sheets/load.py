"""The organisation of a government, read for a comparison: at most five questions."""

from __future__ import annotations

from collections.abc import Iterable

from sopan.web.organisation.models import (
    Government,
    Holding,
    Import,
    PositionPeriod,
    UnitPeriod,
)
from sopan.web.organisation.sheets.facts import (
    HoldingFact,
    Organisation,
    PersonFact,
    PostFact,
    Span,
    UnitFact,
)
from sopan.web.people.models import Person


def organisation_of(government: Government, kind: str) -> Organisation:
    """What a table of the kind is compared with."""
    if kind == Import.Kind.UNITS:
        return Organisation(units=tuple(_units(government)))
    if kind == Import.Kind.POSITIONS:
        return Organisation(units=tuple(_units(government)), posts=tuple(_posts(government)))
    return Organisation(
        posts=tuple(_posts(government)),
        people=tuple(_people(government)),
        holdings=tuple(_holdings(government)),
    )


def _units(government: Government) -> Iterable[UnitFact]:
    rows = UnitPeriod.objects.filter(government=government).values_list(
        "unit_id",
        "unit__code",
        "since",
        "until",
        "name",
        "short_name",
        "kind",
        "parent__code",
        "order",
    )
    for row in rows.order_by("unit", "since").iterator():
        id_, code, since, until, name, short_name, kind, parent, order = row
        span = Span(since, until)
        yield UnitFact(id_, code, span, name, short_name, kind, parent, order)


def _posts(government: Government) -> Iterable[PostFact]:
    rows = PositionPeriod.objects.filter(government=government).values_list(
        "position_id",
        "position__code",
        "since",
        "until",
        "name",
        "unit__code",
        "level",
        "is_head",
        "duties",
        "order",
    )
    for row in rows.order_by("position", "since").iterator():
        id_, code, since, until, name, unit, level, is_head, duties, order = row
        span = Span(since, until)
        yield PostFact(id_, code, span, name, unit, level, is_head, duties, order)


def _people(government: Government) -> Iterable[PersonFact]:
    rows = Person.objects.filter(government=government).order_by("pk")
    for row in rows.values_list("id", "nip", "name", "rank", "email").iterator():
        yield PersonFact(*row)


def _holdings(government: Government) -> Iterable[HoldingFact]:
    rows = (
        Holding.objects.filter(government=government)
        .order_by("pk")
        .values_list("id", "person_id", "position__code", "kind", "since", "until", "letter")
    )
    for id_, person, post, kind, since, until, letter in rows.iterator():
        yield HoldingFact(id_, person, post, kind, Span(since, until), letter)
