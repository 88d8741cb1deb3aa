"""Writes many changes at once, in few questions to the database.

An open period may exist once for each unit, position and head (unique indexes, asked row by row).
So whatever makes room comes first: heads step down, periods end; only then are values written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import models

from sopan.web.organisation.actions.common import fields
from sopan.web.organisation.models import (
    Government,
    Holding,
    Position,
    PositionPeriod,
    Unit,
    UnitPeriod,
)
from sopan.web.organisation.sheets.changes import Act, Change, Subject
from sopan.web.people.models import Person

BATCH = 500
Row = TypeVar("Row", bound=models.Model)


def write(government: Government, changes: Iterable[Change], day: date) -> None:
    """Write all changes; the caller holds the transaction and has checked them."""
    sorted_ = {subject: [c for c in changes if c.subject is subject] for subject in Subject}
    _units(government, sorted_[Subject.UNIT], day)
    _positions(government, sorted_[Subject.POSITION], day)
    ids = _people(government, sorted_[Subject.PERSON])
    _holdings(government, sorted_[Subject.HOLDING], ids)


def _units(government: Government, changes: Sequence[Change], day: date) -> None:
    if not changes:
        return
    new = [Unit(government=government, code=change.key) for change in _new(changes)]
    Unit.objects.bulk_create(new, BATCH)
    ids = dict(Unit.objects.filter(government=government).values_list("code", "pk"))
    values = {ids[c.key]: _unit_values(c, ids) for c in changes}
    now = {p.unit_id: p for p in UnitPeriod.objects.on(day).filter(government=government)}
    _periods(UnitPeriod, government, "unit_id", now, values, day)


def _unit_values(change: Change, ids: dict[str, int]) -> dict[str, Any]:
    values = dict(change.values)
    parent = values.pop("parent")
    return {**values, "parent_id": ids[parent] if parent is not None else None}


def _positions(government: Government, changes: Sequence[Change], day: date) -> None:
    if not changes:
        return
    new = [Position(government=government, code=change.key) for change in _new(changes)]
    Position.objects.bulk_create(new, BATCH)
    ids = dict(Position.objects.filter(government=government).values_list("code", "pk"))
    units = dict(Unit.objects.filter(government=government).values_list("code", "pk"))
    values = {ids[c.key]: _position_values(c, units) for c in changes}
    now = {p.position_id: p for p in PositionPeriod.objects.on(day).filter(government=government)}
    stepping = [now[id_] for id_ in values if id_ in now and now[id_].is_head]
    for some in _batches([period.pk for period in stepping]):
        PositionPeriod.objects.filter(pk__in=some, since=day).update(is_head=False)
    _periods(PositionPeriod, government, "position_id", now, values, day)


def _position_values(change: Change, units: dict[str, int]) -> dict[str, Any]:
    values = dict(change.values)
    unit = values.pop("unit")
    return {**values, "unit_id": units[unit]}


def _periods(
    model: type[Any],
    government: Government,
    owner: str,
    now: dict[int, Any],
    values: dict[int, dict[str, Any]],
    day: date,
) -> None:
    """Give each owner its values from the day on, as `common.change_from` does for one."""
    corrected, ended, begun = [], [], []
    for id_, new in values.items():
        period = now.get(id_)
        if period is not None and period.since == day:
            corrected.append(_given(period, new))
            continue
        kept = {f.attname: getattr(period, f.attname) for f in fields(period)} if period else {}
        mine = {**kept, "government_id": government.pk, owner: id_, "since": day}
        begun.append(_given(model(**mine), new))
        if period is not None:
            ended.append(period.pk)
    for some in _batches(ended):
        model.objects.filter(pk__in=some).update(until=day)
    _put(corrected)
    model.objects.bulk_create(begun, BATCH)


def _given(row: Row, values: dict[str, Any]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _put(rows: Sequence[Any]) -> None:
    """Save rows that exist, by one statement for many."""
    if rows:
        names = [f.name for f in type(rows[0])._meta.concrete_fields if not f.primary_key]
        type(rows[0])._default_manager.bulk_create(
            rows, BATCH, update_conflicts=True, unique_fields=["id"], update_fields=names
        )


def _people(government: Government, changes: Sequence[Change]) -> dict[str, int]:
    """The numbers of new people by their keys."""
    if not changes:
        return {}
    new = list(_new(changes))
    made = Person.objects.bulk_create(
        [Person(government=government, **change.values) for change in new], BATCH
    )
    _put([Person(pk=c.id, government=government, **c.values) for c in changes if c.id])
    return {change.key: person.pk for change, person in zip(new, made, strict=True)}


def _holdings(government: Government, changes: Sequence[Change], ids: dict[str, int]) -> None:
    if not changes:
        return
    posts = dict(Position.objects.filter(government=government).values_list("code", "pk"))
    known = {h.pk: h for h in Holding.objects.filter(government=government) if h.pk is not None}
    changed = [_given(known[c.id], _holding_values(c)) for c in changes if c.id]
    _put([holding for holding in changed if holding.until is not None])
    _put([holding for holding in changed if holding.until is None])
    new = [
        Holding(
            government=government,
            position_id=posts[c.values["post"]],
            person_id=ids[c.key] if c.key in ids else int(c.key[1:]),
            kind=c.values["kind"],
            **_holding_values(c),
        )
        for c in _new(changes)
    ]
    Holding.objects.bulk_create(new, BATCH)


def _holding_values(change: Change) -> dict[str, Any]:
    return {name: change.values[name] for name in ("since", "until", "letter")}


def _new(changes: Iterable[Change]) -> Iterable[Change]:
    return (change for change in changes if change.act is Act.NEW)


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
