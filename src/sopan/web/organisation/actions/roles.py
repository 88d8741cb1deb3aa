"""Roles: given to a post or a person, and taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sopan.web.organisation.actions.common import (
    facts,
    in_indonesian,
    ordered,
    position_period,
    take_turn,
    unit_period,
    unit_subject,
)
from sopan.web.organisation.models import Position, Role, RoleKind, Unit
from sopan.web.people.models import Person
from sopan.web.trail.record import Doer, record
from sopan.web.ui.refusal import Refusal


@transaction.atomic
def give_role(
    unit: Unit,
    *,
    kind: str,
    since: date,
    doer: Doer,
    at: datetime,
    position: Position | None = None,
    person: Person | None = None,
    until: date | None = None,
) -> Role:
    """A role at a unit and everything below, for a post (and whoever acts in it) or a person."""
    take_turn(unit.government_id)
    ordered(since, until)
    if kind == RoleKind.HEAD:
        text = _("Peran pimpinan unit melekat pada jabatan kepala dan tidak diberikan tersendiri.")
        raise Refusal(text, "kind")
    name = _bearer(unit, position, person, since)
    same = Role.objects.overlapping(since, until).filter(
        unit=unit, kind=kind, position=position, person=person
    )
    if same.exists():
        raise Refusal(_("Peran ini sudah diberikan pada masa itu."), "kind")
    role = Role.objects.create(
        government_id=unit.government_id,
        kind=kind,
        unit=unit,
        position=position,
        person=person,
        since=since,
        until=until,
    )
    data = {"after": facts(role), "role": in_indonesian(role), "to": name, "since": since}
    subject = unit_subject(unit, unit_period(unit, since).name)
    record(unit.government_id, doer, "role.give", subject, at, data)
    return role


@transaction.atomic
def take_role(role: Role, *, until: date, doer: Doer, at: datetime) -> Role:
    """The role ends: `until` is the first day without it."""
    take_turn(role.government_id)
    role = Role.objects.select_related("unit", "position", "person").get(pk=role.pk)
    ordered(role.since, until)
    if role.until is not None and role.until <= until:
        raise Refusal(_("Peran ini sudah berakhir."), "until")
    if role.kind == RoleKind.ADMINISTRATOR:
        _check_an_administrator_stays(role, until)
    before = facts(role)
    role.until = until
    role.save(update_fields=["until"])
    name = _bearer(role.unit, role.position, role.person, role.since)
    data = {
        "before": before,
        "after": facts(role),
        "role": in_indonesian(role),
        "from": name,
        "until": until,
    }
    subject = unit_subject(role.unit, unit_period(role.unit, role.since).name)
    record(role.government_id, doer, "role.take", subject, at, data)
    return role


def _bearer(unit: Unit, position: Position | None, person: Person | None, since: date) -> str:
    """The name of the post or person; exactly one of both is given."""
    if position is not None and person is None:
        if position.government_id != unit.government_id:
            raise Refusal(_("Jabatan bukan milik pemerintah daerah ini."), "position")
        return position_period(position, since).name
    if person is not None and position is None:
        if person.government_id != unit.government_id:
            raise Refusal(_("Orang ini bukan pejabat pemerintah daerah ini."), "person")
        return person.name
    raise Refusal(_("Pilih satu: jabatan atau orang."), "position")


def _check_an_administrator_stays(role: Role, until: date) -> None:
    alive = Q(until=None) | Q(until__gt=until)
    others = Role.objects.filter(
        alive, government=role.government_id, kind=RoleKind.ADMINISTRATOR, since__lte=until
    )
    if not others.exclude(pk=role.pk).exists():
        raise Refusal(_("Admin terakhir tidak dapat dicabut perannya."), "until")
