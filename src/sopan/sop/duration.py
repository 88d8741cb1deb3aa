"""Reads a time as officials write it: "15 menit", "1-3 hari kerja", "30 menit - 3 Jam".

1. The spelling is levelled: small letters, one kind of dash, digits for number words.
2. What the time is counted for is split off ("/berkas"), then a word of limit ("paling lama").
3. The rest is one amount or two (a range); amounts in different units meet in the smaller one.

A time that does not fit stays free text. Hours and days do not meet: hours run within working
hours, days on the calendar, so "2 jam - 1 hari" stays free too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sopan.sop.model import Duration, TimeUnit

_LONGEST = 120
"""A longer text is an explanation, not a time."""

_UNITS = {
    "detik": TimeUnit.SECOND,
    "dtk": TimeUnit.SECOND,
    "menit": TimeUnit.MINUTE,
    "mnt": TimeUnit.MINUTE,
    "jam kerja": TimeUnit.HOUR,
    "jam": TimeUnit.HOUR,
    "hari kerja": TimeUnit.WORKDAY,
    "hari kalender": TimeUnit.DAY,
    "hari": TimeUnit.DAY,
    "hk": TimeUnit.WORKDAY,
    "minggu": TimeUnit.WEEK,
    "bulan": TimeUnit.MONTH,
    "bln": TimeUnit.MONTH,
    "tahun": TimeUnit.YEAR,
    "thn": TimeUnit.YEAR,
}

_SIZES = {
    TimeUnit.SECOND: ("clock", 1),
    TimeUnit.MINUTE: ("clock", 60),
    TimeUnit.HOUR: ("clock", 3600),
    TimeUnit.DAY: ("calendar", 1),
    TimeUnit.WEEK: ("calendar", 7),
    TimeUnit.WORKDAY: ("work", 1),
    TimeUnit.MONTH: ("months", 1),
    TimeUnit.YEAR: ("months", 12),
}
"""The family in which a unit may be converted, and how many of the smallest unit it holds."""

_WORDS = {
    "satu": "1",
    "dua": "2",
    "tiga": "3",
    "empat": "4",
    "lima": "5",
    "enam": "6",
    "tujuh": "7",
    "delapan": "8",
    "sembilan": "9",
    "sepuluh": "10",
    "setengah": "0.5",
    "seperempat": "0.25",
}
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"\d{1,6}(?:\.\d{1,4})?"
_DASH = re.compile(r"\s*(?:[‐‑‒–—−~-]|\bs\.?\s?/?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b)\s*")
_FRACTION = re.compile(r"(\d*)\s?([½¼¾])")
_SAID_AGAIN = re.compile(r"(?<=\d)\s*\((?:[\d. ]|sebelas|belas|puluh|seratus|ratus)+\)")
_LIMIT = re.compile(
    r"(?:maksimal|maksimum|maks?\.?|paling (?:lama|lambat|banyak)"
    r"|selambat-lambatnya|selama-lamanya|kurang dari)\s*:?\s*"
)
_ABOUT = re.compile(r"(?:selama|sekitar|kurang lebih|lebih kurang|kira-kira|±|\+/-)\s*")
_PER = re.compile(r"\s*(?:/|\b(?:per|setiap|tiap)\b)\s*")
_PART = re.compile(rf"({_NUMBER})\s*(?:[x×]\s*({_NUMBER})\s*)?({_UNIT})?(?![a-z])\s*")
_SE = re.compile(r"\bse(detik|menit|jam|hari|minggu|bulan|tahun)\b")

Amount = tuple[float, TimeUnit | None]


@lru_cache(maxsize=4096)
def read(text: str) -> Duration:
    """The time in `text`; only the text where it cannot be read."""
    free = Duration(text)
    if len(text) > _LONGEST:
        return free
    time, per = _split_per(_level(text))
    time, capped = _without_limit(time)
    amounts = _amounts(time)
    if amounts is None:
        return free
    low, high, unit = amounts
    if capped:
        low = 0.0
    return Duration(text, low, high, unit, per) if low <= high else free


def _level(text: str) -> str:
    text = " ".join(text.casefold().split()).rstrip(" .,;")
    text = _FRACTION.sub(lambda m: f"{m[1] or '0'}{_FRACTIONS[m[2]]}", text)
    text = re.sub(r"\b[a-z]+\b", lambda m: _WORDS.get(m[0], m[0]), text)
    text = _SE.sub(r"1 \1", text)
    text = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", text)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return _SAID_AGAIN.sub("", text)


def _split_per(text: str) -> tuple[str, str]:
    """ "1 menit/berkas" as "1 menit" and "berkas"."""
    for separator in _PER.finditer(text):
        if re.search(rf"(?:{_UNIT})$", text[: separator.start()]):
            return text[: separator.start()], text[separator.end() :]
    return text, ""


def _without_limit(text: str) -> tuple[str, bool]:
    """The text behind "paling lama" or "sekitar", and whether it names only the longest time."""
    if limit := _LIMIT.match(text):
        return text[limit.end() :], True
    if about := _ABOUT.match(text):
        return text[about.end() :], False
    return text, False


def _amounts(text: str) -> tuple[float, float, TimeUnit] | None:
    """Shortest and longest time with their common unit."""
    sides = [_amount(side) for side in _DASH.split(text)]
    if not 1 <= len(sides) <= 2 or None in sides:
        return None
    low, high = sides[0], sides[-1]
    if low is None or high is None or high[1] is None:
        return None
    low = (low[0], low[1] or high[1])
    unit = _smaller(low[1], high[1])
    if unit is None:
        return None
    return _count(low, unit), _count(high, unit), unit


def _amount(text: str) -> Amount | None:
    """One amount: "3 hari", "1 x 24 jam", "1 jam 30 menit", or a bare number."""
    total: Amount | None = None
    position = 0
    while part := _PART.match(text, position):
        value = float(part[1]) * float(part[2] or 1)
        total = _plus(total, (value, _UNITS.get(part[3] or "")))
        if total is None:
            return None
        position = part.end()
        if text.startswith("dan ", position):
            position += 4
    return total if position == len(text) else None


def _plus(total: Amount | None, part: Amount) -> Amount | None:
    if total is None:
        return part
    unit = _smaller(total[1], part[1])
    return None if unit is None else (_count(total, unit) + _count(part, unit), unit)


def _smaller(first: TimeUnit | None, second: TimeUnit | None) -> TimeUnit | None:
    """The smaller of two units that can be converted into each other."""
    if first is None or second is None:
        return None
    if _SIZES[first][0] != _SIZES[second][0]:
        return None
    return min(first, second, key=lambda unit: _SIZES[unit][1])


def _count(amount: Amount, unit: TimeUnit) -> float:
    value, own = amount
    return value if own is None else value * _SIZES[own][1] / _SIZES[unit][1]
