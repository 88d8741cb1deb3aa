"""One post: its times and its holders; and the posts that somebody held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sopan.web.organisation.deciding import Office, Post, Tenure, tenure
from sopan.web.organisation.models import Holding, Level, Position, PositionPeriod
from sopan.web.organisation.queries import naming
from sopan.web.people.models import Person


@dataclass(frozen=True, slots=True)
class PostStage:
    """A time in which a post had one name, unit, level and duties."""

    name: str
    unit: Office
    level: str
    is_head: bool
    duties: tuple[str, ...]
    since: date
    until: date | None
    current: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A time in which a person held a post."""

    id: int
    post: Post
    tenure: Tenure
    letter_day: date | None
    current: bool
    ahead: bool
    """True where it begins after the day asked for."""


def stages_of(position: Position, day: date) -> list[PostStage]:
    """The times of a post, the earliest first; two questions."""
    posts = naming.position_periods([position.pk])
    units = naming.units_of(posts)
    return [_stage(period, units, day) for period in posts.get(position.pk, ())]


def _stage(period: PositionPeriod, units: naming.UnitPeriods, day: date) -> PostStage:
    return PostStage(
        period.name,
        naming.office(units, period.unit_id, naming.within(period, day)),
        str(Level(period.level).label),
        period.is_head,
        tuple(line.strip() for line in period.duties.splitlines() if line.strip()),
        period.since,
        period.until,
        period.covers(day),
    )


def terms_of_position(position: Position, day: date) -> list[Term]:
    """Who held, holds and will hold a post, the latest first."""
    return _terms(Holding.objects.filter(position=position), day)


def terms_of_person(person: Person, day: date) -> list[Term]:
    """The posts that a person held, holds and will hold, the latest first."""
    return _terms(Holding.objects.filter(person=person), day)


def terms_on(persons: Iterable[int], day: date) -> dict[int, list[Term]]:
    """The posts these persons hold on the day, by person, without their units; two questions."""
    holdings = Holding.objects.on(day).filter(person__in=list(persons))
    rows = list(holdings.select_related("person").order_by("kind", "since", "pk"))
    posts = naming.position_periods(row.position_id for row in rows)
    found: dict[int, list[Term]] = {}
    for row in rows:
        if term := _term(row, posts, {}, day):
            found.setdefault(row.person_id, []).append(term)
    return found


def _terms(holdings: QuerySet[Holding], day: date) -> list[Term]:
    rows = list(holdings.select_related("person").order_by("-since", "-pk"))
    posts = naming.position_periods(row.position_id for row in rows)
    units = naming.units_of(posts)
    found = (_term(row, posts, units, day) for row in rows)
    return [term for term in found if term is not None]


def _term(
    row: Holding, posts: naming.PositionPeriods, units: naming.UnitPeriods, day: date
) -> Term | None:
    post = naming.post(posts, units, row.position_id, naming.within(row, day))
    if post is None:
        return None
    return Term(row.pk, post, tenure(row), row.letter_day, row.covers(day), row.since > day)
