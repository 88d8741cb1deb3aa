"""Who decides: for a unit or a position, on a day, who stands above it and who acts there today.

1. `who_decides` reads four lists: the units above, the coordinations of these, the posts that count
   and who holds them on the day.
2. `acting` tells who acts in one post, and for which reason.
3. `why` puts the reason into a sentence.

The superior of a post is the head of its unit; of a head, the head of the unit above; and so on up
to the head of the region. A unit without a head's post is passed over and named as passed over.
Coordination of a unit counts for the units below it as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sopan.web.organisation import tree
from sopan.web.organisation.models import (
    Coordination,
    Holding,
    HoldingKind,
    PositionPeriod,
    UnitPeriod,
)

PREFIX = {HoldingKind.DEFINITIVE: "", HoldingKind.PLT: "Plt. ", HoldingKind.PLH: "Plh. "}


class Cause(StrEnum):
    """Why this person acts in a post."""

    HOLDER = "holder"
    POST_VACANT = "post-vacant"
    HOLDER_AWAY = "holder-away"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Office:
    """A unit as it is called on the day."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Post:
    """A position as it is called on the day."""

    id: int
    name: str
    unit: Office
    is_head: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in a post."""

    kind: HoldingKind
    person: int
    name: str
    since: date
    until: date | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """A post on a day: who acts in it, and the cause; `holder` is whom a Plh stands in for."""

    post: Post
    cause: Cause
    tenure: Tenure | None = None
    holder: Tenure | None = None

    @property
    def title(self) -> str:
        """ "Plt. Kabag Organisasi"."""
        return f"{PREFIX[self.tenure.kind] if self.tenure else ''}{self.post.name}"

    @property
    def acting_for(self) -> str:
        """In whose stead: the holder's name for a Plh, the vacant post for a Plt, else empty."""
        if self.cause is Cause.HOLDER_AWAY:
            return self.holder.name if self.holder else self.post.name
        return self.post.name if self.cause is Cause.POST_VACANT else ""


@dataclass(frozen=True, slots=True)
class Superior:
    """A step of the structural line; `distance` 1 is the direct superior."""

    acting: Acting
    distance: int
    of: Office | Post


@dataclass(frozen=True, slots=True)
class Coordinator:
    """A functional coordinator: in which field, of which unit (the one asked for or one above)."""

    acting: Acting | None
    by: Office
    field: str
    unit: Office


@dataclass(frozen=True, slots=True)
class Deciders:
    """The answer for one subject and day."""

    subject: Office | Post
    day: date
    own: Acting | None
    superiors: tuple[Superior, ...]
    coordinators: tuple[Coordinator, ...]
    headless: tuple[Office, ...]
    """Units of the line that have no head's post."""

    @property
    def superior(self) -> Superior | None:
        return self.superiors[0] if self.superiors else None


def acting(post: Post, tenures: Iterable[Tenure]) -> Acting:
    """Who acts in a post, given those who hold it on the day."""
    by_kind = {tenure.kind: tenure for tenure in tenures}
    holder = by_kind.get(HoldingKind.DEFINITIVE) or by_kind.get(HoldingKind.PLT)
    if daily := by_kind.get(HoldingKind.PLH):
        return Acting(post, Cause.HOLDER_AWAY, daily, holder)
    if holder is None:
        return Acting(post, Cause.NOBODY)
    if holder.kind is HoldingKind.PLT:
        return Acting(post, Cause.POST_VACANT, holder)
    return Acting(post, Cause.HOLDER, holder)


# The answer


def of_unit(unit_id: int, day: date) -> Deciders | None:
    """Who heads a unit, who stands above it, who coordinates it; None where it does not exist."""
    line = _line(unit_id, day)
    if not line:
        return None
    return _answer(line[0], line, None, day)


def of_position(position_id: int, day: date) -> Deciders | None:
    """The same for a post; None where it does not exist on the day."""
    period = PositionPeriod.objects.on(day).filter(position=position_id).first()
    line = _line(period.unit_id, day) if period else []
    if not period or not line:
        return None
    post = Post(position_id, period.name, line[0], period.is_head)
    return _answer(post, line, post, day)


def _line(unit_id: int, day: date) -> list[Office]:
    """The unit and those above it, as they are called on the day."""
    ids = tree.above(unit_id, day)
    offices = offices_on(ids, day)
    return [offices[id_] for id_ in ids if id_ in offices]


def _answer(
    subject: Office | Post, line: Sequence[Office], post: Post | None, day: date
) -> Deciders:
    edges = list(Coordination.objects.on(day).filter(unit__in=[office.id for office in line]))
    periods = _periods(line, edges, post, day)
    offices = _offices(line, edges, periods, day)
    actings = who_acts([post_of(period, offices) for period in periods], day)
    heads = {a.post.unit.id: a for a in actings.values() if a.post.is_head}
    return Deciders(
        subject,
        day,
        actings[post.id] if post else heads.get(line[0].id),
        tuple(_superiors(subject, line, heads)),
        tuple(_coordinators(edges, line, offices, actings, heads)),
        tuple(office for office in line if office.id not in heads),
    )


def _periods(
    line: Sequence[Office], edges: Sequence[Coordination], post: Post | None, day: date
) -> list[PositionPeriod]:
    """The heads of all units that count, the coordinating posts, and the post asked for."""
    units = {office.id for office in line} | {edge.by_unit_id for edge in edges}
    single = {edge.by_position_id for edge in edges} | {post.id if post else None}
    wanted = Q(unit__in=units - {None}, is_head=True) | Q(position__in=single - {None})
    return list(PositionPeriod.objects.on(day).filter(wanted))


def _offices(
    line: Sequence[Office],
    edges: Sequence[Coordination],
    periods: Sequence[PositionPeriod],
    day: date,
) -> dict[int, Office]:
    """The units of all these, by number; those of the line are known already."""
    offices = {office.id: office for office in line}
    units = {edge.by_unit_id for edge in edges} | {period.unit_id for period in periods}
    return offices | offices_on(units - set(offices), day)


def offices_on(units: Iterable[int | None], day: date) -> dict[int, Office]:
    """These units as they are called on the day."""
    names = UnitPeriod.objects.on(day).filter(unit__in={u for u in units if u is not None})
    return {unit: Office(unit, name) for unit, name in names.values_list("unit", "name")}


def post_of(period: PositionPeriod, offices: Mapping[int, Office]) -> Post:
    """The post of a period; its unit is one of `offices`, else without a name."""
    unit = offices.get(period.unit_id) or Office(period.unit_id, "")
    return Post(period.position_id, period.name, unit, period.is_head)


def who_acts(posts: Sequence[Post], day: date) -> dict[int, Acting]:
    """Who acts in each of these posts, by the number of the post."""
    held: dict[int, list[Tenure]] = {post.id: [] for post in posts}
    rows = Holding.objects.on(day).filter(position__in=list(held)).select_related("person")
    for row in rows:
        held[row.position_id].append(tenure(row))
    return {post.id: acting(post, held[post.id]) for post in posts}


def tenure(row: Holding) -> Tenure:
    return Tenure(
        HoldingKind(row.kind), row.person_id, row.person.name, row.since, row.until, row.letter
    )


def _superiors(
    subject: Office | Post, line: Sequence[Office], heads: Mapping[int, Acting]
) -> Iterable[Superior]:
    heads_own_unit = isinstance(subject, Office) or subject.is_head
    above = line[1:] if heads_own_unit else line
    known = [heads[office.id] for office in above if office.id in heads]
    for distance, acting_ in enumerate(known, 1):
        yield Superior(acting_, distance, subject)


def _coordinators(
    edges: Iterable[Coordination],
    line: Sequence[Office],
    offices: Mapping[int, Office],
    actings: Mapping[int, Acting],
    heads: Mapping[int, Acting],
) -> Iterable[Coordinator]:
    place = {office.id: number for number, office in enumerate(line)}
    for edge in sorted(edges, key=lambda e: (place[e.unit_id], e.field, e.pk)):
        unit = line[place[edge.unit_id]]
        if edge.by_position_id and edge.by_position_id in actings:
            found = actings[edge.by_position_id]
            yield Coordinator(found, found.post.unit, edge.field, unit)
        elif edge.by_unit_id and edge.by_unit_id in offices:
            by = offices[edge.by_unit_id]
            yield Coordinator(heads.get(by.id), by, edge.field, unit)


# In words


def why(found: Acting) -> str:
    """Why this person acts in the post: "Plt. Kabag Organisasi sejak 3 Maret 2026, karena ..."."""
    values = {"title": found.title, "post": found.post.name, "unit": found.post.unit.name}
    if found.tenure:
        values["name"] = found.tenure.name
        values["since"] = date_format(found.tenure.since, "j F Y")
    if found.cause is Cause.POST_VACANT:
        return _("%(title)s sejak %(since)s, karena jabatan itu lowong") % values
    if found.cause is Cause.HOLDER_AWAY:
        values["holder"] = found.holder.name if found.holder else found.post.name
        return _("%(title)s sejak %(since)s, karena %(holder)s berhalangan") % values
    if found.cause is Cause.HOLDER:
        return _("%(title)s sejak %(since)s") % values
    return _("%(post)s lowong dan belum ada Plt. yang ditunjuk") % values


def why_superior(found: Superior) -> str:
    """The same with the place in the structural line."""
    values = {"why": why(found.acting), "of": found.of.name, "distance": found.distance}
    if found.distance == 1:
        return _("%(why)s; atasan langsung %(of)s") % values
    return _("%(why)s; atasan struktural %(of)s, %(distance)d tingkat di atasnya") % values


def why_coordinator(found: Coordinator) -> str:
    """The same for the functional hierarchy."""
    person = why(found.acting) if found.acting else _("belum ada kepala unit")
    values = {"why": person, "by": found.by.name, "field": found.field, "unit": found.unit.name}
    return _("%(why)s; koordinator %(unit)s di bidang %(field)s (hubungan fungsional)") % values
