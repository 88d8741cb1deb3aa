"""Whether the columns of actors are as the form asks: SOP241 to SOP246."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopan.sop.checks.rule import ADVICE, ERROR, WARNING, Limits, plain, rule
from sopan.sop.findings import Finding, Rule, Words
from sopan.sop.model import SOP

_ORDER = Words(
    "PermenPANRB 35/2012, lampiran: pelaksana diurutkan menurut keterlibatan pertama atau jenjang, "
    "pihak luar lebih dahulu.",
    "PermenPANRB 35/2012, annex: actors stand in the order of first involvement or of rank, "
    "those from outside first.",
)
_NAMES = Words(
    "Praktik: nama seperti Pelaksana 1 tidak menunjukkan jabatan yang bertanggung jawab.",
    "Practice: a name such as Pelaksana 1 does not tell which position answers for the step.",
)
_COLUMNS = Words(
    "Praktik: SOP yang diukur mempunyai 2 sampai 10 kolom pelaksana.",
    "Practice: the SOPs measured have 2 to 10 columns of actors.",
)

UNUSED = rule(
    "SOP241",
    WARNING,
    ("Pelaksana tanpa langkah", "Actor without a step"),
    ('Pelaksana "{actor}" tidak mempunyai langkah.', 'The actor "{actor}" has no step.'),
    ("Hapus kolomnya, atau beri langkah.", "Remove the column, or give it a step."),
    _ORDER,
)
EXTERNAL_LAST = rule(
    "SOP242",
    WARNING,
    ("Pihak luar tidak di depan", "Outsider not first"),
    (
        'Pihak luar "{actor}" berada di belakang pelaksana dari dalam.',
        '"{actor}" from outside stands behind actors from inside.',
    ),
    ("Pindahkan ke kolom paling kiri.", "Move it to the left."),
    _ORDER,
)
ORDER = rule(
    "SOP243",
    ADVICE,
    ("Urutan pelaksana", "Order of actors"),
    (
        "Urutan pelaksana tidak mengikuti keterlibatan pertama dan tidak mengikuti jenjang.",
        "The actors stand neither in the order of first involvement nor in that of rank.",
    ),
    ("Urutan menurut keterlibatan: {order}.", "In the order of involvement: {order}."),
    _ORDER,
)
DUPLICATE = rule(
    "SOP244",
    ERROR,
    ("Pelaksana ganda", "Actor twice"),
    (
        'Pelaksana "{actor}" sama dengan kolom {first}.',
        'The actor "{actor}" is the same as column {first}.',
    ),
    ("Gabungkan kedua kolom itu.", "Make them one column."),
    _ORDER,
)
TOO_MANY = rule(
    "SOP245",
    WARNING,
    ("Pelaksana terlalu banyak", "Too many actors"),
    (
        "Ada {count} pelaksana; kertas ini cukup untuk {limit}.",
        "There are {count} actors; the paper has room for {limit}.",
    ),
    (
        "Gabungkan pelaksana yang setingkat, bagi SOP ini, atau pakai kertas lebih lebar.",
        "Join actors of one level, divide the SOP, or take a wider paper.",
    ),
    _COLUMNS,
)
GENERIC = rule(
    "SOP246",
    WARNING,
    ("Pelaksana tanpa nama jabatan", "Actor without a position"),
    ('"{actor}" bukan nama jabatan.', '"{actor}" is not the name of a position.'),
    (
        "Tulis jabatannya, misalnya Petugas Agenda atau Kasubag Umum.",
        "Write the position, such as Petugas Agenda or Kasubag Umum.",
    ),
    _NAMES,
)

RULES: tuple[Rule, ...] = (UNUSED, EXTERNAL_LAST, ORDER, DUPLICATE, TOO_MANY, GENERIC)

_GENERIC = (
    r"(?:pelaksana|petugas|pegawai|pejabat|staf|aktor|orang|pihak)[\s.-]*(?:\d+|[ivx]{1,4}|[a-e])"
    r"|aktor|orang|\W*\d*\W*"
)

_RANKS = (
    r"(?:pj\.? ?)?(?:bupati|wali ?kota|gubernur)",
    r"wakil (?:bupati|wali ?kota|gubernur)",
    r"sekda|sekretaris (?:daerah|kota|kabupaten)",
    r"asisten",
    r"inspektur|camat|direktur|k(?:epala )?(?:dinas|badan|satuan|kantor|puskesmas|uptd)"
    r"|kadis|kaban|kasat",
    r"sekretaris",
    r"kabag|kabid|irban|k(?:epala )?(?:bagian|bidang)",
    r"kasubb?ag|kasubbid|kasi|lurah|kepala (?:sub|seksi|tata usaha|tu\b)",
    r"analis|penyusun|pranata|arsiparis|auditor|verifikator|bendahara|pengelola"
    r"|pengadministrasi|operator|petugas|staf|pelaksana",
)
"""Positions from the highest down, as patterns of the beginning of a name."""


def actors(sop: SOP, limits: Limits) -> Iterator[Finding]:
    """What is wrong with the columns."""
    yield from _names(sop)
    involved = _involved(sop)
    for column, actor in enumerate(sop.actors):
        if sop.steps and actor.name not in involved:
            yield Finding(UNUSED, ("actors", column), {"actor": actor.name})
    yield from _order(sop, involved)
    if len(sop.actors) > limits.maximum_actors:
        values = {"count": len(sop.actors), "limit": limits.maximum_actors}
        yield Finding(TOO_MANY, ("actors",), values)


def _involved(sop: SOP) -> list[str]:
    """The actors in the order in which the rows name them."""
    named = (name for step in sop.steps for symbol in step.symbols for name in symbol.actors)
    return list(dict.fromkeys(named))


def _names(sop: SOP) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for column, actor in enumerate(sop.actors):
        name = plain(actor.name)
        if first.setdefault(name, column) != column:
            values = {"actor": actor.name, "first": first[name] + 1}
            yield Finding(DUPLICATE, ("actors", column), values)
        if re.fullmatch(_GENERIC, name):
            yield Finding(GENERIC, ("actors", column), {"actor": actor.name})


def _order(sop: SOP, involved: list[str]) -> Iterator[Finding]:
    inside_seen = False
    for column, actor in enumerate(sop.actors):
        if actor.external and inside_seen:
            yield Finding(EXTERNAL_LAST, ("actors", column), {"actor": actor.name})
        inside_seen = inside_seen or not actor.external
    inside = [actor.name for actor in sop.actors if not actor.external and actor.name in involved]
    wanted = [name for name in involved if name in inside]
    if inside != wanted and not _by_rank(inside):
        yield Finding(ORDER, ("actors",), {"order": ", ".join(wanted)})


def _by_rank(names: list[str]) -> bool:
    """Whether the names go up or down in rank, as far as their ranks are known."""
    ranks = [_rank(plain(name)) for name in names]
    if None in ranks:
        return False
    known = [rank for rank in ranks if rank is not None]
    return known == sorted(known) or known == sorted(known, reverse=True)


def _rank(name: str) -> int | None:
    return next((rank for rank, pattern in enumerate(_RANKS) if re.match(pattern, name)), None)
