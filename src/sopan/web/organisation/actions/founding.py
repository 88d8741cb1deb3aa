"""The first step of an installation: a government, its root unit and an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.organisation.actions.people import add_person
from sopan.web.organisation.actions.roles import give_role
from sopan.web.organisation.actions.units import create_unit
from sopan.web.organisation.models import Government, Role, RoleKind, Unit, UnitKind, UnitPeriod
from sopan.web.people.models import Account, Person
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.ui.refusal import Refusal

ROOT_CODE = "0"


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who becomes administrator, and how that person signs in."""

    name: str
    username: str
    password: str
    nip: str = ""
    email: str = ""
    must_change_password: bool = False


@transaction.atomic
def appoint_administrator(
    government: Government, administrator: Administrator, *, doer: Doer, at: datetime
) -> Account:
    """A person, known by NIP or new, with an account and the role at the root of the government.

    The root unit is made where there is none yet.
    """
    _check_sign_in(administrator)
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
    account = _make_account(person, administrator, doer, at)
    held = Role.objects.on(day).filter(unit=root, kind=RoleKind.ADMINISTRATOR, person=person)
    if not held.exists():
        give_role(root, kind=RoleKind.ADMINISTRATOR, person=person, since=day, doer=doer, at=at)
    return account


def _root(government: Government) -> Unit | None:
    periods = UnitPeriod.objects.filter(government=government, parent=None, until=None)
    found = periods.select_related("unit").first()
    return found.unit if found else None


def _known(government: Government, nip: str) -> Person | None:
    return Person.objects.filter(government=government, nip=nip).first() if nip else None


def _check_sign_in(administrator: Administrator) -> None:
    if Account.objects.filter(username=administrator.username).exists():
        raise Refusal(_("Nama akun ini sudah dipakai."), "username")
    email = administrator.email
    if email and Account.objects.filter(email=email).exists():
        raise Refusal(_("E-mail ini sudah dipakai akun lain."), "email")


def _make_account(
    person: Person, administrator: Administrator, doer: Doer, at: datetime
) -> Account:
    if Account.objects.filter(person=person).exists():
        raise Refusal(_("Orang ini sudah mempunyai akun."), "nip")
    account = Account.objects.create_user(
        administrator.username,
        administrator.email,
        administrator.password,
        person=person,
        must_change_password=administrator.must_change_password,
    )
    subject = Subject("account", account.pk, person.name)
    data = {"username": account.username}
    record(person.government_id, doer, "account.create", subject, at, data)
    return account
