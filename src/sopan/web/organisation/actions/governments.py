"""Governments: founded, and their own settings changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.organisation.models import Government
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.ui.refusal import Refusal

SETTINGS = ("name", "place", "time_zone", "accent", "offices_word")
"""What `change_government` changes, besides the emblem."""


@transaction.atomic
def found_government(
    *,
    code: str,
    name: str,
    doer: Doer,
    at: datetime,
    place: str = "",
    time_zone: str = "Asia/Jakarta",
    accent: str = "#0b4f53",
) -> Government:
    """A government without units yet; the first event of its trail."""
    if Government.objects.filter(code=code).exists():
        raise Refusal(_("Kode %(code)s sudah dipakai.") % {"code": code}, "code")
    government = Government.objects.create(
        code=code, name=name, place=place, time_zone=time_zone, accent=accent
    )
    after = {name: getattr(government, name) for name in SETTINGS}
    record(government.pk, doer, "government.found", _subject(government), at, {"after": after})
    return government


@transaction.atomic
def change_government(
    government: Government,
    *,
    doer: Doer,
    at: datetime,
    emblem: bytes | None = None,
    emblem_hash: str = "",
    **values: Any,
) -> Government:
    """Other settings (see `SETTINGS`); `emblem`, a PNG, with its hash where there is a new one."""
    government = Government.objects.select_for_update().get(pk=government.pk)
    changed = {name: value for name, value in values.items() if getattr(government, name) != value}
    if not changed and emblem is None:
        raise Refusal(_("Tidak ada yang berubah."))
    before = {name: getattr(government, name) for name in changed}
    after = dict(changed)
    for name, value in changed.items():
        setattr(government, name, value)
    if emblem is not None:
        before["emblem"], after["emblem"] = government.emblem_hash, emblem_hash
        government.emblem, government.emblem_hash = emblem, emblem_hash
    government.save()
    data = {"before": before, "after": after}
    record(government.pk, doer, "government.change", _subject(government), at, data)
    return government


def _subject(government: Government) -> Subject:
    return Subject("government", government.pk, government.name)
