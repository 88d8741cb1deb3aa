"""What people write in a cell -> a value, and back.

`read` functions raise `Unclear` with what is expected; for each, `write` gives a text that is read
as the same value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from sopan.web.organisation.models import HoldingKind, Level, UnitKind
from sopan.web.people.nip import clean_nip, validate_nip

Value = str | int | bool | date | None
"""None is a cell left empty where empty means "none"."""
ROUNDED = re.compile(r"[+-]?\d+([.,]\d+)?E[+]?\d+", re.IGNORECASE)
"""A long number after Excel has taken its last digits."""
MOST_ORDER = 2_147_483_647
EXCEL_ZERO = date(1899, 12, 30)


class Unclear(Exception):  # noqa: N818  # What a person wrote, not a fault of the program.
    """A cell that cannot be read; the text says what is expected."""


def squeezed(text: str) -> str:
    """On one line, with single spaces."""
    return " ".join(text.split())


# Text


def short(most: int) -> Callable[[str], str]:
    """A reader of texts on one line with at most so many letters."""

    def read(text: str) -> str:
        text = squeezed(text)
        if ROUNDED.fullmatch(text):
            raise Unclear(_rounded(text))
        if len(text) > most:
            values = {"most": most, "is": len(text)}
            raise Unclear(_("Paling banyak %(most)d huruf; ini %(is)d.") % values)
        return text

    return read


def long(text: str) -> str:
    """A text on several lines; empty ones are dropped."""
    return "\n".join(line for part in text.split("\n") if (line := squeezed(part)))


def plain(value: Value) -> str:
    return "" if value is None else str(value)


def _rounded(text: str) -> str:
    values = {"text": text}
    return _("Excel mengubahnya menjadi angka %(text)s dan angka terakhirnya hilang.") % values


# Numbers and marks


def order(text: str) -> int:
    text = squeezed(text)
    if not text:
        return 0
    if not re.fullmatch(r"\d{1,10}", text, re.ASCII) or int(text) > MOST_ORDER:
        raise Unclear(_("Isi dengan angka, misalnya 3."))
    return int(text)


YES = frozenset(["ya", "y", "yes", "x", "v", "√", "✓", "✔", "1", "benar", "true", "iya", "kepala"])
NO = frozenset(["", *["tidak", "t", "tdk", "no", "n", "-", "–", "0", "salah", "false", "bukan"]])


def mark(text: str) -> bool:
    word = squeezed(text).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unclear(_("Isi dengan Ya atau Tidak."))


def write_mark(value: Value) -> str:
    return "Ya" if value else "Tidak"


# Choices


def _bare(text: str) -> str:
    """Letters and digits only: "Eselon IV/a" and "eselon iv.a" are one."""
    return re.sub(r"[\W_]+", "", text).casefold()


def choice(known: Mapping[str, str], expected: Iterable[str]) -> Callable[[str], str]:
    """A reader of choices by their many spellings; `expected` is named where none fits."""
    listed = tuple(expected)

    def read(text: str) -> str:
        found = known.get(_bare(text))
        if found is None:
            raise Unclear(_("Pilih salah satu: %(choices)s.") % {"choices": ", ".join(listed)})
        return found

    return read


def _spellings(spelled: Mapping[str, str]) -> dict[str, str]:
    """{"dinas, kantor dinas": "agency"} -> {"dinas": "agency", "kantordinas": "agency"}."""
    return {_bare(text): value for texts, value in spelled.items() for text in texts.split(",")}


UNIT_KINDS = {
    UnitKind.GOVERNMENT: "Pemerintah daerah",
    UnitKind.SECRETARIAT: "Sekretariat daerah",
    UnitKind.COUNCIL_SECRETARIAT: "Sekretariat DPRD",
    UnitKind.INSPECTORATE: "Inspektorat",
    UnitKind.AGENCY: "Dinas",
    UnitKind.BOARD: "Badan",
    UnitKind.OFFICE: "Kantor/Satuan",
    UnitKind.DISTRICT: "Kecamatan",
    UnitKind.VILLAGE: "Kelurahan",
    UnitKind.ASSISTANT: "Asisten",
    UnitKind.STAFF: "Staf ahli",
    UnitKind.BUREAU: "Bagian",
    UnitKind.DIVISION: "Bidang/Sekretariat",
    UnitKind.SECTION: "Subbagian/Seksi",
    UnitKind.SERVICE: "UPT",
    UnitKind.OTHER: "Lainnya",
}
LEVELS = {
    Level.HEAD_OF_REGION: "Kepala daerah",
    Level.II_A: "Eselon II.a",
    Level.II_B: "Eselon II.b",
    Level.III_A: "Eselon III.a",
    Level.III_B: "Eselon III.b",
    Level.IV_A: "Eselon IV.a",
    Level.IV_B: "Eselon IV.b",
    Level.JF_EXPERT_4: "JF ahli utama",
    Level.JF_EXPERT_3: "JF ahli madya",
    Level.JF_EXPERT_2: "JF ahli muda",
    Level.JF_EXPERT_1: "JF ahli pertama",
    Level.JF_SKILLED: "JF keterampilan",
    Level.STAFF: "Pelaksana",
}
HOLDING_KINDS = {
    HoldingKind.DEFINITIVE: "Definitif",
    HoldingKind.PLT: "Plt.",
    HoldingKind.PLH: "Plh.",
}

_KIND_WORDS = _spellings(
    {
        "pemerintah daerah,pemda,pemerintah kota,pemko,pemkot,pemerintah kabupaten,pemkab,"
        "pemerintah provinsi,pemprov,kota,kabupaten,provinsi": UnitKind.GOVERNMENT,
        "sekretariat daerah,setda": UnitKind.SECRETARIAT,
        "sekretariat dprd,setwan,sekretariat dewan": UnitKind.COUNCIL_SECRETARIAT,
        "inspektorat,inspektorat daerah": UnitKind.INSPECTORATE,
        "dinas,dinas daerah": UnitKind.AGENCY,
        "badan,badan daerah": UnitKind.BOARD,
        "kantor/satuan,kantor,satuan,satpol pp": UnitKind.OFFICE,
        "kecamatan,kec": UnitKind.DISTRICT,
        "kelurahan,kel,desa": UnitKind.VILLAGE,
        "asisten,asisten sekda": UnitKind.ASSISTANT,
        "staf ahli": UnitKind.STAFF,
        "bagian,biro": UnitKind.BUREAU,
        "bidang/sekretariat,bidang,sekretariat,sekretariat dinas,sekretariat badan,inspektur "
        "pembantu,irban": UnitKind.DIVISION,
        "subbagian/seksi,subbagian,subbag,sub bagian,seksi,subbidang,subbid": UnitKind.SECTION,
        "upt,uptd,unit pelaksana teknis,puskesmas,rumah sakit,rsud,sekolah": UnitKind.SERVICE,
        "lainnya,lain-lain": UnitKind.OTHER,
    }
)


def _echelons() -> dict[str, str]:
    """ "IV/a", "Eselon IVa", "eselon 4a" and so on."""
    found = {}
    for roman, digit in (("ii", "2"), ("iii", "3"), ("iv", "4")):
        for letter in "ab":
            for front in ("", "eselon", "esl", "es"):
                for number in (roman, digit):
                    found[f"{front}{number}{letter}"] = f"{roman}.{letter}"
    return found


def _functional() -> dict[str, str]:
    """ "JF Ahli Muda", "Ahli Muda", "Fungsional Muda", "jf-muda"."""
    found = {}
    for word in ("utama", "madya", "muda", "pertama"):
        for front in ("", "jf", "fungsional", "jabatanfungsional"):
            found[f"{front}ahli{word}"] = found[f"{front}{word}"] = f"jf-{word}"
    for word in ("keterampilan", "terampil", "mahir", "penyelia", "pemula"):
        for front in ("", "jf", "fungsional", "jabatanfungsional"):
            found[f"{front}{word}"] = Level.JF_SKILLED
    return found


_LEVEL_WORDS = {
    **_echelons(),
    **_functional(),
    **_spellings(
        {
            "kepala daerah,wali kota,bupati,gubernur,kdh": Level.HEAD_OF_REGION,
            "pelaksana,staf,jabatan pelaksana,jfu,fungsional umum,non eselon": Level.STAFF,
        }
    ),
}
_HOLDING_WORDS = _spellings(
    {
        "definitif,def,tetap,pejabat definitif,definitive": HoldingKind.DEFINITIVE,
        "plt,pelaksana tugas": HoldingKind.PLT,
        "plh,pelaksana harian": HoldingKind.PLH,
    }
)
unit_kind = choice(_KIND_WORDS, UNIT_KINDS.values())
level = choice(_LEVEL_WORDS, LEVELS.values())


def holding_kind(text: str) -> str:
    """A holder of whom nothing is said is the definitive one."""
    return _holding_kind(text) if text.strip() else HoldingKind.DEFINITIVE


_holding_kind = choice(_HOLDING_WORDS, HOLDING_KINDS.values())


def labelled(labels: Mapping[Any, str]) -> Callable[[Value], str]:
    """A writer of choices."""
    texts = {str(value): label for value, label in labels.items()}
    return lambda value: texts.get(plain(value), plain(value))


# Persons


def nip(text: str) -> str:
    if ROUNDED.fullmatch(squeezed(text)):
        raise Unclear(_rounded_nip(squeezed(text)))
    digits = clean_nip(text)
    if not digits:
        return ""
    try:
        validate_nip(digits)
    except ValidationError as error:
        values = {"is": len(digits)}
        raise Unclear(_("NIP terdiri atas 18 angka; ini %(is)d huruf.") % values) from error
    return digits


def _rounded_nip(text: str) -> str:
    return _(
        "Excel mengubah NIP ini menjadi angka %(text)s dan angka terakhirnya hilang. "
        "Ubah format kolom menjadi Teks, lalu ketik ulang NIP-nya."
    ) % {"text": text}


def write_nip(value: Value) -> str:
    """As it is printed, "19800101 200501 1 001": so no program takes it for a number."""
    text = plain(value)
    return f"{text[:8]} {text[8:14]} {text[14]} {text[15:]}" if len(text) == 18 else text


def email(text: str) -> str:
    text = squeezed(text)
    if not text or text == "-":
        return ""
    try:
        validate_email(text)
    except ValidationError as error:
        raise Unclear(_("Alamat e-mail ini tidak lengkap.")) from error
    return text


# Days

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february peb pebruari",
            "mar maret march mrt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agustus ags agt ag august aug",
            "sep september sept",
            "okt oktober oct october",
            "nov november nop nopember",
            "des desember dec december",
        ),
        1,
    )
    for name in names.split()
}
_OPEN = frozenset(["", "-", "–", "sekarang", "seterusnya", "kini", "s.d. sekarang", "s/d sekarang"])
_DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})[ -]+(?P<name>[a-z]+)\.?[ -]+(?P<y>\d{4})"),
)


def day(text: str) -> date | None:
    word = squeezed(text).casefold()
    if word in _OPEN:
        return None
    for form in _DAY_FORMS:
        if found := form.fullmatch(word):
            return _day(found.groupdict())
    if re.fullmatch(r"[2-7]\d{4}", word, re.ASCII):
        meant = EXCEL_ZERO + timedelta(days=int(word))
        values = {"text": word, "day": f"{meant:%d/%m/%Y}"}
        raise Unclear(_("%(text)s adalah tanggal dalam hitungan Excel; tulis %(day)s.") % values)
    raise Unclear(_no_day())


def _no_day() -> str:
    return _("Tulis tanggal seperti 3 Maret 2026 atau 03/03/2026 (hari/bulan/tahun).")


def _day(parts: Mapping[str, str | None]) -> date:
    month = _MONTHS.get(parts.get("name") or "", 0) or int(parts.get("m") or 0)
    try:
        return date(int(parts["y"] or 0), month, int(parts["d"] or 0))
    except ValueError as error:
        raise Unclear(_no_day()) from error


def last_day(text: str) -> date | None:
    """The first day after the last one that is written."""
    found = day(text)
    return found + timedelta(days=1) if found else None


def write_day(value: Value) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else ""


def write_last_day(value: Value) -> str:
    return write_day(value - timedelta(days=1)) if isinstance(value, date) else ""
