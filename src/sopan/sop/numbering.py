"""Numbers of SOPs by the pattern that a government lays down for its letters.

    {classification}/{number:3}/{unit}/{month:roman}/{year}; {number} per year, unit
    065/014/ORG/III/2026

The places, in English or Indonesian: `{number:3}` ({nomor}; 3 digits at least; `3A` and `3.a` let a
letter follow, 014A or 014.a), `{unit}`, `{classification}` ({klasifikasi}), `{year}` or `{year:2}`
({tahun}), `{month}` or `{month:roman}` ({bulan}). Behind a semicolon stands what the running number
begins anew for; nothing there means that it runs through the whole register.

Numbers are compared without case and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from sopan.sop.findings import Language, Words

_LONGEST = 100
_MOST_DIGITS = 6
_TURN = 70
"""Years of two digits from here on belong to the last century."""

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

NAMES = {
    "number": "number",
    "nomor": "number",
    "unit": "unit",
    "classification": "classification",
    "klasifikasi": "classification",
    "year": "year",
    "tahun": "year",
    "month": "month",
    "bulan": "month",
}
"""The places of a pattern by the words for them."""

_STYLES = {
    "number": re.compile(r"([1-6])?(\.?[Aa])?"),
    "unit": re.compile(""),
    "classification": re.compile(""),
    "year": re.compile(r"[24]?"),
    "month": re.compile(r"(?:roman|romawi|[12])?"),
}
_PIECE = re.compile(r"\{([^{}]*)\}")
_SCOPE = re.compile(r"\{?(?:number|nomor)\}?\s+per\s+(.+)", re.IGNORECASE)


class NumberError(ValueError):
    """A pattern, or values for it, that cannot be; with what to do."""

    def __init__(self, reason: Words, hint: Words, values: Mapping[str, object]) -> None:
        super().__init__(reason.say(Language.ENGLISH, values))
        self.values = values
        self._reason = reason
        self._hint = hint

    def reason(self, language: Language) -> str:
        return self._reason.say(language, self.values)

    def hint(self, language: Language) -> str:
        return self._hint.say(language, self.values)


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in the places of one number. `letter` is small: 14, "a" for 014A."""

    number: int = 0
    letter: str = ""
    unit: str = ""
    classification: str = ""
    year: int = 0
    month: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A text as it is, or a value written in a style."""

    name: str
    style: str = ""
    text: str = ""


@dataclass(frozen=True)
class Pattern:
    """The places of a number, and the places for each of which the running number begins anew."""

    text: str
    scope: tuple[str, ...]
    _places: tuple[_Place, ...] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Pattern:
        """The pattern of a text. Raises NumberError."""
        if len(text) > _LONGEST:
            raise _error(_TOO_LONG, most=_LONGEST)
        form, _, per = text.partition(";")
        places = tuple(_places(form.strip()))
        _check(places)
        return cls(text.strip(), _scope(per.strip(), places), places)

    @property
    def names(self) -> tuple[str, ...]:
        """The places that take a value, in their order."""
        return tuple(place.name for place in self._places if place.name)

    def write(self, values: Values) -> str:
        """The number with these values. Raises NumberError where it would be read differently."""
        number = "".join(_written(place, values) for place in self._places)
        if self.read(number) != self.only(values):
            raise _error(_UNREADABLE, number=number)
        return number

    def read(self, number: str) -> Values | None:
        """The values of a number; None when it is of another pattern."""
        if len(number) > 2 * _LONGEST:
            return None
        found = self._expression.fullmatch("".join(number.split()))
        return _values(self._places, found) if found else None

    def only(self, values: Values) -> Values:
        """The values without those that the pattern has no place for, as a number keeps them."""
        kept = {name: getattr(values, name) for name in self.names}
        if any(place.name == "number" and _letter_style(place) for place in self._places):
            kept["letter"] = values.letter.casefold()
        return Values(**kept)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile("".join(map(_expression, self._places)), re.IGNORECASE | re.ASCII)


def normal(number: str) -> str:
    """A number as it is compared."""
    return "".join(number.split()).casefold()


# The next number


def next_free(pattern: Pattern, taken: Iterable[str], values: Values) -> str:
    """The number after the highest of the same scope; never one that is taken."""
    known = {normal(number) for number in taken}
    last = max(_used(pattern, known, values), default=0)
    while True:
        last += 1
        proposed = pattern.write(replace(values, number=last, letter=""))
        if normal(proposed) not in known:
            return proposed


def gaps(pattern: Pattern, taken: Iterable[str], values: Values) -> tuple[range, ...]:
    """The running numbers of the scope, below its highest, that nothing has."""
    used = sorted(_used(pattern, taken, values))
    return tuple(range(low + 1, high) for low, high in pairwise([0, *used]) if high - low > 1)


def _used(pattern: Pattern, taken: Iterable[str], values: Values) -> set[int]:
    own = _scope_of(pattern, pattern.only(values))
    read = (pattern.read(number) for number in taken)
    return {found.number for found in read if found and _scope_of(pattern, found) == own}


def _scope_of(pattern: Pattern, values: Values) -> tuple[str, ...]:
    return tuple(normal(str(getattr(values, name))) for name in pattern.scope)


# Places


def _places(form: str) -> Iterable[_Place]:
    """Texts and places in turn, as `re.split` gives them."""
    for position, piece in enumerate(_PIECE.split(form)):
        if position % 2:
            yield _place(piece)
        elif "{" in piece or "}" in piece:
            raise _error(_BRACE)
        elif piece:
            yield _Place("", text=piece)


def _place(piece: str) -> _Place:
    name, _, style = (part.strip() for part in piece.partition(":"))
    known = NAMES.get(name.casefold())
    if known is None:
        raise _error(_UNKNOWN, name=name, names=", ".join(f"{{{name}}}" for name in NAMES))
    if not _STYLES[known].fullmatch(style):
        raise _error(_STYLE, name=name, style=style)
    return _Place(known, style)


def _check(places: tuple[_Place, ...]) -> None:
    names = [place.name for place in places if place.name]
    if "number" not in names:
        raise _error(_NO_NUMBER)
    for name in names:
        if names.count(name) > 1:
            raise _error(_TWICE, name=name)
    for place, following in pairwise(places):
        if place.name and following.name:
            raise _error(_TOUCHING, first=place.name, second=following.name)


def _scope(per: str, places: tuple[_Place, ...]) -> tuple[str, ...]:
    if not per:
        return ()
    found = _SCOPE.fullmatch(per)
    names = [name.strip() for name in found[1].split(",")] if found else []
    scope = tuple(NAMES.get(name.strip("{}").casefold(), "") for name in names)
    if not scope or "" in scope or "number" in scope:
        raise _error(_SCOPE_UNCLEAR, scope=per)
    for name in scope:
        if all(place.name != name for place in places):
            raise _error(_SCOPE_MISSING, name=name)
    return scope


def _written(place: _Place, values: Values) -> str:
    match place.name:
        case "number":
            return f"{values.number:0{_digits(place)}d}{_letter(place, values.letter)}"
        case "year":
            return f"{values.year % 100:02d}" if place.style == "2" else f"{values.year:04d}"
        case "month" if place.style in ("roman", "romawi"):
            return MONTHS[values.month - 1] if 1 <= values.month <= len(MONTHS) else ""
        case "month":
            return f"{values.month:0{place.style or '2'}d}"
        case "":
            return place.text
    return str(getattr(values, place.name)).strip()


def _expression(place: _Place) -> str:
    match place.name:
        case "number":
            letter = r"(?:[.\-]?(?P<letter>[a-z]))?" if _letter_style(place) else ""
            return rf"(?P<number>\d{{1,{_MOST_DIGITS}}}){letter}"
        case "year":
            return r"(?P<year>\d\d)" if place.style == "2" else r"(?P<year>[12]\d{3})"
        case "month" if place.style in ("roman", "romawi"):
            return r"(?P<month>[ivx]{1,4})"
        case "month":
            return r"(?P<month>\d{1,2})"
        case "":
            return re.escape("".join(place.text.split()))
    return rf"(?P<{place.name}>\S+?)"


def _values(places: tuple[_Place, ...], found: re.Match[str]) -> Values | None:
    texts = {name: text or "" for name, text in found.groupdict().items()}
    year = int(texts.get("year") or 0)
    if any(place.name == "year" and place.style == "2" for place in places):
        year += 1900 if year >= _TURN else 2000
    month = _month(texts["month"]) if "month" in texts else 0
    if month is None:
        return None
    return Values(
        number=int(texts["number"]),
        letter=texts.get("letter", "").casefold(),
        unit=texts.get("unit", ""),
        classification=texts.get("classification", ""),
        year=year,
        month=month,
    )


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= len(MONTHS) else None
    roman = text.upper()
    return MONTHS.index(roman) + 1 if roman in MONTHS else None


def _digits(place: _Place) -> int:
    return int(place.style[0]) if place.style[:1].isdigit() else 1


def _letter_style(place: _Place) -> str:
    return place.style.lstrip("123456")


def _letter(place: _Place, letter: str) -> str:
    style = _letter_style(place)
    if not (style and letter):
        return ""
    shown = letter.upper() if style.endswith("A") else letter.lower()
    return f".{shown}" if style.startswith(".") else shown


# Refusals

Refusal = tuple[Words, Words]


def _error(refusal: Refusal, **values: object) -> NumberError:
    return NumberError(*refusal, values)


_TOO_LONG = (
    Words("Pola lebih panjang dari {most} huruf.", "The pattern is longer than {most} signs."),
    Words("Persingkat polanya.", "Make the pattern shorter."),
)
_BRACE = (
    Words("Ada kurung kurawal tanpa pasangan.", "There is a brace without its partner."),
    Words(
        "Tulis setiap isian di antara {{ dan }}, misalnya {{nomor:3}}.",
        "Write each place between {{ and }}, such as {{number:3}}.",
    ),
)
_UNKNOWN = (
    Words('Isian "{name}" tidak dikenal.', 'There is no place "{name}".'),
    Words("Isian yang ada: {names}.", "The places are: {names}."),
)
_STYLE = (
    Words(
        'Isian "{name}" tidak dapat ditulis sebagai "{style}".',
        'The place "{name}" cannot be written as "{style}".',
    ),
    Words(
        "Misalnya: {{nomor:3}}, {{nomor:3A}}, {{tahun:2}}, {{bulan:romawi}}.",
        "Such as: {{number:3}}, {{number:3A}}, {{year:2}}, {{month:roman}}.",
    ),
)
_NO_NUMBER = (
    Words("Pola tidak memuat nomor urut.", "The pattern has no running number."),
    Words("Tambahkan {{nomor}}, misalnya {{nomor:3}}.", "Add {{number}}, such as {{number:3}}."),
)
_TWICE = (
    Words('Isian "{name}" ada dua kali.', 'The place "{name}" stands there twice.'),
    Words("Hapus salah satunya.", "Remove one of the two."),
)
_TOUCHING = (
    Words(
        'Di antara isian "{first}" dan "{second}" tidak ada pemisah.',
        'Nothing stands between the places "{first}" and "{second}".',
    ),
    Words("Tulis pemisah, misalnya / atau -.", "Write something between them, such as / or -."),
)
_SCOPE_UNCLEAR = (
    Words('"{scope}" tidak jelas.', '"{scope}" is not clear.'),
    Words(
        "Tulis misalnya: {{nomor}} per tahun, unit.",
        "Write, for instance: {{number}} per year, unit.",
    ),
)
_SCOPE_MISSING = (
    Words(
        'Nomor urut diulang per "{name}", tetapi "{name}" tidak ada dalam pola.',
        'The running number begins anew per "{name}", which has no place in the pattern.',
    ),
    Words(
        "Tambahkan isian itu; tanpa itu nomor yang sama terbit dua kali.",
        "Add that place; without it the same number would be given twice.",
    ),
)
_UNREADABLE = (
    Words(
        'Nomor "{number}" tidak dapat dibaca kembali menurut pola ini.',
        'The number "{number}" cannot be read back by this pattern.',
    ),
    Words(
        "Isi semua bagian, dan jangan pakai pemisah pola di dalam kode unit atau klasifikasi.",
        "Fill in every place, and keep what separates the places out of the codes.",
    ),
)
