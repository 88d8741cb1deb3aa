"""Roles and who bears them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sopan.web.organisation.deciding import Office, Post
from sopan.web.organisation.models import Role, RoleKind, Unit
from sopan.web.organisation.queries import naming


@dataclass(frozen=True, slots=True)
class Held:
    """A role and who bears it: a post, or a person."""

    id: int
    kind: RoleKind
    office: Office
    post: Post | None
    person: int | None
    bearer: str
    since: date
    until: date | None


def roles_at(unit: Unit, day: date) -> list[Held]:
    """The roles given at the unit itself."""
    return _held(Role.objects.on(day).filter(unit=unit), day)


def roles_through(positions: Sequence[int], person: int | None, day: date) -> list[Held]:
    """The roles of these posts, and of the person."""
    bears = Q(position__in=positions)
    if person is not None:
        bears |= Q(person=person)
    return _held(Role.objects.on(day).filter(bears), day)


def _held(rows: QuerySet[Role], day: date) -> list[Held]:
    found = list(rows.select_related("person"))
    posts = naming.position_periods(r.position_id for r in found if r.position_id)
    units = naming.unit_periods(r.unit_id for r in found)
    return [_one_held(row, posts, units, day) for row in found]


def _one_held(
    row: Role, posts: naming.PositionPeriods, units: naming.UnitPeriods, day: date
) -> Held:
    place = naming.office(units, row.unit_id, day)
    post = naming.post(posts, units, row.position_id, day) if row.position_id else None
    bearer = post.name if post else (row.person.name if row.person else "")
    kind = RoleKind(row.kind)
    return Held(row.pk, kind, place, post, row.person_id, bearer, row.since, row.until)
