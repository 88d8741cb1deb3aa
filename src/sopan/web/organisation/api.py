"""The organisation for other programs: to read, for who is signed in, of any day.

Objects come from the loaders of `access`, as on the pages; what belongs to another government does
not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router

from sopan.web.organisation import deciding, tree
from sopan.web.organisation.access import (
    Right,
    may,
    person_for_reader,
    position_for_reader,
    root_for_reader,
    unit_for_reader,
)
from sopan.web.organisation.deciding import Acting, offices_on, post_of, who_acts
from sopan.web.organisation.models import PositionPeriod, UnitPeriod
from sopan.web.organisation.permitted import sees_personal
from sopan.web.organisation.queries import posts
from sopan.web.organisation.queries.history import history_of
from sopan.web.organisation.queries.people import people_named
from sopan.web.organisation.queries.units import heads_of
from sopan.web.organisation.schemas import (
    ActingOut,
    DecidersOut,
    KinOut,
    Named,
    Page,
    PersonOut,
    PositionDetailOut,
    PositionOut,
    PositionStageOut,
    Problem,
    TermOut,
    UnitDetailOut,
    UnitOut,
    UnitStageOut,
)
from sopan.web.organisation.viewer import viewer_of
from sopan.web.people.models import Person

router = Router(tags=["organisation"])

Day = Annotated[date | None, Query(description="the day asked about; today without it")]
Text = Annotated[str, Query(max_length=100, description="a part of the name")]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
PROBLEMS: dict[Any, Any] = {401: Problem, 403: Problem, 404: Problem, 422: Problem}


def _responses(answer: Any) -> dict[Any, Any]:
    return {200: answer, **PROBLEMS}


# Units


@router.get("units", response=_responses(Page[UnitOut]), operation_id="units")
def units(
    request: HttpRequest,
    tanggal: Day = None,
    below: Annotated[int | None, Query(description="this unit and all below it")] = None,
    cari: Text = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """The units of a day."""
    viewer = viewer_of(request)
    day = tanggal or viewer.day
    found = UnitPeriod.objects.on(day).filter(government=viewer.government)
    if below is not None:
        found = found.filter(unit__in=tree.below([unit_for_reader(viewer, below).pk], day))
    if cari:
        found = found.filter(Q(name__icontains=cari) | Q(short_name__icontains=cari))
    rows, count = part(found.select_related("unit").order_by("unit"), limit, offset)
    heads = heads_of([row.unit_id for row in rows], day)
    return Page[UnitOut](items=[_unit(row, heads.get(row.unit_id)) for row in rows], count=count)


@router.get("units/{int:unit}", response=_responses(UnitDetailOut), operation_id="unit")
def unit(request: HttpRequest, unit: int, tanggal: Day = None) -> Any:
    """One unit: as it is on the day, its former names and places, its kin."""
    viewer = viewer_of(request)
    day = tanggal or viewer.day
    found = unit_for_reader(viewer, unit)
    period = UnitPeriod.objects.on(day).filter(unit=found).select_related("unit").first()
    history = history_of(found, day)
    return UnitDetailOut(
        id=found.pk,
        code=found.code,
        day=day,
        now=_unit(period, heads_of([found.pk], day).get(found.pk)) if period else None,
        stages=[UnitStageOut.of(stage) for stage in history.stages],
        predecessors=[KinOut.at(kin) for kin in history.predecessors],
        successors=[KinOut.at(kin) for kin in history.successors],
        history=[str(sentence) for sentence in history.sentences],
    )


@router.get(
    "units/{int:unit}/deciders",
    response=_responses(DecidersOut | None),
    operation_id="unit_deciders",
)
def unit_deciders(request: HttpRequest, unit: int, tanggal: Day = None) -> Any:
    """Who heads a unit, who stands above it, who coordinates it; null on days without it."""
    viewer = viewer_of(request)
    found = deciding.of_unit(unit_for_reader(viewer, unit).pk, tanggal or viewer.day)
    return DecidersOut.of(found) if found else None


def _unit(row: UnitPeriod, head: Acting | None) -> UnitOut:
    return UnitOut(
        id=row.unit_id,
        code=row.unit.code,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        parent=row.parent_id,
        head=ActingOut.of(head) if head else None,
    )


# Positions


@router.get("positions", response=_responses(Page[PositionOut]), operation_id="positions")
def positions(
    request: HttpRequest,
    tanggal: Day = None,
    unit: Annotated[int | None, Query(description="only the positions of this unit")] = None,
    cari: Text = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """The positions of a day and who acts in each."""
    viewer = viewer_of(request)
    day = tanggal or viewer.day
    found = PositionPeriod.objects.on(day).filter(government=viewer.government)
    if unit is not None:
        found = found.filter(unit=unit_for_reader(viewer, unit))
    if cari:
        found = found.filter(name__icontains=cari)
    rows, count = part(found.select_related("position").order_by("position"), limit, offset)
    return Page[PositionOut](items=list(_positions(rows, day)), count=count)


@router.get(
    "positions/{int:position}", response=_responses(PositionDetailOut), operation_id="position"
)
def position(request: HttpRequest, position: int, tanggal: Day = None) -> Any:
    """One position: its duties over time, its holders, who acts on the day and why."""
    viewer = viewer_of(request)
    day = tanggal or viewer.day
    found = position_for_reader(viewer, position)
    rows = PositionPeriod.objects.on(day).filter(position=found).select_related("position")
    now = next(iter(_positions(list(rows), day)), None)
    history = posts.history_of_position(found, day)
    return PositionDetailOut(
        id=found.pk,
        code=found.code,
        day=day,
        acting=now.acting if now else None,
        stages=[PositionStageOut.of(stage) for stage in history.stages],
        holders=[TermOut.of(term) for term in history.terms],
    )


@router.get(
    "positions/{int:position}/deciders",
    response=_responses(DecidersOut | None),
    operation_id="position_deciders",
)
def position_deciders(request: HttpRequest, position: int, tanggal: Day = None) -> Any:
    """Who acts in a post, who stands above it, who coordinates it; null on days without it."""
    viewer = viewer_of(request)
    found = deciding.of_position(position_for_reader(viewer, position).pk, tanggal or viewer.day)
    return DecidersOut.of(found) if found else None


def _positions(rows: Sequence[PositionPeriod], day: date) -> Iterable[PositionOut]:
    offices = offices_on((row.unit_id for row in rows), day)
    posts = {row.position_id: post_of(row, offices) for row in rows}
    actings = who_acts(list(posts.values()), day)
    for row in rows:
        yield PositionOut(
            id=row.position_id,
            code=row.position.code,
            name=row.name,
            level=row.level,
            is_head=row.is_head,
            unit=Named.of(posts[row.position_id].unit),
            acting=ActingOut.of(actings[row.position_id]),
        )


# People


@router.get("people", response=_responses(Page[PersonOut]), operation_id="people")
def people(
    request: HttpRequest,
    tanggal: Day = None,
    cari: Text = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """The people and the posts they hold on the day."""
    viewer = viewer_of(request)
    day = tanggal or viewer.day
    personal = may(viewer, Right.PERSONAL, root_for_reader(viewer).pk)
    rows, count = part(people_named(viewer.government, cari, personal), limit, offset)
    terms = posts.terms_on([row.pk for row in rows], day)
    items = [_person(row, terms.get(row.pk, ()), personal) for row in rows]
    return Page[PersonOut](items=items, count=count)


@router.get("people/{int:person}", response=_responses(PersonOut), operation_id="person")
def person(request: HttpRequest, person: int, tanggal: Day = None) -> Any:
    """One person and the posts held on the day."""
    viewer = viewer_of(request)
    found = person_for_reader(viewer, person)
    terms = posts.terms_on([found.pk], tanggal or viewer.day)
    return _person(found, terms.get(found.pk, ()), sees_personal(viewer, found))


def _person(found: Person, terms: Sequence[posts.Term], personal: bool) -> PersonOut:
    return PersonOut(
        id=found.pk,
        name=found.name,
        rank=found.rank,
        nip=found.nip if personal else None,
        email=found.email if personal else None,
        holds=[TermOut.of(term) for term in terms],
    )


Row = TypeVar("Row", UnitPeriod, PositionPeriod, Person)


def part(rows: QuerySet[Row], limit: int, offset: int) -> tuple[list[Row], int]:
    """The wished part of a list and the length of the whole; two questions."""
    return list(rows[offset : offset + limit]), rows.count()
