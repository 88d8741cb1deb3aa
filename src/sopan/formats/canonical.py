"""An SOP as canonical JSON, the form in which versions are kept: same value, same bytes.

One line, keys sorted, defaults left out, whole numbers without a point. One table per record
says both how it is written and how it is read (`_SOP`, `_STEP`, ...), so the two cannot drift
apart. What is kept need not be complete: a draft may hold empty texts, symbols without actors and
arrows to nowhere. What is read is bounded and proved to be an SOP value, whoever sent it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sopan.formats.yaml.keys import MOST_ACTORS, MOST_BRANCHES, MOST_STEPS, MOST_SYMBOLS
from sopan.sop import value_rules as rules
from sopan.sop.findings import Finding, Language, Path, Rule
from sopan.sop.model import (
    SOP,
    Actor,
    Approval,
    Duration,
    Duty,
    Flow,
    Kind,
    Link,
    Step,
    Symbol,
    TimeUnit,
)

FORMAT = 1
LARGEST = 4_000_000
"""Characters of a whole value: room for every SOP file that can be read."""
LONGEST = 20_000
"""Characters of one text; keys of symbols join two texts of a file."""
MOST_ITEMS = 50_000
MOST_COUNTED = 1e12
"""The largest number of a time."""
_SHOWN = 60

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

Json = Any
Entries = dict[str, Json]
Migration = Callable[[Entries], Entries]

MIGRATIONS: Mapping[int, Migration] = {}
"""By the format they start from; there are none, since 1 is the first format."""


class CanonicalError(ValueError):
    """A text is no SOP value; the finding says what, where (as a path of keys), and what to do."""

    def __init__(self, rule: Rule, path: Path = (), **values: object) -> None:
        self.finding = Finding(rule, path, values)
        super().__init__(self.finding.message(Language.ENGLISH))

    def inside(self, key: str | int) -> CanonicalError:
        """The same, seen from the object or list around it."""
        finding = self.finding
        return CanonicalError(finding.rule, (key, *finding.path), **finding.values)


def write(sop: SOP) -> str:
    """The canonical JSON of an SOP, one line without a line break at its end.

    Raises:
        CanonicalError: when `read` would refuse it, so that nothing is kept that nobody can read.
    """
    data = _SOP.write(sop)
    _refuse_twins(sop)
    text = _ENCODER.encode(data | {"format": FORMAT})
    if len(text) > LARGEST:
        raise CanonicalError(rules.TOO_LARGE, count=len(text), limit=LARGEST)
    return text


def digest(sop: SOP) -> str:
    """The SHA-256 of the canonical JSON in UTF-8, in hexadecimal."""
    return sha256(write(sop).encode()).hexdigest()


def read(text: str) -> SOP:
    """The SOP in a JSON text, canonical or not.

    Raises:
        CanonicalError: when it is too large, no JSON, of a later format, or no SOP value.
    """
    if len(text) > LARGEST:
        raise CanonicalError(rules.TOO_LARGE, count=len(text), limit=LARGEST)
    try:
        data = json.loads(text, object_pairs_hook=_entries, parse_constant=_constant)
    except RecursionError:
        raise CanonicalError(rules.NOT_JSON, reason="[[[...]]]") from None
    except json.JSONDecodeError as error:
        raise CanonicalError(rules.NOT_JSON, reason=f"{error.lineno}:{error.colno}") from None
    except CanonicalError:
        raise
    except ValueError:  # a number of thousands of digits
        raise CanonicalError(rules.NOT_JSON, reason="123...") from None
    return read_data(data)


def read_data(
    data: Json, migrations: Mapping[int, Migration] = MIGRATIONS, current: int = FORMAT
) -> SOP:
    """The SOP in JSON that has been parsed already."""
    if not isinstance(data, dict):
        raise CanonicalError(rules.WRONG_VALUE, expected="{...}")
    entries = dict(data)
    for version in range(_version(entries.pop("format", None), current), current):
        entries = migrations[version](entries)
    sop: SOP = _SOP.read(entries)
    _refuse_twins(sop)
    return sop


def _refuse_twins(sop: SOP) -> None:
    """Ids are what flows and merges go by, so no two steps or symbols may share one."""
    steps: set[str] = set()
    symbols: set[str] = set()
    for row, step in enumerate(sop.steps):
        if step.id in steps:
            raise CanonicalError(rules.SAME_ID, ("steps", row, "id"), id=step.id[:_SHOWN])
        steps.add(step.id)
        for place, symbol in enumerate(step.symbols):
            if symbol.id in symbols:
                path = ("steps", row, "symbols", place, "id")
                raise CanonicalError(rules.SAME_ID, path, id=symbol.id[:_SHOWN])
            symbols.add(symbol.id)


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
)


def _version(number: Json, current: int) -> int:
    if type(number) is not int or number < 1:
        raise CanonicalError(rules.NO_FORMAT, ("format",), known=current)
    if number > current:
        raise CanonicalError(rules.NEWER_FORMAT, ("format",), version=number, known=current)
    return number


def _entries(pairs: list[tuple[str, Json]]) -> Entries:
    """An object whose keys stand in it once; JSON itself would let the last one win."""
    entries = dict(pairs)
    if len(entries) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise CanonicalError(rules.KEY_TWICE, key=twice[:_SHOWN])
    return entries


def _constant(name: str) -> float:
    raise CanonicalError(rules.NOT_JSON, reason=name)


# How one kind of value is written and read. Both ways check the same, so that whatever is kept can
# be read again; where a fault lies is put together on the way up, since most values have none.


@dataclass(frozen=True, slots=True)
class _Codec:
    write: Callable[[Any], Json]
    read: Callable[[Json], Any]


def _text(value: Json) -> str:
    if type(value) is not str:
        raise CanonicalError(rules.WRONG_VALUE, expected='"..."')
    if len(value) > LONGEST:
        raise CanonicalError(rules.TOO_LARGE, count=len(value), limit=LONGEST)
    if not value.isprintable() and (found := _REFUSED.search(value)):
        expected = f'"..." - U+{ord(found[0]):04X}'
        raise CanonicalError(rules.WRONG_VALUE, expected=expected)
    return value


def _flag(value: Json) -> bool:
    if type(value) is not bool:
        raise CanonicalError(rules.WRONG_VALUE, expected="true, false")
    return value


def _number(value: Json) -> float:
    """A whole number without its point, since 10 and 10.0 are the same value."""
    if type(value) not in (int, float) or not abs(value) <= MOST_COUNTED:
        raise CanonicalError(rules.WRONG_VALUE, expected="1.5")
    return int(value) if value == int(value) else float(value)


def _date(value: Json) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise CanonicalError(rules.WRONG_VALUE, expected='"2025-01-31"') from None


def _one_of(choices: type[StrEnum]) -> _Codec:
    known = {str(choice): choice for choice in choices}
    expected = ", ".join(f'"{choice}"' for choice in choices)

    def read_choice(value: Json) -> StrEnum:
        if type(value) is not str or value not in known:
            raise CanonicalError(rules.WRONG_VALUE, expected=expected)
        return known[value]

    return _Codec(str, read_choice)


def _many(item: _Codec, most: int = MOST_ITEMS) -> _Codec:
    def read_all(value: Json) -> tuple[Any, ...]:
        if type(value) is not list:
            raise CanonicalError(rules.WRONG_VALUE, expected="[...]")
        return tuple(_each(item.read, value, most))

    return _Codec(lambda values: _each(item.write, values, most), read_all)


def _each(convert: Callable[[Any], Any], values: Sequence[Any], most: int) -> list[Any]:
    if len(values) > most:
        raise CanonicalError(rules.TOO_LARGE, count=len(values), limit=most)
    done: list[Any] = []
    try:
        for value in values:
            done.append(convert(value))  # noqa: PERF401 - where it stops is the place of the fault
    except CanonicalError as refused:
        raise refused.inside(len(done)) from None
    return done


def _record(cls: Callable[..., Any], **codecs: _Codec) -> _Codec:
    """A dataclass as an object; its fields and defaults are those of the class."""
    defaults = {name: _default(cls, name) for name in codecs}
    writers = [(name, codec.write, defaults[name]) for name, codec in codecs.items()]
    readers = {name: codec.read for name, codec in codecs.items()}
    required = [name for name in codecs if defaults[name] is MISSING]
    known = ", ".join(sorted(codecs))

    def write_record(value: Any) -> Entries:
        written: Entries = {}
        name = ""
        try:
            for name, write_field, default in writers:
                found = getattr(value, name)
                if found != default:
                    written[name] = write_field(found)
        except CanonicalError as refused:
            raise refused.inside(name) from None
        return written

    def read_record(value: Json) -> Any:
        if type(value) is not dict:
            raise CanonicalError(rules.WRONG_VALUE, expected="{...}")
        for name in required:
            if name not in value:
                raise CanonicalError(rules.MISSING_KEY, key=name)
        found = {}
        for name, entry in value.items():
            if name not in readers:
                raise CanonicalError(rules.UNKNOWN_KEY, key=name[:_SHOWN], known=known)
            try:
                found[name] = readers[name](entry)
            except CanonicalError as refused:
                raise refused.inside(name) from None
        return cls(**found)

    return _Codec(write_record, read_record)


def _default(cls: Any, name: str) -> object:
    field = next(field for field in fields(cls) if field.name == name)
    return field.default if field.default_factory is MISSING else field.default_factory()


def _whole(record: _Codec) -> _Codec:
    """A time is read as a whole or not at all: least, most and unit come together."""

    def read_time(value: Json) -> Duration:
        time: Duration = record.read(value)
        if (time.minimum, time.maximum, time.unit).count(None) not in (0, 3):
            raise CanonicalError(rules.WRONG_VALUE, expected="minimum + maximum + unit")
        if time.minimum is not None and not 0 <= time.minimum <= (time.maximum or 0):
            raise CanonicalError(rules.WRONG_VALUE, expected="0 <= minimum <= maximum")
        return time

    return _Codec(record.write, read_time)


# The records


_TEXT = _Codec(_text, _text)
_FLAG = _Codec(_flag, _flag)
_NUMBER = _Codec(_number, _number)
_DATE = _Codec(date.isoformat, _date)
_TEXTS = _many(_TEXT)
_LINK = _record(Link, text=_TEXT, sop=_TEXT)
_ACTOR = _record(Actor, name=_TEXT, external=_FLAG)
_FLOW = _record(Flow, target=_TEXT, label=_TEXT)
_DURATION = _whole(
    _record(
        Duration, text=_TEXT, minimum=_NUMBER, maximum=_NUMBER, unit=_one_of(TimeUnit), per=_TEXT
    )
)
_APPROVAL = _record(Approval, position=_TEXT, name=_TEXT, rank=_TEXT, nip=_TEXT, acting=_TEXT)
_SYMBOL = _record(
    Symbol,
    id=_TEXT,
    actors=_many(_TEXT, MOST_ACTORS),
    kind=_one_of(Kind),
    flows=_many(_FLOW, MOST_BRANCHES),
    joins=_FLAG,
)
_STEP = _record(
    Step,
    id=_TEXT,
    text=_TEXT,
    symbols=_many(_SYMBOL, MOST_SYMBOLS),
    needs=_TEXTS,
    time=_DURATION,
    gives=_TEXTS,
    note=_LINK,
    duty=_one_of(Duty),
    macro=_TEXT,
)
_SOP = _record(
    SOP,
    id=_TEXT,
    title=_TEXT,
    actors=_many(_ACTOR, MOST_ACTORS),
    steps=_many(_STEP, MOST_STEPS),
    government=_TEXT,
    unit=_TEXT,
    number=_TEXT,
    created=_DATE,
    revised=_DATE,
    effective=_DATE,
    approval=_APPROVAL,
    nature=_TEXT,
    scope=_TEXT,
    reach=_TEXT,
    detail=_TEXT,
    laws=_TEXTS,
    qualifications=_TEXTS,
    related=_many(_LINK),
    equipment=_TEXTS,
    warnings=_TEXTS,
    records=_TEXTS,
    verify=_TEXT,
)
