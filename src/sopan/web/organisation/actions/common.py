"""What the actions of the organisation share: taking turns, names for the trail, splitting periods.

Structural changes of one government take turns on its row, so that what a check has seen still
holds when the change is written.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.forms.models import model_to_dict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from sopan.web.organisation.models import (
    Dated,
    Government,
    Holding,
    Position,
    PositionPeriod,
    Role,
    Unit,
    UnitPeriod,
)
from sopan.web.trail.record import Subject
from sopan.web.ui.refusal import Refusal

Period = TypeVar("Period", UnitPeriod, PositionPeriod)


def take_turn(government_id: int) -> None:
    """Wait until no other change of this government's organisation is under way."""
    Government.objects.select_for_update().get(pk=government_id)


def day_text(day: date) -> str:
    return date_format(day, "j F Y")


def unit_period(unit: Unit, day: date) -> UnitPeriod:
    """The period on a day. Raises Refusal where the unit does not exist on it."""
    found = UnitPeriod.objects.on(day).filter(unit=unit).first()
    if found is None:
        raise Refusal(_("Unit ini tidak ada pada %(day)s.") % {"day": day_text(day)}, "since")
    return found


def position_period(position: Position, day: date) -> PositionPeriod:
    """The period on a day. Raises Refusal where the position does not exist on it."""
    found = PositionPeriod.objects.on(day).filter(position=position).first()
    if found is None:
        raise Refusal(_("Jabatan ini tidak ada pada %(day)s.") % {"day": day_text(day)}, "since")
    return found


def last_unit_period(unit: Unit) -> UnitPeriod | None:
    return UnitPeriod.objects.filter(unit=unit).order_by("since").last()


def last_position_period(position: int) -> PositionPeriod | None:
    return PositionPeriod.objects.filter(position=position).order_by("since").last()


def unit_subject(unit: Unit, name: str) -> Subject:
    return Subject("unit", unit.pk, name)


def position_subject(position: Position, name: str) -> Subject:
    return Subject("position", position.pk, name)


def facts(row: Dated | Any) -> dict[str, Any]:
    """A row as the trail keeps it, keys as numbers."""
    kept = model_to_dict(row)
    kept.pop("id", None)
    kept.pop("government", None)
    return kept


def change_from(period: Period, since: date, values: dict[str, Any]) -> Period:
    """Give a period other values from `since` on; what was before stays.

    From its own first day on a period is corrected in place. `values` differ from the present ones.
    """
    if since == period.since:
        for name, value in values.items():
            setattr(period, name, value)
        period.save()
        return period
    later = type(period)(**{f.attname: getattr(period, f.attname) for f in fields(period)})
    for name, value in values.items():
        setattr(later, name, value)
    later.since = since
    period.until = since
    period.save(update_fields=["until"])
    later.save(force_insert=True)
    return later


def fields(period: Period) -> list[Any]:
    return [f for f in type(period)._meta.concrete_fields if not f.primary_key]


def without_same(period: Period, values: dict[str, Any]) -> dict[str, Any]:
    """The values that differ. Raises Refusal where none does."""
    differing = {name: value for name, value in values.items() if getattr(period, name) != value}
    if not differing:
        raise Refusal(_("Tidak ada yang berubah."))
    return differing


def in_indonesian(row: Holding | Role) -> str:
    """The kind of a row for the trail, whose words do not depend on who acts."""
    with override("id"):
        return row.get_kind_display()


def ordered(since: date, until: date | None) -> None:
    """Raises Refusal where a period would end before it begins."""
    if until is not None and until <= since:
        raise Refusal(_("Hari terakhir mendahului hari pertama."), "until")
