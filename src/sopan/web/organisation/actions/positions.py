"""Positions: made, changed, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sopan.web.organisation.actions.common import (
    change_from,
    day_text,
    facts,
    last_position_period,
    position_period,
    position_subject,
    take_turn,
    without_same,
)
from sopan.web.organisation.models import (
    Coordination,
    Holding,
    Position,
    PositionPeriod,
    Role,
    Unit,
    UnitPeriod,
)
from sopan.web.trail.record import Doer, record
from sopan.web.ui.refusal import Refusal


@transaction.atomic
def create_position(
    unit: Unit,
    *,
    code: str,
    name: str,
    level: str,
    since: date,
    doer: Doer,
    at: datetime,
    is_head: bool = False,
    duties: str = "",
    order: int = 0,
) -> Position:
    """A new post in a unit from a day on."""
    government = unit.government_id
    take_turn(government)
    if Position.objects.filter(government=government, code=code).exists():
        raise Refusal(_("Kode %(code)s sudah dipakai jabatan lain.") % {"code": code}, "code")
    _check_unit(unit, since)
    if is_head:
        _check_one_head(unit, since, None, None)
    position = Position.objects.create(government_id=government, code=code)
    period = PositionPeriod.objects.create(
        government_id=government,
        position=position,
        unit=unit,
        name=name,
        level=level,
        is_head=is_head,
        duties=duties,
        order=order,
        since=since,
    )
    subject = position_subject(position, name)
    record(government, doer, "position.create", subject, at, {"after": facts(period)})
    return position


@transaction.atomic
def change_position(
    position: Position,
    *,
    unit: Unit,
    name: str,
    level: str,
    is_head: bool,
    duties: str,
    since: date,
    doer: Doer,
    at: datetime,
) -> PositionPeriod:
    """Another name, unit, level or other duties from a day on; the holders stay."""
    take_turn(position.government_id)
    period = position_period(position, since)
    if unit.government_id != position.government_id:
        raise Refusal(_("Unit bukan milik pemerintah daerah ini."), "unit")
    _check_unit(unit, since)
    if is_head:
        _check_one_head(unit, since, period.until, position)
    before = facts(period)
    values: dict[str, Any] = {
        "unit": unit,
        "name": name,
        "level": level,
        "is_head": is_head,
        "duties": duties,
    }
    changed = change_from(period, since, without_same(period, values))
    data = {"before": before, "after": facts(changed), "since": since}
    subject = position_subject(position, name)
    record(position.government_id, doer, "position.change", subject, at, data)
    return changed


@transaction.atomic
def close_position(position: Position, *, until: date, doer: Doer, at: datetime) -> PositionPeriod:
    """No more from `until` on; only once nobody holds it any longer."""
    take_turn(position.government_id)
    period = last_position_period(position.pk)
    if period is None or period.until is not None:
        raise Refusal(_("Jabatan ini sudah dihapus."), "until")
    if until <= period.since:
        text = _("Jabatan ini baru berubah pada %(day)s; pilih hari sesudahnya.")
        raise Refusal(text % {"day": day_text(period.since)}, "until")
    _check_nothing_hangs(position, until)
    before = facts(period)
    period.until = until
    period.save(update_fields=["until"])
    data = {"before": before, "after": facts(period), "until": until}
    subject = position_subject(position, period.name)
    record(position.government_id, doer, "position.close", subject, at, data)
    return period


def _check_nothing_hangs(position: Position, until: date) -> None:
    alive = Q(until=None) | Q(until__gt=until)
    holding = Holding.objects.filter(alive, position=position).select_related("person").first()
    if holding:
        text = _("Jabatan ini masih dipegang %(name)s. Akhiri masa jabatannya dahulu.")
        raise Refusal(text % {"name": holding.person.name}, "until")
    if Coordination.objects.filter(alive, by_position=position).exists():
        raise Refusal(_("Jabatan ini masih menjadi koordinator. Akhiri dahulu."), "until")
    if Role.objects.filter(alive, position=position).exists():
        raise Refusal(_("Jabatan ini masih mempunyai peran. Cabut dahulu."), "until")


def _check_unit(unit: Unit, since: date) -> None:
    if not UnitPeriod.objects.on(since).filter(unit=unit).exists():
        text = _("Unit ini tidak ada pada %(day)s.")
        raise Refusal(text % {"day": day_text(since)}, "unit")


def _check_one_head(unit: Unit, since: date, until: date | None, own: Position | None) -> None:
    heads = PositionPeriod.objects.overlapping(since, until).filter(unit=unit, is_head=True)
    if own is not None:
        heads = heads.exclude(position=own)
    if head := heads.first():
        text = _("Unit ini sudah mempunyai jabatan kepala: %(name)s.")
        raise Refusal(text % {"name": head.name}, "is_head")
