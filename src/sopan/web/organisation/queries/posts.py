"""One post: its times and its holders; and the posts that somebody held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class PostHistory:
    """The times of a post, the earliest first, and those of its holders, the latest first."""

    stages: tuple[PostStage, ...]
    terms: tuple[Term, ...]

    @property
    def stage(self) -> PostStage | None:
        """The time of the day asked about."""
        return next((stage for stage in self.stages if stage.current), None)

    @property
    def names(self) -> list[PostStage]:
        """The times with another name or unit; what else changed is not told apart."""
        found: list[PostStage] = []
        for stage in self.stages:
            if found and _goes_on(found[-1], stage):
                current = found[-1].current or stage.current
                found[-1] = replace(found[-1], until=stage.until, current=current)
            else:
                found.append(stage)
        return found


def _goes_on(stage: PostStage, later: PostStage) -> bool:
    same = (stage.name, stage.unit.id) == (later.name, later.unit.id)
    return same and stage.until == later.since


def history_of_position(position: Position, day: date) -> PostHistory:
    """What a post was and is, and who held, holds and will hold it; three questions."""
    posts = naming.position_periods([position.pk])
    units = naming.units_of(posts)
    stages = [_stage(period, units, day) for period in posts.get(position.pk, ())]
    terms = _terms(_latest_first(Holding.objects.filter(position=position)), posts, units, day)
    return PostHistory(tuple(stages), tuple(terms))


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


def terms_of_person(person: Person, day: date) -> list[Term]:
    """The posts that a person held, holds and will hold, the latest first; three questions."""
    rows = _latest_first(Holding.objects.filter(person=person))
    posts = naming.position_periods(row.position_id for row in rows)
    return _terms(rows, posts, naming.units_of(posts), day)


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


def _latest_first(holdings: QuerySet[Holding]) -> list[Holding]:
    return list(holdings.select_related("person").order_by("-since", "-pk"))


def _terms(
    rows: Iterable[Holding], posts: naming.PositionPeriods, units: naming.UnitPeriods, day: date
) -> list[Term]:
    found = (_term(row, posts, units, day) for row in rows)
    return [term for term in found if term is not None]


def _term(
    row: Holding, posts: naming.PositionPeriods, units: naming.UnitPeriods, day: date
) -> Term | None:
    post = naming.post(posts, units, row.position_id, naming.within(row, day))
    if post is None:
        return None
    return Term(row.pk, post, tenure(row), row.letter_day, row.covers(day), row.since > day)
