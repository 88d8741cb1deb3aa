"""Governments: founded, and their own settings changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.organisation.models import Government
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.ui.refusal import Refusal

PLAIN = ("name", "place", "time_zone", "offices_word", "accent", "emblem_hash")
"""What the trail keeps: of the emblem its hash."""


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
    after = {field: getattr(government, field) for field in PLAIN}
    record(government.pk, doer, "government.found", _subject(government), at, {"after": after})
    return government


@transaction.atomic
def change_government(
    government: Government,
    *,
    name: str,
    place: str,
    time_zone: str,
    offices_word: str,
    accent: str,
    emblem: bytes | None,
    doer: Doer,
    at: datetime,
) -> Government:
    """Other settings; an `emblem` of no bytes removes it, None leaves it."""
    government = Government.objects.select_for_update().get(pk=government.pk)
    before = {field: getattr(government, field) for field in PLAIN}
    government.name, government.place = name, place
    government.time_zone, government.offices_word = time_zone, offices_word
    government.accent = accent
    if emblem is not None:
        government.emblem = emblem or None
        government.emblem_hash = hashlib.sha256(emblem).hexdigest()[:16] if emblem else ""
    after = {field: getattr(government, field) for field in PLAIN}
    if before == after:
        raise Refusal(_("Tidak ada yang berubah."))
    government.save()
    data = {"before": before, "after": after}
    record(government.pk, doer, "government.change", _subject(government), at, data)
    return government


def _subject(government: Government) -> Subject:
    return Subject("government", government.pk, government.name)
