"""Persons: added and changed. Accounts are made in `people.actions`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.organisation.actions.common import facts, take_turn
from sopan.web.organisation.models import Government
from sopan.web.people.actions.accounts import follow_person
from sopan.web.people.models import Account, Person
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.ui.refusal import Refusal


@transaction.atomic
def add_person(
    government: Government,
    *,
    name: str,
    doer: Doer,
    at: datetime,
    nip: str = "",
    rank: str = "",
    email: str = "",
) -> Person:
    """Somebody who may hold posts."""
    take_turn(government.pk)
    _check_nip(government.pk, nip, None)
    person = Person.objects.create(
        government=government, name=name, nip=nip, rank=rank, email=email
    )
    record(government.pk, doer, "person.add", _subject(person), at, {"after": _facts(person)})
    return person


@transaction.atomic
def change_person(
    person: Person, *, name: str, nip: str, rank: str, email: str, doer: Doer, at: datetime
) -> Person:
    """Another name, NIP, rank or e-mail; the account goes along where it signs in by them."""
    take_turn(person.government_id)
    person = Person.objects.get(pk=person.pk)
    _check_nip(person.government_id, nip, person)
    if (person.name, person.nip, person.rank, person.email) == (name, nip, rank, email):
        raise Refusal(_("Tidak ada yang berubah."))
    before, nip_before, email_before = _facts(person), person.nip, person.email
    person.name, person.nip, person.rank, person.email = name, nip, rank, email
    person.save()
    data = {"before": before, "after": _facts(person)}
    record(person.government_id, doer, "person.change", _subject(person), at, data)
    if account := Account.objects.filter(person=person).first():
        follow_person(account, nip_before=nip_before, email_before=email_before, doer=doer, at=at)
    return person


def _check_nip(government: int, nip: str, own: Person | None) -> None:
    if not nip:
        return
    same = Person.objects.filter(government=government, nip=nip)
    if own is not None:
        same = same.exclude(pk=own.pk)
    if same.exists():
        raise Refusal(_("NIP ini sudah tercatat atas nama orang lain."), "nip")


def _subject(person: Person) -> Subject:
    return Subject("person", person.pk, person.name)


def _facts(person: Person) -> dict[str, object]:
    """Without what is personal: the trail is read by more people than may see that."""
    kept = facts(person)
    changed = {name: bool(kept.pop(name)) for name in ("nip", "email")}
    return {**kept, "has": changed}
