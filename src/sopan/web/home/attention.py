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
    return Attention(True, tuple(vacant[:SHOWN]), len(vacant), _ending(viewer, posts))


def _vacant(posts: QuerySet[PositionPeriod], day: date) -> list[Vacancy]:
    """All of them, at most one of each unit: to count them apart would ask as much again."""
    held = Holding.objects.on(day).values("position")
    vacant = posts.filter(is_head=True).exclude(position__in=held).order_by("level", "name")
    return [Vacancy(*row) for row in vacant.values_list("position", "name")]


def _ending(viewer: Viewer, posts: QuerySet[PositionPeriod]) -> tuple[Ending, ...]:
    """Few mandates end soon: which of them are the viewer's is asked of these alone."""
    rows = list(
        Holding.objects.on(viewer.day)
        .filter(government=viewer.government, until__lte=viewer.day + SOON)
        .filter(kind__in=(HoldingKind.PLT, HoldingKind.PLH))
        .select_related("person")
        .order_by("until", "pk")
    )
    if not rows:
        return ()
    own = posts.filter(position__in={row.position_id for row in rows})
    names = dict(own.values_list("position", "name"))
    held = [row for row in rows if row.position_id in names]
    return tuple(_as_ending(row, names[row.position_id]) for row in held[:SHOWN])


def _as_ending(row: Holding, name: str) -> Ending:
    assert row.until
    kind = HoldingKind(row.kind).label
    last_day = row.until - timedelta(days=1)
    return Ending(row.pk, row.position_id, name, row.person.name, str(kind), last_day)
