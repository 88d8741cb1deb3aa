"""What `sopan doctor` looks at in the data: trees, periods, holders, the trail, known passwords."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sopan.sop.findings import Language, Words
from sopan.web.commands import demonstration
from sopan.web.commands.health import PROVIDER, Check, Line, bad, careful, good
from sopan.web.organisation.models import (
    Government,
    Holding,
    HoldingKind,
    PositionPeriod,
    UnitPeriod,
)
from sopan.web.people.encryption import unreadable
from sopan.web.people.models import Account
from sopan.web.people.provider import government_served
from sopan.web.trail.queries import verify_database

SHOWN = 3
"""Examples that a line names."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period of something, half open."""

    of: int
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


# Trees


@dataclass(frozen=True, slots=True)
class Place(Span):
    """Where a unit stands for a time."""

    parent: int | None


def trees(at: datetime) -> Iterator[Line]:
    for number, code in Government.objects.values_list("pk", "code"):
        rows = UnitPeriod.objects.filter(government=number)
        places = [Place(*row) for row in rows.values_list("unit", "since", "until", "parent")]
        faults = list(_faults_of_tree(places))
        if faults:
            day, words, values = faults[0]
            yield bad(TREE, words, government=code, day=day, **values)
        else:
            yield good(TREE, Words("{government}: utuh.", "{government}: whole."), government=code)


def _faults_of_tree(places: list[Place]) -> Iterator[tuple[date, Words, dict[str, object]]]:
    """Of each day on which something changes."""
    for day in sorted({place.since for place in places} | {p.until for p in places if p.until}):
        parents = {place.of: place.parent for place in places if place.covers(day)}
        if not parents:
            continue
        roots = [unit for unit, parent in parents.items() if parent is None]
        if len(roots) != 1:
            yield day, ROOTS, {"count": len(roots)}
        if lost := sorted({p for p in parents.values() if p is not None} - parents.keys()):
            yield day, LOST, {"units": _some(lost)}
        if round_ := in_loops(parents):
            yield day, LOOP, {"units": _some(round_)}


def in_loops(parents: Mapping[int, int | None]) -> list[int]:
    """The units from which the way up never ends."""
    ends: dict[int | None, bool] = {None: True}
    for start in parents:
        way: list[int] = []
        unit: int | None = start
        while unit is not None and unit not in ends and unit not in way:
            way.append(unit)
            unit = parents.get(unit)
        ended = ends.get(unit, False)
        ends.update(dict.fromkeys(way, ended))
    return sorted(unit for unit in parents if not ends[unit])


# Periods


def periods(at: datetime) -> Iterator[Line]:
    """Of a unit, of a position and of a definitive holder there is one at a time."""
    definitive = Holding.objects.filter(kind=HoldingKind.DEFINITIVE)
    asked: tuple[tuple[Words, Words, Iterable[tuple[int, date, date | None]]], ...] = (
        (UNITS, TWICE, UnitPeriod.objects.values_list("unit", "since", "until")),
        (POSITIONS, TWICE, PositionPeriod.objects.values_list("position", "since", "until")),
        (HOLDERS, TWO_HOLDERS, definitive.values_list("position", "since", "until")),
    )
    for subject, words, rows in asked:
        if found := overlapping(Span(*row) for row in rows):
            yield bad(subject, words, ids=_some(found))
        else:
            yield good(subject, Words("tidak bertumpang tindih.", "no overlaps."))


def overlapping(spans: Iterable[Span]) -> list[int]:
    """Of what two periods share a day."""
    grouped: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        grouped[span.of].append(span)
    return sorted(of for of, group in grouped.items() if _overlap(group))


def _overlap(group: list[Span]) -> bool:
    ordered = sorted(group, key=lambda span: span.since)
    return any(a.until is None or b.since < a.until for a, b in pairwise(ordered))


# The trail, accounts


def trails(at: datetime) -> Iterator[Line]:
    for number, code in Government.objects.values_list("pk", "code"):
        report = verify_database(number, code)
        if report.finding is None:
            words = Words("{government}: utuh, {count} kejadian.", "{government}: whole, {count}.")
            yield good(TRAIL, words, government=code, count=report.sound.number)
        else:
            said = {f"fault_{lang}": report.finding.say(lang) for lang in Language}
            yield bad(TRAIL, BROKEN, government=code, **said)


def known_passwords(at: datetime) -> Iterator[Line]:
    """Accounts of the demonstration whose password stands in its source."""
    from sopan.web.demo import load

    logins = {login.username: login.password for login in load.logins()}
    accounts = Account.objects.filter(username__in=logins, is_active=True)
    known = [a.username for a in accounts if a.check_password(logins[a.username])]
    if not known:
        yield good(PASSWORDS, Words("tidak ada yang diketahui umum.", "none is known to all."))
    elif demonstration.is_demonstration():
        yield careful(PASSWORDS, DEMONSTRATION)
    else:
        yield bad(PASSWORDS, KNOWN, names=", ".join(known[:SHOWN]), count=len(known))


def second_steps(at: datetime) -> Iterator[Line]:
    """Whether the secret key is the one under which codes of second steps were encrypted."""
    if count := unreadable():
        yield bad(SECOND_STEPS, OTHER_KEY, count=count)
    else:
        yield good(SECOND_STEPS, Words("kuncinya cocok.", "the key fits."))


def provider_serves(at: datetime) -> Iterator[Line]:
    """Which government's people come in through the OpenID Connect provider."""
    from django.conf import settings

    if not settings.SOCIALACCOUNT_PROVIDERS:
        return
    code, codes = settings.PROVIDER_GOVERNMENT, Government.objects.order_by("code")
    known = ", ".join(codes.values_list("code", flat=True)) or "-"
    if served := government_served():
        yield good(PROVIDER, Words("melayani {code}.", "serves {code}."), code=served.code)
    elif code:
        yield bad(PROVIDER, SERVES_NOBODY, code=code, codes=known)
    else:
        yield bad(PROVIDER, SERVES_WHOM, codes=known)


def administrators(at: datetime) -> Iterator[Line]:
    """Every government has somebody who may set it up."""
    from sopan.web.organisation.models import Role, RoleKind

    found = Role.objects.on(at.date()).filter(kind=RoleKind.ADMINISTRATOR)
    counted = Counter(found.values_list("government__code", flat=True))
    codes = list(Government.objects.values_list("code", flat=True))
    without = [code for code in codes if not counted[code]]
    if without or not codes:
        yield careful(ADMINISTRATORS, NO_ADMINISTRATOR, codes=", ".join(without) or "-")
    else:
        yield good(ADMINISTRATORS, Words("ada.", "there."))


def _some(found: list[int]) -> str:
    more = f" (+{len(found) - SHOWN})" if len(found) > SHOWN else ""
    return ", ".join(map(str, found[:SHOWN])) + more


TREE = Words("Struktur", "Structure")
UNITS = Words("Masa unit kerja", "Periods of units")
POSITIONS = Words("Masa jabatan", "Periods of positions")
HOLDERS = Words("Pejabat definitif", "Definitive holders")
TRAIL = Words("Jejak", "Trail")
PASSWORDS = Words("Kata sandi", "Passwords")
SECOND_STEPS = Words("Langkah kedua", "Second steps")
ADMINISTRATORS = Words("Admin", "Administrators")

ROOTS = Words(
    "{government}: pada {day} ada {count} unit di puncak. Sisakan satu.",
    "{government}: on {day} the number of top units is {count}. Leave one.",
)
LOST = Words(
    "{government}: pada {day} unit induk {units} tidak ada. Pindahkan unit di bawahnya.",
    "{government}: on {day} the parent units {units} do not exist. Move what is below them.",
)
LOOP = Words(
    "{government}: pada {day} unit {units} saling membawahi. Pindahkan salah satunya.",
    "{government}: on {day} the units {units} are above each other. Move one of them.",
)
TWICE = Words(
    "dua masa bertumpang tindih pada nomor {ids}. Akhiri salah satunya.",
    "two periods overlap at number {ids}. End one of them.",
)
TWO_HOLDERS = Words(
    "dua pejabat definitif sekaligus pada jabatan nomor {ids}. Akhiri salah satunya.",
    "two definitive holders at once in position number {ids}. End one of them.",
)
BROKEN = Words(
    "{government}: tidak utuh. {fault_id} Simpan basis data ini sebagai bukti dan periksa dengan "
    "`sopan verify-trail`.",
    "{government}: not whole. {fault_en} Keep this database as evidence and look with "
    "`sopan verify-trail`.",
)
DEMONSTRATION = Words(
    "akun peragaan memakai kata sandi yang diketahui umum. Jangan isi data nyata di sini.",
    "the demonstration's passwords are known to all. Put no real data in here.",
)
KNOWN = Words(
    "{count} akun peragaan masih memakai kata sandi yang diketahui umum ({names}). Nonaktifkan.",
    "accounts of the demonstration with passwords known to all: {count} ({names}). Close them.",
)
OTHER_KEY = Words(
    "kode {count} akun tidak dapat diperiksa, karena kunci rahasia berbeda dari yang dahulu. "
    "Kembalikan berkas secret-key (atau SOPAN_SECRET_KEY) yang lama, atau beri akun itu kata sandi "
    "baru sambil melepas langkah keduanya.",
    "codes cannot be checked, because the secret key is not the one of before; accounts: {count}. "
    "Put the old secret-key file (or SOPAN_SECRET_KEY) back, or give these accounts a new password "
    "and remove their second steps.",
)
SERVES_NOBODY = Words(
    "tidak ada pemerintah daerah berkode {code} (yang ada: {codes}), jadi tidak seorang pun dapat "
    "masuk melalui penyedia itu. Betulkan SOPAN_OIDC_GOVERNMENT.",
    "no government has the code {code} (there are: {codes}), so that nobody can sign in through "
    "the provider. Correct SOPAN_OIDC_GOVERNMENT.",
)
SERVES_WHOM = Words(
    "belum diatur pemerintah daerah mana yang dilayaninya (yang ada: {codes}), jadi tidak seorang "
    "pun dapat masuk melalui penyedia itu. Atur SOPAN_OIDC_GOVERNMENT dengan kodenya.",
    "which government it serves is not set (there are: {codes}), so that nobody can sign in "
    "through it. Set SOPAN_OIDC_GOVERNMENT to its code.",
)
NO_ADMINISTRATOR = Words(
    "belum ada admin ({codes}). Jalankan `sopan createadmin`.",
    "no administrator ({codes}). Run `sopan createadmin`.",
)

CHECKS: tuple[Check, ...] = (
    *(trees, periods, trails, administrators),
    *(known_passwords, second_steps, provider_serves),
)
