"""The first step of an installation: a government's root unit and its administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from sopan.web.organisation.actions.people import add_person
from sopan.web.organisation.actions.roles import give_role
from sopan.web.organisation.actions.units import create_unit
from sopan.web.organisation.models import Government, Role, RoleKind, Unit, UnitKind, UnitPeriod
from sopan.web.people.actions.accounts import make_account
from sopan.web.people.models import Person
from sopan.web.trail.record import Doer

ROOT_CODE = "0"


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who becomes administrator, and how that person signs in; without a password one is made."""

    name: str
    username: str
    password: str = ""
    nip: str = ""
    email: str = ""


@transaction.atomic
def appoint_administrator(
    government: Government, administrator: Administrator, *, doer: Doer, at: datetime
) -> str:
    """A person, known by NIP or new, gets an account and the role at the root of the government.

    Gives the password that was made, "" where one was given. The root unit is made if need be.
    """
    day = at.astimezone(ZoneInfo(government.time_zone)).date()
    root = _root(government) or create_unit(
        government,
        code=ROOT_CODE,
        name=government.name,
        kind=UnitKind.GOVERNMENT,
        parent=None,
        since=day,
        doer=doer,
        at=at,
    )
    person = _known(government, administrator.nip) or add_person(
        government,
        name=administrator.name,
        nip=administrator.nip,
        email=administrator.email,
        doer=doer,
        at=at,
    )
    made = _give_account(person, administrator, doer, at)
    held = Role.objects.on(day).filter(unit=root, kind=RoleKind.ADMINISTRATOR, person=person)
    if not held.exists():
        give_role(root, kind=RoleKind.ADMINISTRATOR, person=person, since=day, doer=doer, at=at)
    return made


def _root(government: Government) -> Unit | None:
    periods = UnitPeriod.objects.filter(government=government, parent=None, until=None)
    found = periods.select_related("unit").first()
    return found.unit if found else None


def _known(government: Government, nip: str) -> Person | None:
    return Person.objects.filter(government=government, nip=nip).first() if nip else None


def _give_account(person: Person, administrator: Administrator, doer: Doer, at: datetime) -> str:
    account, made = make_account(
        person,
        username=administrator.username,
        email=administrator.email,
        doer=doer,
        at=at,
    )
    if not administrator.password:
        return made
    account.set_password(administrator.password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    return ""
