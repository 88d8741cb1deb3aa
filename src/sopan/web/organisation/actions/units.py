"""Units: made, renamed, moved, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sopan.web.organisation import tree
from sopan.web.organisation.actions.common import (
    change_from,
    day_text,
    facts,
    last_unit_period,
    take_turn,
    unit_period,
    unit_subject,
    without_same,
)
from sopan.web.organisation.models import (
    Coordination,
    Government,
    PositionPeriod,
    Role,
    Unit,
    UnitPeriod,
)
from sopan.web.trail.record import Doer, record
from sopan.web.ui.refusal import Refusal


@transaction.atomic
def create_unit(
    government: Government,
    *,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None,
    since: date,
    doer: Doer,
    at: datetime,
    short_name: str = "",
    order: int = 0,
) -> Unit:
    """A new unit from a day on; without a parent it is the root, of which there is one."""
    take_turn(government.pk)
    if Unit.objects.filter(government=government, code=code).exists():
        raise Refusal(_("Kode %(code)s sudah dipakai unit lain.") % {"code": code}, "code")
    if parent is None and UnitPeriod.objects.filter(government=government, parent=None).exists():
        raise Refusal(_("Hanya satu unit yang berada di puncak. Pilih unit induk."), "parent")
    if parent is not None:
        _check_parent(government, parent, since, None)
    _check_name(government, parent, name, since, None)
    unit = Unit.objects.create(government=government, code=code)
    period = UnitPeriod.objects.create(
        government=government,
        unit=unit,
        name=name,
        short_name=short_name,
        kind=kind,
        parent=parent,
        order=order,
        since=since,
    )
    record(
        government.pk, doer, "unit.create", unit_subject(unit, name), at, {"after": facts(period)}
    )
    return unit


@transaction.atomic
def rename_unit(
    unit: Unit,
    *,
    name: str,
    since: date,
    doer: Doer,
    at: datetime,
    short_name: str = "",
    kind: str = "",
    order: int | None = None,
) -> UnitPeriod:
    """Another name (and short name, kind, order) from a day on; the old one stays readable."""
    take_turn(unit.government_id)
    period = unit_period(unit, since)
    _check_name(unit.government, period.parent, name, since, unit)
    before = facts(period)
    values = {
        "name": name,
        "short_name": short_name,
        "kind": kind or period.kind,
        "order": period.order if order is None else order,
    }
    changed = change_from(period, since, without_same(period, values))
    data = {"before": before, "after": facts(changed), "old": before["name"], "since": since}
    record(unit.government_id, doer, "unit.rename", unit_subject(unit, name), at, data)
    return changed


@transaction.atomic
def move_unit(unit: Unit, *, parent: Unit, since: date, doer: Doer, at: datetime) -> UnitPeriod:
    """Under another unit from a day on."""
    take_turn(unit.government_id)
    period = unit_period(unit, since)
    if period.parent_id is None:
        raise Refusal(_("Unit di puncak tidak dapat dipindahkan."), "parent")
    _check_parent(unit.government, parent, since, period.until)
    _check_no_loop(unit, parent, since, period.until)
    _check_name(unit.government, parent, period.name, since, unit)
    before = facts(period)
    changed = change_from(period, since, without_same(period, {"parent": parent}))
    data = {
        "before": before,
        "after": facts(changed),
        "parent": unit_period(parent, since).name,
        "since": since,
    }
    record(unit.government_id, doer, "unit.move", unit_subject(unit, period.name), at, data)
    return changed


@transaction.atomic
def close_unit(unit: Unit, *, until: date, doer: Doer, at: datetime) -> UnitPeriod:
    """No more from `until` on; only once nothing hangs on it any longer."""
    take_turn(unit.government_id)
    period = last_unit_period(unit)
    if period is None or period.until is not None:
        raise Refusal(_("Unit ini sudah ditutup."), "until")
    if period.parent_id is None:
        raise Refusal(_("Unit di puncak tidak dapat ditutup."), "until")
    if until <= period.since:
        text = _("Unit ini baru berubah pada %(day)s; pilih hari sesudahnya.")
        raise Refusal(text % {"day": day_text(period.since)}, "until")
    if hanging := list(_hanging(unit, until)):
        text = _("Masih ada yang bergantung pada unit ini: %(what)s. Pindahkan atau tutup dahulu.")
        raise Refusal(text % {"what": ", ".join(hanging)}, "until")
    before = facts(period)
    period.until = until
    period.save(update_fields=["until"])
    data = {"before": before, "after": facts(period), "until": until}
    record(unit.government_id, doer, "unit.close", unit_subject(unit, period.name), at, data)
    return period


def _hanging(unit: Unit, until: date) -> Iterable[str]:
    """What would be orphaned from `until` on, by name."""
    alive = Q(until=None) | Q(until__gt=until)
    children = UnitPeriod.objects.filter(alive, parent=unit)
    yield from children.values_list("name", flat=True).distinct()[:5]
    posts = PositionPeriod.objects.filter(alive, unit=unit)
    yield from posts.values_list("name", flat=True).distinct()[:5]
    edges = Coordination.objects.filter(alive, Q(unit=unit) | Q(by_unit=unit))
    for field in edges.values_list("field", flat=True).distinct()[:5]:
        yield _("koordinasi %(field)s") % {"field": field}
    for role in Role.objects.filter(alive, unit=unit)[:5]:
        yield _("peran %(role)s") % {"role": role.get_kind_display()}


def _check_parent(government: Government, parent: Unit, since: date, until: date | None) -> None:
    """The parent is of the same government and lives through the whole period."""
    if parent.government_id != government.pk:
        raise Refusal(_("Unit induk bukan milik pemerintah daerah ini."), "parent")
    if not UnitPeriod.objects.on(since).filter(unit=parent).exists():
        text = _("Unit induk tidak ada pada %(day)s.")
        raise Refusal(text % {"day": day_text(since)}, "parent")
    ends = _end_of_life(parent)
    if ends is not None and (until is None or until > ends):
        text = _("Unit induk hanya ada sampai sebelum %(day)s.")
        raise Refusal(text % {"day": day_text(ends)}, "parent")


def _end_of_life(unit: Unit) -> date | None:
    last = last_unit_period(unit)
    return last.until if last else None


def _check_no_loop(unit: Unit, parent: Unit, since: date, until: date | None) -> None:
    """On no day of the period the new parent stands below the unit."""
    changes = UnitPeriod.objects.filter(government=unit.government_id, since__gt=since)
    if until is not None:
        changes = changes.filter(since__lt=until)
    days = [since, *changes.values_list("since", flat=True).distinct().order_by("since")]
    for day in days:
        if unit.pk in tree.above(parent.pk, day):
            text = _("Unit induk berada di bawah unit ini pada %(day)s: lingkaran.")
            raise Refusal(text % {"day": day_text(day)}, "parent")


def _check_name(
    government: Government, parent: Unit | None, name: str, since: date, own: Unit | None
) -> None:
    """Under one parent no two units have the same name."""
    same = UnitPeriod.objects.on(since).filter(
        government=government, parent=parent, name__iexact=name
    )
    if own is not None:
        same = same.exclude(unit=own)
    if same.exists():
        text = _("Unit bernama %(name)s sudah ada di bawah induk yang sama.")
        raise Refusal(text % {"name": name}, "name")
