"""Events as the page shows them: sentence, moment, doer, and what was before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateField, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _lazy

from sopan.sop.findings import Language
from sopan.web.organisation.models import (
    HoldingKind,
    Level,
    PositionPeriod,
    RoleKind,
    UnitKind,
    UnitPeriod,
)
from sopan.web.people.models import Person
from sopan.web.trail.models import Event
from sopan.web.trail.sentences import Text, say, shown
from sopan.web.trail.verify import Fault, Finding

NAMED = {
    "unit": "unit",
    "parent": "unit",
    "by_unit": "unit",
    "position": "position",
    "by_position": "position",
    "person": "person",
}
"""Values that are numbers of something with a name."""
CHOICES: Mapping[str, Text] = {
    **dict(UnitKind.choices),
    **dict(Level.choices),
    **dict(HoldingKind.choices),
    **dict(RoleKind.choices),
}
CHOSEN = frozenset({"kind", "level"})
LABELS: Mapping[str, Text] = {
    "steps": _lazy("Isi rancangan"),
    "units": _lazy("Unit kerja yang berubah"),
    "posts": _lazy("Jabatan yang berubah"),
    "people": _lazy("Data pejabat yang berubah"),
    "holders": _lazy("Penunjukan yang berubah"),
    "name": _lazy("Nama"),
    "short_name": _lazy("Singkatan"),
    "kind": _lazy("Jenis"),
    "unit": _lazy("Unit kerja"),
    "parent": _lazy("Unit induk"),
    "order": _lazy("Urutan"),
    "since": _lazy("Mulai"),
    "until": _lazy("Hari terakhir"),
    "position": _lazy("Jabatan"),
    "level": _lazy("Eselon/jenjang"),
    "is_head": _lazy("Kepala unit"),
    "duties": _lazy("Uraian tugas"),
    "person": _lazy("Pejabat"),
    "letter": _lazy("Nomor surat"),
    "letter_day": _lazy("Tanggal surat"),
    "field": _lazy("Bidang"),
    "by_unit": _lazy("Unit koordinator"),
    "by_position": _lazy("Jabatan koordinator"),
    "rank": _lazy("Pangkat/golongan"),
    "nip": _lazy("NIP tercatat"),
    "email": _lazy("E-mail tercatat"),
    "place": _lazy("Tempat"),
    "time_zone": _lazy("Zona waktu"),
    "accent": _lazy("Warna"),
    "offices_word": _lazy("Sebutan perangkat daerah"),
    "emblem": _lazy("Lambang"),
    "title": _lazy("Judul"),
    "day": _lazy("Berlaku mulai"),
    "is_active": _lazy("Akun aktif"),
    "username": _lazy("Nama akun"),
    "has_email": _lazy("E-mail tercatat"),
}
PLACES = {key: place for place, key in enumerate(LABELS)}
UNTOLD = frozenset({"operations", "version"})
"""The plan of a reorganisation, which is read on its own page."""
PAGES = frozenset({"unit", "position", "person", "reorganisation"})
"""Kinds of subjects with a page of the same name."""

SERVER = _lazy("perintah di server")
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after."""

    label: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """An event to be read."""

    number: int
    at: datetime
    sentence: str
    name: str
    """Who did it, where the sentence names the post instead."""
    source: str
    address: str
    """The page of the subject, "" without one."""
    subject: str
    changes: Sequence[Change]
    fresh: bool
    """Nothing was there before."""


def lines(events: Sequence[Event]) -> list[Line]:
    names = names_of(events)
    return [line(event, names) for event in events]


def line(event: Event, names: Names) -> Line:
    has_page = event.subject_kind in PAGES and event.subject_id is not None
    return Line(
        event.number,
        event.at,
        say(event) if event.verb != "trail.verify" else verified(event),
        event.name if event.position else "",
        str(SERVER) if event.source == "cli" else event.source,
        reverse(event.subject_kind, args=[event.subject_id]) if has_page else "",
        event.subject,
        list(changes(event, names)),
        "before" not in event.data,
    )


def verified(event: Event) -> str:
    """The sentence with what was found, in the reader's language."""
    return f"{say(event)} {result(event)}"


def result(event: Event) -> str:
    """What a verification found."""
    if found := finding(event):
        return found.say(Language(get_language() or Language.INDONESIAN))
    sound: str = str(SOUND) % event.data
    return sound


def finding(event: Event) -> Finding | None:
    if not event.data.get("fault"):
        return None
    name, number, other = event.data["fault"]
    return Finding(Fault[name], number, other)


SOUND = _lazy("Utuh dari nomor %(first)s sampai nomor %(number)s.")


# Before and after


def changes(event: Event, names: Names) -> Iterator[Change]:
    """The values that differ; of something new, those that are not empty."""
    before, after = flat(event.data.get("before")), flat(event.data.get("after"))
    for key in sorted((before.keys() | after.keys()) - UNTOLD, key=_place):
        old, new = before.get(key), after.get(key)
        if old == new or (not before and new in (None, "", False, 0)):
            continue
        yield Change(LABELS.get(key, key), put(key, old, names), put(key, new, names))


def _place(key: str) -> tuple[int, str]:
    """In the order of the labels: databases keep the keys of JSON each in their own."""
    return PLACES.get(key, len(PLACES)), key


def flat(facts: Any) -> dict[str, Any]:
    """The facts of an event with those of its parts."""
    if not isinstance(facts, dict):
        return {}
    found: dict[str, Any] = {}
    for key, value in facts.items():
        found |= flat(value) if isinstance(value, dict) else {key: value}
    return found


def put(key: str, value: Any, names: Names) -> str:
    if key in CHOSEN and value in CHOICES:
        return str(CHOICES[value])
    if key in NAMED and isinstance(value, int):
        return names.get((NAMED[key], value), f"#{value}")
    return shown(key, value)


def names_of(events: Iterable[Event]) -> Names:
    """What the units, posts and persons in the facts are called, in one question."""
    wanted: dict[str, set[int]] = {"unit": set(), "position": set(), "person": set()}
    for event in events:
        for facts in (flat(event.data.get("before")), flat(event.data.get("after"))):
            for key in NAMED.keys() & facts.keys():
                if isinstance(facts[key], int):
                    wanted[NAMED[key]].add(facts[key])
    if not any(wanted.values()):
        return {}
    units = UnitPeriod.objects.filter(unit__in=wanted["unit"]).order_by()
    posts = PositionPeriod.objects.filter(position__in=wanted["position"]).order_by()
    people = Person.objects.filter(pk__in=wanted["person"]).order_by()
    rows = units.values_list(Value("unit"), "unit", "name", "since").union(
        posts.values_list(Value("position"), "position", "name", "since"),
        people.values_list(Value("person"), "pk", "name", Value(None, DateField())),
        all=True,
    )
    latest = sorted(rows, key=lambda row: str(row[3]))
    return {(kind, id_): name for kind, id_, name, _since in latest}
