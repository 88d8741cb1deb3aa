"""Tables of units, positions and people: kept as uploaded, written once their changes were seen.

1. `keep_import` stores the rows and the fingerprint of what they would change.
2. `apply_import` waits its turn, compares again, and writes exactly the changes whose fingerprint
   it is given, all or nothing. Anything else is refused: a row with a problem, or an organisation
   that is no longer the one that was shown.
The rows are personal data: once applied or dropped they are no longer kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.organisation.actions import bulk, telling
from sopan.web.organisation.actions.common import take_turn
from sopan.web.organisation.models import Government, Import
from sopan.web.organisation.sheets.changes import Act, Change, Comparison, fingerprint
from sopan.web.organisation.sheets.columns import Found, dump, load
from sopan.web.organisation.sheets.compare import compare
from sopan.web.organisation.sheets.load import organisation_of
from sopan.web.people.actions.accounts import follow_person
from sopan.web.people.models import Account
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.ui.refusal import Refusal


class Outdated(Refusal):
    """The changes are no longer those that were shown."""


@transaction.atomic
def keep_import(
    government: Government,
    *,
    found: Found,
    file_name: str,
    day: date,
    account: Account | None,
    doer: Doer,
    at: datetime,
) -> Import:
    """Store an uploaded table; nothing of the organisation changes."""
    comparison = compare(organisation_of(government, found.kind), found, day)
    kept = Import.objects.create(
        government=government,
        kind=found.kind,
        file_name=file_name[:200],
        day=day,
        rows=dump(found),
        fingerprint=fingerprint(comparison, day),
        made_by=account,
        made_at=at,
    )
    data = {"kind": found.kind, "day": day, "rows": len(found.rows)}
    record(government.pk, doer, "import.keep", _subject(kept), at, data)
    return kept


@transaction.atomic
def apply_import(import_: Import, *, shown: str, doer: Doer, at: datetime) -> Comparison:
    """Write the changes with the fingerprint `shown`. Raises Refusal, and Outdated for others."""
    take_turn(import_.government_id)
    import_ = Import.objects.select_related("government").get(pk=import_.pk)
    _check_waits(import_)
    comparison = changes_of(import_)
    _check(comparison, fingerprint(comparison, import_.day), shown)
    bulk.write(import_.government, comparison.changes, import_.day)
    _follow(comparison.changes, doer, at)
    before, after = telling.imported(import_.kind, comparison.changes)
    data = {
        "kind": import_.kind,
        "day": import_.day,
        "before": before,
        "after": after,
        "new": comparison.count(Act.NEW),
        "changed": comparison.count(Act.CHANGED),
        "changes": [_told(change) for change in comparison.changes],
    }
    record(import_.government_id, doer, "import.apply", _subject(import_), at, data)
    import_.applied_at = at
    import_.rows = {}
    import_.save(update_fields=["applied_at", "rows"])
    return comparison


def _follow(changes: Iterable[Change], doer: Doer, at: datetime) -> None:
    """Accounts go along with a new NIP or e-mail of their people. Raises Refusal."""
    before = {
        change.id: {one.column: one.before for one in change.differences}
        for change in changes
        if change.subject == "person" and change.id
    }
    touched = [person for person, columns in before.items() if telling.PERSONAL & columns.keys()]
    for account in Account.objects.filter(person__in=touched).order_by("pk"):
        person, columns = account.person, before[account.person_id]
        nip, email = columns.get("nip", person.nip), columns.get("email", person.email)
        try:
            follow_person(account, nip_before=nip, email_before=email, doer=doer, at=at)
        except Refusal as refusal:
            words = {"name": person.name, "reason": refusal.text}
            raise Refusal(_("%(name)s: %(reason)s") % words) from refusal


@transaction.atomic
def drop_import(import_: Import, *, doer: Doer, at: datetime) -> None:
    """Forget an uploaded table that was not applied."""
    take_turn(import_.government_id)
    import_ = Import.objects.get(pk=import_.pk)
    _check_waits(import_)
    record(import_.government_id, doer, "import.drop", _subject(import_), at)
    import_.delete()


def changes_of(import_: Import) -> Comparison:
    """What an import that waits would change now."""
    organisation = organisation_of(import_.government, import_.kind)
    return compare(organisation, load(import_.kind, import_.rows), import_.day)


def _check_waits(import_: Import) -> None:
    if import_.applied_at is not None:
        raise Refusal(_("Impor ini sudah diterapkan."))


def _check(comparison: Comparison, now: str, shown: str) -> None:
    if now != shown:
        text = _("Organisasi berubah sejak halaman ini dibuka. Periksa lagi perubahannya.")
        raise Outdated(text)
    if comparison.problems:
        raise Refusal(_("Masih ada baris yang salah. Perbaiki filenya, lalu unggah lagi."))
    if not comparison.changes:
        raise Refusal(_("Tidak ada yang berubah."))


def _subject(import_: Import) -> Subject:
    return Subject("import", import_.pk, import_.file_name)


def _told(change: Change) -> dict[str, Any]:
    """A change as the trail keeps it: personal values only as changed or not."""
    return {
        "row": change.row,
        "act": change.act,
        "subject": change.subject,
        "id": change.id,
        "name": change.name,
        "values": list(_differences(change)),
    }


def _differences(change: Change) -> Iterable[list[Any]]:
    for difference in change.differences:
        if difference.column in telling.PERSONAL:
            yield [difference.column, bool(difference.before), bool(difference.after)]
        else:
            yield [difference.column, difference.before, difference.after]
