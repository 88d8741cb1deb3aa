"""Reorganisations: drafted, their plan changed, applied, dropped.

What is applied is exactly what was shown: the preview is made again within the transaction, and its
fingerprint must be the one that was confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sopan.web.organisation.actions import telling
from sopan.web.organisation.actions.applying import Writer
from sopan.web.organisation.actions.common import take_turn
from sopan.web.organisation.models import Government, Reorganisation
from sopan.web.organisation.reorganisation.load import structure_of
from sopan.web.organisation.reorganisation.others import with_others
from sopan.web.organisation.reorganisation.plan import BadPlan, Operation, Plan, dump, load
from sopan.web.organisation.reorganisation.preview import Preview, preview
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.ui.refusal import Refusal

DRAFT, APPLIED, DROPPED = (
    Reorganisation.State.DRAFT,
    Reorganisation.State.APPLIED,
    Reorganisation.State.DROPPED,
)


@transaction.atomic
def draft_reorganisation(
    government: Government, *, title: str, day: date, doer: Doer, at: datetime, letter: str = ""
) -> Reorganisation:
    """A plan without operations yet."""
    found = Reorganisation.objects.create(
        government=government, title=title, letter=letter, day=day, plan=dump(())
    )
    data = {"after": {"title": title, "letter": letter, "day": day}, "day": day}
    record(government.pk, doer, "reorganisation.draft", _subject(found), at, data)
    return found


@transaction.atomic
def change_reorganisation(
    reorganisation: Reorganisation,
    *,
    token: int,
    title: str,
    day: date,
    letter: str,
    doer: Doer,
    at: datetime,
) -> Reorganisation:
    """Another title, regulation or day; `token` is the one that was shown."""
    found = _step(reorganisation, token)
    values = {"title": title, "letter": letter, "day": day}
    before = {name: getattr(found, name) for name in values}
    if before == values:
        raise Refusal(_("Tidak ada yang berubah."))
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    data = {"before": before, "after": values, "day": day}
    record(found.government_id, doer, "reorganisation.change", _subject(found), at, data)
    return found


@transaction.atomic
def change_plan(
    reorganisation: Reorganisation,
    plan: Iterable[Operation],
    *,
    token: int,
    doer: Doer,
    at: datetime,
) -> Reorganisation:
    """Other operations; of two who change them at once the second is told."""
    found = _step(reorganisation, token)
    before, after = found.plan, dump(plan)
    if before == after:
        raise Refusal(_("Tidak ada yang berubah."))
    found.plan = after
    found.save(update_fields=["plan"])
    data = {**_steps(found, before, after), "operations": len(after["operations"])}
    record(found.government_id, doer, "reorganisation.plan", _subject(found), at, data)
    return found


@transaction.atomic
def drop_reorganisation(
    reorganisation: Reorganisation, *, doer: Doer, at: datetime
) -> Reorganisation:
    """A plan that is given up; it stays readable."""
    _leave_draft(reorganisation, DROPPED)
    found = Reorganisation.objects.get(pk=reorganisation.pk)
    record(found.government_id, doer, "reorganisation.drop", _subject(found), at)
    return found


@transaction.atomic
def apply_reorganisation(
    reorganisation: Reorganisation,
    *,
    fingerprint: str,
    doer: Doer,
    at: datetime,
) -> Reorganisation:
    """Write what was confirmed: periods end before the day and begin on it; history stays."""
    take_turn(reorganisation.government_id)
    found = Reorganisation.objects.select_related("government").get(pk=reorganisation.pk)
    _refuse_not_draft(found)
    plan = plan_of(found)
    shown = with_others(found, preview(structure_of(found.government, found.day, plan), plan))
    _check(plan, shown, fingerprint)
    _leave_draft(found, APPLIED, applied_at=at)
    Writer(found, shown, doer, at).write()
    before, after = telling.reorganised(shown)
    data = {"day": found.day, "letter": found.letter, "plan": found.plan, "changes": _count(shown)}
    data |= {"before": before, "after": after}
    record(found.government_id, doer, "reorganisation.apply", _subject(found), at, data)
    return Reorganisation.objects.get(pk=found.pk)


def _steps(found: Reorganisation, before: Any, after: Any) -> dict[str, Any]:
    """The kept plans, each with its operations as sentences."""
    old, new = _readable(before), _readable(after)
    structure = structure_of(found.government, found.day, (*old, *new))
    return {
        "before": {**before, "steps": telling.steps(old, structure)},
        "after": {**after, "steps": telling.steps(new, structure)},
    }


def _readable(kept: Any) -> Plan:
    """The plan; of one that cannot be read nothing."""
    try:
        return load(kept)
    except BadPlan:
        return ()


def plan_of(reorganisation: Reorganisation) -> Plan:
    """The plan that is kept. Raises Refusal where it cannot be read."""
    try:
        return load(reorganisation.plan)
    except BadPlan as problem:
        raise Refusal(str(problem)) from problem


def _check(plan: Plan, shown: Preview, fingerprint: str) -> None:
    if not plan:
        raise Refusal(_("Rancangan ini belum memuat perubahan."))
    if shown.leftovers:
        text = _("Masih ada %(count)d unit atau jabatan yang belum diputuskan tempatnya.")
        raise Refusal(text % {"count": len(shown.leftovers)})
    if shown.stops:
        raise Refusal(_("Rancangan ini masih memuat masalah yang harus diselesaikan."))
    if shown.fingerprint != fingerprint:
        raise Refusal(
            _(
                "Susunan organisasi atau rancangan berubah sejak Anda memeriksanya. "
                "Periksa akibatnya sekali lagi, lalu tetapkan."
            )
        )


def _step(reorganisation: Reorganisation, token: int) -> Reorganisation:
    """The draft with its next token. Raises Refusal where somebody else was first."""
    rows = Reorganisation.objects.filter(pk=reorganisation.pk, state=DRAFT, token=token)
    if not rows.update(token=F("token") + 1):
        _refuse_not_draft(reorganisation)
        raise Refusal(
            _("Rancangan ini baru saja diubah orang lain. Lihat keadaan terbaru, lalu ulangi.")
        )
    return Reorganisation.objects.get(pk=reorganisation.pk)


def _leave_draft(reorganisation: Reorganisation, state: str, **values: Any) -> None:
    rows = Reorganisation.objects.filter(pk=reorganisation.pk, state=DRAFT)
    if not rows.update(state=state, token=F("token") + 1, **values):
        _refuse_not_draft(reorganisation)


def _refuse_not_draft(reorganisation: Reorganisation) -> None:
    now = Reorganisation.objects.get(pk=reorganisation.pk)
    if now.state == APPLIED:
        raise Refusal(_("Penataan ini sudah ditetapkan."))
    if now.state == DROPPED:
        raise Refusal(_("Penataan ini sudah dibatalkan."))


def _count(shown: Preview) -> dict[str, int]:
    """How many things were touched, by kind."""
    kinds = sorted({touched.kind for touched in shown.touched})
    return {kind: len(shown.of_kind(kind)) for kind in kinds}


def _subject(reorganisation: Reorganisation) -> Subject:
    return Subject("reorganisation", reorganisation.pk, reorganisation.title)
