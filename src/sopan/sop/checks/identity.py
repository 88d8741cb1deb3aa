"""Whether the identity part is complete and right: SOP201 to SOP208."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from sopan.sop import citations
from sopan.sop.checks.rule import FORM, WARNING, Limits, rule
from sopan.sop.findings import Finding, Path, Rule, Words
from sopan.sop.model import SOP

_NUMBER = Words(
    "PermenPANRB 35/2012, lampiran: nomor SOP mengikuti tata naskah dinas pemerintah daerah.",
    "PermenPANRB 35/2012, annex: the number follows the government's rules for letters.",
)
_ACTING = Words(
    "UU 30/2014 pasal 14: Plt dan Plh bertindak atas mandat dan menyebutkannya.",
    "UU 30/2014 article 14: an acting official acts by mandate and says so.",
)
_REPEALED = Words(
    "Praktik: peraturan yang sudah dicabut masih dikutip dalam SOP yang diterbitkan kemudian.",
    "Practice: published SOPs cite regulations that had been repealed before.",
)

MISSING = rule(
    "SOP201",
    WARNING,
    ("Identitas belum lengkap", "Identity incomplete"),
    ('Bagian "{heading}" belum diisi.', '"{heading}" is not filled in.'),
    (
        "Isi bagian ini (kunci `{field}` dalam berkas SOP).",
        "Fill it in (key `{field}` of the SOP file).",
    ),
    FORM,
)
NUMBER_PATTERN = rule(
    "SOP202",
    WARNING,
    ("Nomor tidak sesuai pola", "Number of another pattern"),
    (
        'Nomor "{number}" tidak sesuai dengan pola nomor pemerintah daerah ini.',
        'The number "{number}" does not have the pattern of this government.',
    ),
    (
        "Samakan dengan pola dalam profil: {pattern}",
        "Follow the pattern of the profile: {pattern}",
    ),
    _NUMBER,
)
DATES = rule(
    "SOP203",
    WARNING,
    ("Urutan tanggal keliru", "Dates out of order"),
    (
        "{later} ({later_date}) lebih awal daripada {earlier} ({earlier_date}).",
        "{later} ({later_date}) is before {earlier} ({earlier_date}).",
    ),
    (
        "Betulkan salah satunya: SOP selesai dibuat sebelum direvisi dan sebelum berlaku.",
        "Correct one of them: an SOP is drafted before it is revised or comes into force.",
    ),
    FORM,
)
NIP = rule(
    "SOP204",
    WARNING,
    ("NIP bukan 18 angka", "NIP without 18 digits"),
    (
        'NIP "{nip}" mempunyai {count} angka, seharusnya 18.',
        'The NIP "{nip}" has {count} digits instead of 18.',
    ),
    (
        "Periksa kembali NIP pejabat yang mengesahkan.",
        "See to the NIP of the official who approves.",
    ),
    Words(
        "Peraturan Kepala BKN 22/2007: NIP terdiri atas 18 angka.",
        "Regulation of the head of BKN 22/2007: a NIP has 18 digits.",
    ),
)
ACTING = rule(
    "SOP205",
    WARNING,
    ("Plt atau Plh di dalam nama jabatan", "Acting within the position"),
    (
        'Jabatan "{position}" memuat tanda pejabat pengganti.',
        'The position "{position}" has the mark of an acting official in it.',
    ),
    (
        "Tulis jabatannya saja, dan isi `acting: {acting}`.",
        "Write the position alone, and fill in `acting: {acting}`.",
    ),
    _ACTING,
)
TITLE = rule(
    "SOP206",
    WARNING,
    ('Judul memuat kata "SOP"', 'Title with the word "SOP"'),
    ('Judul dimulai dengan "{words}".', 'The title begins with "{words}".'),
    (
        'Tulis judulnya saja: "{suggestion}".',
        'Write the title alone: "{suggestion}".',
    ),
    FORM,
)
OBSOLETE_LAW = rule(
    "SOP207",
    WARNING,
    ("Dasar hukum sudah dicabut", "Repealed law"),
    (
        '"{law}" sudah diganti dengan {new}.',
        '"{law}" was replaced by {new}.',
    ),
    ("Kutip {new}, lalu periksa apakah isinya masih cocok.", "Cite {new}, and see if it fits."),
    _REPEALED,
)
DUPLICATE_LAW = rule(
    "SOP208",
    WARNING,
    ("Dasar hukum disebut dua kali", "Law named twice"),
    ('"{law}" sudah disebut di nomor {first}.', '"{law}" is named already as number {first}.'),
    ("Hapus salah satunya.", "Remove one of the two."),
    FORM,
)

RULES: tuple[Rule, ...] = (
    *(MISSING, NUMBER_PATTERN, DATES, NIP),
    *(ACTING, TITLE, OBSOLETE_LAW, DUPLICATE_LAW),
)


def identity(sop: SOP, limits: Limits) -> Iterator[Finding]:
    """What is missing or wrong on the identity page."""
    yield from _missing(sop)
    yield from _number(sop, limits.number_pattern)
    yield from _dates(sop)
    yield from _approval(sop)
    yield from _title(sop)
    yield from _laws(sop)


def _missing(sop: SOP) -> Iterator[Finding]:
    fields: tuple[tuple[str, Path, object], ...] = (
        ("NAMA SOP", ("sop",), sop.title.strip()),
        ("UNIT KERJA", ("unit",), sop.unit.strip()),
        ("NOMOR SOP", ("number",), sop.number.strip()),
        ("TGL. PEMBUATAN", ("created",), sop.created),
        ("TGL. EFEKTIF", ("effective",), sop.effective),
        ("DISAHKAN OLEH", ("approved", "position"), sop.approval.position.strip()),
        ("DASAR HUKUM", ("laws",), _filled(sop.laws)),
        ("KUALIFIKASI PELAKSANA", ("qualifications",), _filled(sop.qualifications)),
        ("PERALATAN/PERLENGKAPAN", ("equipment",), _filled(sop.equipment)),
        ("PERINGATAN", ("warnings",), _filled(sop.warnings)),
        ("PENCATATAN DAN PENDATAAN", ("records",), _filled(sop.records)),
    )
    for heading, path, value in fields:
        if not value:
            field = ".".join(str(part) for part in path)
            yield Finding(MISSING, path, {"heading": heading, "field": field})


def _filled(texts: tuple[str, ...]) -> bool:
    return any(text.strip() for text in texts)


def _number(sop: SOP, pattern: str) -> Iterator[Finding]:
    number = sop.number.strip()
    if number and pattern and not re.fullmatch(pattern, number):
        yield Finding(NUMBER_PATTERN, ("number",), {"number": number, "pattern": pattern})


def _dates(sop: SOP) -> Iterator[Finding]:
    """The revision may lie after the first day in force, but nothing before the drafting."""
    if sop.created is None:
        return
    later: tuple[tuple[str, str, date | None], ...] = (
        ("revised", "Tanggal revisi", sop.revised),
        ("effective", "Tanggal efektif", sop.effective),
    )
    for field, name, day in later:
        if day is not None and day < sop.created:
            values = {
                "later": name,
                "later_date": day.isoformat(),
                "earlier": "Tanggal pembuatan",
                "earlier_date": sop.created.isoformat(),
            }
            yield Finding(DATES, (field,), values)


_ACTING_MARK = r"(pl[th])\b\.?"


def _approval(sop: SOP) -> Iterator[Finding]:
    approval = sop.approval
    nip = approval.nip.strip()
    digits = re.sub(r"[\s.]|^nip", "", nip, flags=re.IGNORECASE).lstrip(":")
    if nip and not (digits.isdecimal() and len(digits) == 18):
        count = sum(letter.isdecimal() for letter in nip)
        yield Finding(NIP, ("approved", "nip"), {"nip": nip, "count": count})
    mark = re.match(_ACTING_MARK, approval.position.strip(), re.IGNORECASE)
    if mark:
        values = {"position": approval.position, "acting": mark.group(1).capitalize()}
        yield Finding(ACTING, ("approved", "position"), values)


_TITLE_START = (
    r"(?:sop|s\.o\.p\.?|standar(?:d)? operasional prosedur|prosedur operasional standar)"
    r"(?:\s+ap)?\b[\s:.–-]*"
)


def _title(sop: SOP) -> Iterator[Finding]:
    title = sop.title.strip()
    start = re.match(_TITLE_START, title, re.IGNORECASE)
    if start is None:
        return
    rest = title[start.end() :]
    values = {
        "words": start.group().strip(" :.–-"),
        "suggestion": rest[:1].upper() + rest[1:] if rest else "...",
    }
    yield Finding(TITLE, ("sop",), values)


# Laws

_REPLACED: dict[str, tuple[str, int]] = {
    "PER/21/M.PAN/11/2008": ("PermenPANRB 35/2012", 2012),
    "UU 7/1971": ("UU 43/2009", 2009),
    "UU 8/1974": ("UU 20/2023", 2014),
    "UU 43/1999": ("UU 20/2023", 2014),
    "UU 5/2014": ("UU 20/2023", 2023),
    "UU 22/1999": ("UU 23/2014", 2004),
    "UU 32/2004": ("UU 23/2014", 2014),
    "UU 10/2004": ("UU 12/2011", 2011),
    "PP 53/2010": ("PP 94/2021", 2021),
    "PP 6/2006": ("PP 27/2014", 2014),
    "PP 58/2005": ("PP 12/2019", 2019),
    "PP 41/2007": ("PP 18/2016", 2016),
    "Keppres 80/2003": ("Perpres 16/2018", 2010),
    "Perpres 54/2010": ("Perpres 16/2018", 2018),
    "Permendagri 13/2006": ("Permendagri 77/2020", 2020),
    "Permendagri 17/2007": ("Permendagri 19/2016", 2016),
    "Permendagri 54/2009": ("Permendagri 1/2023", 2023),
    "PermenPANRB 16/2014": ("PermenPANRB 14/2017", 2017),
}
"""Repealed regulations that SOPs cite: what stands in their place, and the year of the repeal."""


@cache
def _replaced() -> dict[str, tuple[str, int]]:
    laws = ((citations.read(old), new) for old, new in _REPLACED.items())
    return {law.key: new for law, new in laws if law}


def _laws(sop: SOP) -> Iterator[Finding]:
    """A law that was in force when the SOP was drafted may stand."""
    drafted = sop.revised or sop.created
    first: dict[str, int] = {}
    for position, text in enumerate(sop.laws):
        law = citations.read(text)
        if law is None:
            continue
        key = law.key
        new, repealed = _replaced().get(key, ("", 0))
        if new and (drafted is None or drafted.year > repealed):
            yield Finding(OBSOLETE_LAW, ("laws", position), {"law": text.strip(), "new": new})
        if first.setdefault(key, position) != position:
            values = {"law": text.strip(), "first": first[key] + 1}
            yield Finding(DUPLICATE_LAW, ("laws", position), values)
