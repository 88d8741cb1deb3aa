"""Versions: saved from a draft; entered as already in force."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sopan.formats import canonical
from sopan.sop.changes import difference, verdict
from sopan.sop.model import SOP
from sopan.sop.numbering import normal
from sopan.sop.states import FIRST, State
from sopan.web.organisation.models import Unit
from sopan.web.people.models import Account
from sopan.web.register.actions.drafts import close, free_key, locked, subject
from sopan.web.register.models import Draft, Procedure, Version
from sopan.web.trail.record import Doer, record
from sopan.web.ui.refusal import Refusal


@transaction.atomic
def save_version(
    draft: Draft,
    *,
    token: int,
    reason: str,
    account: Account,
    doer: Doer,
    at: datetime,
    material: bool | None = None,
    material_reason: str = "",
) -> Version:
    """Make the draft's text a version and close the draft.

    `material` overrides what the rule says of the difference, with a reason.

    Raises:
        Refusal: without a reason, or when the draft changed since the page was opened.
    """
    draft = locked(draft)
    if token != draft.token:
        raise Refusal(_("Konsep ini baru saja diubah. Periksa isinya, lalu simpan lagi."))
    if not reason.strip():
        raise Refusal(_("Tuliskan alasannya."), "reason")
    value = canonical.read(draft.text)
    by_rule = _is_material(draft.base, value)
    if material is not None and material != by_rule and not material_reason.strip():
        raise Refusal(_("Tuliskan mengapa Anda menilainya lain."), "material_reason")
    version = _add(
        draft.procedure,
        value,
        state=FIRST,
        reason=reason,
        material=by_rule if material is None else material,
        material_reason=material_reason if material not in (None, by_rule) else "",
        account=account,
        doer=doer,
        at=at,
    )
    close(draft, at)
    data = {"version": version.number, "reason": version.reason, "digest": version.digest}
    record(draft.government_id, doer, "version.save", subject(draft.procedure), at, data)
    return version


@transaction.atomic
def enter_effective(
    unit: Unit, *, value: SOP, account: Account, doer: Doer, at: datetime
) -> Procedure:
    """Enter an SOP that was in force before the register was, as its first version."""
    if not value.title.strip():
        raise Refusal(_("Tuliskan judul SOP."), "title")
    number_key = normal(value.number) if value.number else ""
    _refuse_taken(unit.government_id, number_key)
    procedure = Procedure.objects.create(
        government_id=unit.government_id,
        unit=unit,
        key=free_key(unit.government_id, value.title),
        title=value.title[:300],
        number=value.number,
        number_key=number_key,
        state=State.EFFECTIVE,
        made_at=at,
    )
    version = _add(
        procedure,
        value,
        state=State.EFFECTIVE,
        reason="",
        material=True,
        material_reason="",
        account=account,
        doer=doer,
        at=at,
    )
    data = {"version": version.number, "number": value.number, "digest": version.digest}
    record(unit.government_id, doer, "version.enter", subject(procedure), at, data)
    return procedure


def _add(
    procedure: Procedure,
    value: SOP,
    *,
    state: State,
    reason: str,
    material: bool,
    material_reason: str,
    account: Account,
    doer: Doer,
    at: datetime,
) -> Version:
    last = procedure.versions.aggregate(last=Max("number"))["last"] or 0
    text = canonical.write(value)
    version = Version.objects.create(
        government_id=procedure.government_id,
        procedure=procedure,
        number=last + 1,
        state=state,
        text=text,
        digest=canonical.digest(value),
        reason=reason.strip()[:500],
        material=material,
        material_reason=material_reason.strip()[:500],
        author=account,
        author_title=doer.position,
        at=at,
    )
    if not procedure.is_open:
        procedure.title = value.title[:300]
        procedure.save(update_fields=["title"])
    return version


def _is_material(base: Version | None, value: SOP) -> bool:
    """What the rule says: a first version always is; else any change that is."""
    if base is None:
        return True
    found = verdict(difference(canonical.read(base.text), value))
    return found is not None and found.material


def _refuse_taken(government: int, number_key: str) -> None:
    taken = Procedure.objects.filter(government=government, number_key=number_key).first()
    if number_key and taken:
        values = {"number": taken.number, "title": taken.title}
        raise Refusal(_("Nomor %(number)s sudah dipakai SOP %(title)s.") % values, "number")
