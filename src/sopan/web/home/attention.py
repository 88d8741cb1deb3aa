"""What an administrator should look at today: posts that nobody acts in, mandates about to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from sopan.web.organisation import tree
from sopan.web.organisation.access import RULES, Right
from sopan.web.organisation.models import Holding, HoldingKind, PositionPeriod
from sopan.web.organisation.viewer import Viewer

SOON = timedelta(days=30)
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Vacancy:
    """The post of a unit's head in which nobody acts."""

    position: int
    name: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A Plt or Plh whose mandate ends soon."""

    holding: int
    position: int
    name: str
    person: str
    kind: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Attention:
    """The first of each, and how many posts are vacant in all; asked only of administrators."""

    is_asked: bool = False
    vacancies: tuple[Vacancy, ...] = ()
    vacant: int = 0
    endings: tuple[Ending, ...] = ()

    @property
    def count(self) -> int:
        return self.vacant + len(self.endings)

    @property
    def more(self) -> int:
        return self.vacant - len(self.vacancies)


def attention(viewer: Viewer) -> Attention:
    """Of the units where the viewer may change something; nothing for others."""
    units = [grant.unit for grant in viewer.grants if grant.kind in RULES[Right.CHANGE].roles]
    if not units:
        return Attention()
    posts = PositionPeriod.objects.on(viewer.day).filter(unit__in=tree.below(units, viewer.day))
    vacant = _vacant(posts, viewer.day)
    shown = [Vacancy(row.position_id, row.name) for row in vacant[:SHOWN]]
    return Attention(True, tuple(shown), vacant.count(), _ending(posts, viewer.day))


def _vacant(posts: QuerySet[PositionPeriod], day: date) -> QuerySet[PositionPeriod]:
    held = Holding.objects.on(day).values("position")
    return posts.filter(is_head=True).exclude(position__in=held).order_by("level", "name")


def _ending(posts: QuerySet[PositionPeriod], day: date) -> tuple[Ending, ...]:
    rows = (
        Holding.objects.on(day)
        .filter(kind__in=(HoldingKind.PLT, HoldingKind.PLH), until__lte=day + SOON)
        .filter(position__in=posts.values("position"))
        .select_related("person")
        .order_by("until", "pk")
    )
    held = list(rows[:SHOWN])
    names = dict(
        posts.filter(position__in=[row.position_id for row in held]).values_list("position", "name")
    )
    return tuple(_as_ending(row, names[row.position_id]) for row in held)


def _as_ending(row: Holding, name: str) -> Ending:
    assert row.until
    kind = HoldingKind(row.kind).label
    last_day = row.until - timedelta(days=1)
    return Ending(row.pk, row.position_id, name, row.person.name, str(kind), last_day)
