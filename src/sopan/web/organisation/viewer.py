"""Who looks: the account of a request, what it acts as today, and the roles it holds.

Loaded once per request, then plain data. A role of a post counts for whoever acts
in the post that day: the Plh rather than the holder who is away, the Plt while it is vacant.
Whoever acts as the head of a unit holds the role `head` there without anybody giving it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from sopan.web.organisation.deciding import (
    Acting,
    Cause,
    Post,
    acting,
    offices_on,
    post_of,
    tenure,
)
from sopan.web.organisation.models import (
    Government,
    Holding,
    PositionPeriod,
    Role,
    RoleKind,
    Unit,
)
from sopan.web.people.doing import address_of
from sopan.web.people.models import Account, Person, Power
from sopan.web.people.power import power_of
from sopan.web.trail.record import Doer


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held today at a unit and below; `acting` where it comes with a post."""

    kind: RoleKind
    unit: int
    acting: Acting | None
    since: date
    derived: bool = False
    """True for the role `head`, which comes from heading the unit."""


@dataclass(slots=True)
class Known:
    """What permission asked of the tree for this viewer, so that no request asks it twice."""

    root: Unit | None = None
    lines: dict[int, Sequence[int]] = field(default_factory=dict)
    """The units above each unit asked about, today."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody signed in, on a day, with everything that permission depends on."""

    account: Account
    person: Person
    government: Government
    at: datetime
    day: date
    actings: tuple[Acting, ...]
    grants: tuple[Grant, ...]
    power: Power | None
    source: str
    known: Known = field(default_factory=Known, compare=False, repr=False)

    def grants_of(self, kind: RoleKind) -> list[Grant]:
        return [grant for grant in self.grants if grant.kind is kind]

    @property
    def title(self) -> str:
        """The post in which this person acts first, "" without one."""
        return self.actings[0].title if self.actings else ""

    @property
    def doer(self) -> Doer:
        first = self.actings[0] if self.actings else None
        return Doer(
            self.person.name,
            self.account.pk,
            first.title if first else "",
            first.acting_for if first else "",
            self.source,
        )


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request that is signed in; the same object when asked again."""
    known = getattr(request, "_viewer", None)
    if isinstance(known, Viewer):
        return known
    account = request.user
    assert isinstance(account, Account)
    source = address_of(request)
    found = viewer(account, timezone.now(), source)
    found = replace(found, power=power_of(account, request.session.session_key or "", found.at))
    request._viewer = found  # type: ignore[attr-defined]
    return found


def today(government: Government, at: datetime) -> date:
    """The day it is there."""
    return at.astimezone(ZoneInfo(government.time_zone)).date()


def viewer(account: Account, at: datetime, source: str = "cli") -> Viewer:
    """The viewer without a session, and so without administrator power."""
    person = account.person
    day = today(person.government, at)
    actings = tuple(_actings(person, day))
    grants = (*_grants(person, actings, day), *_headships(actings))
    return Viewer(account, person, person.government, at, day, actings, grants, None, source)


def _actings(person: Person, day: date) -> Iterable[Acting]:
    """The posts in which the person acts today: own ones first, then by mandate."""
    own = Holding.objects.on(day).filter(person=person).values("position")
    rows = list(
        Holding.objects.on(day)
        .filter(position__in=own)
        .select_related("person")
        .order_by("kind", "since", "pk")
    )
    posts = _posts({row.position_id for row in rows}, day)
    for id_ in dict.fromkeys(row.position_id for row in rows if row.person_id == person.pk):
        held = [tenure(row) for row in rows if row.position_id == id_]
        found = acting(posts[id_], held) if id_ in posts else None
        if found and found.tenure and found.tenure.person == person.pk:
            yield found


def _posts(positions: Iterable[int], day: date) -> dict[int, Post]:
    ids = list(positions)
    if not ids:
        return {}
    periods = list(PositionPeriod.objects.on(day).filter(position__in=ids))
    offices = offices_on((period.unit_id for period in periods), day)
    return {period.position_id: post_of(period, offices) for period in periods}


def _grants(person: Person, actings: Sequence[Acting], day: date) -> Iterable[Grant]:
    by_post = {found.post.id: found for found in actings}
    rows = Role.objects.on(day).filter(Q(person=person) | Q(position__in=list(by_post)))
    for row in rows:
        through = by_post.get(row.position_id) if row.position_id else None
        yield Grant(RoleKind(row.kind), row.unit_id, through, row.since)


def _headships(actings: Iterable[Acting]) -> Iterable[Grant]:
    for found in actings:
        if found.post.is_head and found.tenure and found.cause is not Cause.NOBODY:
            unit = found.post.unit.id
            yield Grant(RoleKind.HEAD, unit, found, found.tenure.since, derived=True)
