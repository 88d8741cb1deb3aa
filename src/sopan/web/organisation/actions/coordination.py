"""The functional hierarchy: coordination begun and ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.organisation.actions.common import (
    facts,
    ordered,
    position_period,
    take_turn,
    unit_period,
    unit_subject,
)
from sopan.web.organisation.models import Coordination, Position, Unit
from sopan.web.trail.record import Doer, record
from sopan.web.ui.refusal import Refusal


@transaction.atomic
def begin_coordination(
    unit: Unit,
    *,
    field: str,
    by_unit: Unit | None = None,
    by_position: Position | None = None,
    since: date,
    doer: Doer,
    at: datetime,
    until: date | None = None,
) -> Coordination:
    """A unit is coordinated in a field by another unit, or by one position."""
    take_turn(unit.government_id)
    ordered(since, until)
    by_name = _coordinator(unit, by_unit, by_position, since)
    _check_new(unit, field, by_unit, by_position, since, until)
    if by_unit is not None:
        _check_no_loop(unit, by_unit, field, since, until)
    edge = Coordination.objects.create(
        government_id=unit.government_id,
        unit=unit,
        field=field,
        by_unit=by_unit,
        by_position=by_position,
        since=since,
        until=until,
    )
    data = {"after": facts(edge), "field": field, "by": by_name, "since": since}
    subject = unit_subject(unit, unit_period(unit, since).name)
    record(unit.government_id, doer, "coordination.begin", subject, at, data)
    return edge


@transaction.atomic
def end_coordination(edge: Coordination, *, until: date, doer: Doer, at: datetime) -> Coordination:
    """No longer coordinated from `until` on."""
    take_turn(edge.government_id)
    edge = Coordination.objects.select_related("unit").get(pk=edge.pk)
    ordered(edge.since, until)
    if edge.until is not None and edge.until <= until:
        raise Refusal(_("Koordinasi ini sudah berakhir."), "until")
    before = facts(edge)
    edge.until = until
    edge.save(update_fields=["until"])
    data = {"before": before, "after": facts(edge), "field": edge.field, "until": until}
    subject = unit_subject(edge.unit, unit_period(edge.unit, edge.since).name)
    record(edge.government_id, doer, "coordination.end", subject, at, data)
    return edge


def _coordinator(
    unit: Unit, by_unit: Unit | None, by_position: Position | None, since: date
) -> str:
    """The name of the coordinator of that day; exactly one of both is given."""
    if by_unit is not None and by_position is None:
        if by_unit.government_id != unit.government_id:
            raise Refusal(_("Unit bukan milik pemerintah daerah ini."), "by_unit")
        if by_unit == unit:
            raise Refusal(_("Unit tidak mengoordinasikan dirinya sendiri."), "by_unit")
        return unit_period(by_unit, since).name
    if by_position is not None and by_unit is None:
        if by_position.government_id != unit.government_id:
            raise Refusal(_("Jabatan bukan milik pemerintah daerah ini."), "by_position")
        return position_period(by_position, since).name
    raise Refusal(_("Pilih satu koordinator: unit atau jabatan."), "by_unit")


def _check_new(
    unit: Unit,
    field: str,
    by_unit: Unit | None,
    by_position: Position | None,
    since: date,
    until: date | None,
) -> None:
    same = Coordination.objects.overlapping(since, until).filter(
        unit=unit, field__iexact=field, by_unit=by_unit, by_position=by_position
    )
    if same.exists():
        raise Refusal(_("Koordinasi ini sudah tercatat pada masa itu."), "field")


def _check_no_loop(unit: Unit, by_unit: Unit, field: str, since: date, until: date | None) -> None:
    """In one field nobody is coordinated, directly or not, by whom they coordinate."""
    rows = Coordination.objects.overlapping(since, until).filter(
        government=unit.government_id, field__iexact=field, by_unit__isnull=False
    )
    above: dict[int, set[int | None]] = {}
    for edge in rows:
        above.setdefault(edge.unit_id, set()).add(edge.by_unit_id)
    seen: set[int | None] = set()
    waiting: list[int | None] = [by_unit.pk]
    while waiting:
        current = waiting.pop()
        if current == unit.pk:
            text = _("Keduanya akan saling mengoordinasikan di bidang %(field)s.")
            raise Refusal(text % {"field": field}, "by_unit")
        if current is not None and current not in seen:
            seen.add(current)
            waiting.extend(above.get(current, ()))
