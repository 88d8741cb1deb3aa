"""Verifies a chain of events and names the first place where it is not as it was written.

Pure: it reads a stream once, in constant memory, wherever it comes from. What it can know:

- an event that does not fit its own hash was changed;
- a number that is missing was removed, or stands farther on; a number too low was put in between;
- an event that fits its own hash, but not `previous` of the next, was changed and hashed again;
- the end is known from the head: in the database its own row, in a file first and last line;
- who can write everything can also hash everything again, head included. Against that only a
  `Note` helps: a number and hash that were written down earlier, elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from sopan.sop.findings import Language, Words
from sopan.web.trail.chain import Entry, hash_of

SHORTEST = 16
"""Hexadecimal digits of a hash that a note has at least."""


@dataclass(frozen=True, slots=True)
class Note:
    """A number of the chain and the hash it had, or at least how that begins."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    def matches(self, hash_: str) -> bool:
        return hash_.startswith(self.hash)


START = Note(0, "")
"""Before the first event."""


def note(text: str) -> Note:
    """Reads `NUMBER:HASH`, as it was noted. Raises ValueError."""
    found = re.fullmatch(rf"\s*([1-9]\d*)\s*:\s*([0-9a-f]{{{SHORTEST},64}})\s*", text.lower())
    if found is None:
        raise ValueError(text)
    return Note(int(found[1]), found[2])


class Fault(Enum):
    """What is wrong at a place; `other` is the number of another event that is concerned."""

    CHANGED = Words(
        "Nomor {number}: isinya diubah.",
        "Number {number}: its content was changed.",
    )
    REMOVED = Words(
        "Nomor {number} sampai {other}: dihapus.",
        "Numbers {number} to {other}: removed.",
    )
    MOVED = Words(
        "Nomor {number}: dipindahkan; di tempatnya ada nomor {other}.",
        "Number {number}: moved; number {other} stands in its place.",
    )
    INSERTED = Words(
        "Setelah nomor {number}: disisipkan baris bernomor {other}.",
        "After number {number}: a row with number {other} was put in.",
    )
    REPLACED = Words(
        "Nomor {number} tidak bersambung dengan nomor {other}: diganti, lalu dihitung ulang.",
        "Number {number} and number {other} do not join: replaced, then hashed again.",
    )
    CUT = Words(
        "Nomor {number} sampai {other}: dipotong dari akhir jejak.",
        "Numbers {number} to {other}: cut from the end of the trail.",
    )
    ADDED = Words(
        "Nomor {number}: ditambahkan di akhir tanpa melalui Sopan.",
        "Number {number}: added at the end, but not by Sopan.",
    )
    NOT_THE_HEAD = Words(
        "Nomor {number}, yang terakhir, tidak sama dengan yang tercatat di kepala jejak: salah "
        "satunya diganti.",
        "Number {number}, the last, is not the one that the head of the trail keeps: one of both "
        "was replaced.",
    )
    HEADER = Words(
        "Baris pertama berkas diubah.",
        "The first line of the file was changed.",
    )
    FOOTER = Words(
        "Baris penutup berkas, setelah nomor {number}, hilang, diubah, atau bukan yang terakhir.",
        "The closing line of the file, after number {number}, is missing, changed or not the last.",
    )
    NOT_AS_NOTED = Words(
        "Nomor {number} tidak sama dengan catatan Anda: jejak ditulis ulang pada atau sebelum "
        "nomor itu.",
        "Number {number} is not what you noted: the trail was written again there or before.",
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """The first fault of a chain."""

    fault: Fault
    number: int
    other: int = 0

    def say(self, language: Language) -> str:
        return self.fault.value.say(language, {"number": self.number, "other": self.other})


@dataclass(frozen=True, slots=True)
class Report:
    """Up to where the chain is sound, and the first fault if there is one."""

    sound: Note
    finding: Finding | None = None


def verify(
    government: str,
    entries: Iterable[Entry | None],
    head: Note,
    noted: Sequence[Note] = (),
    start: Note = START,
) -> Report:
    """Follows the entries, in which None is one that cannot be read, up to the head.

    1. Each entry must fit its hash, have the next number and name the hash before it.
    2. Each note must agree where it stands.
    3. The last entry must be the head.
    """
    last, before = start, START
    rest = iter(entries)
    for entry in rest:
        fault = _fault(government, entry, last, rest)
        if fault or entry is None:
            return Report(before if fault and fault.fault is Fault.REPLACED else last, fault)
        if last.number == head.number:
            return Report(last, Finding(Fault.ADDED, entry.number))
        before, last = last, Note(entry.number, entry.hash)
        if any(n.number == last.number and not n.matches(last.hash) for n in noted):
            return Report(before, Finding(Fault.NOT_AS_NOTED, last.number))
    return _end(before, last, head, noted)


def _fault(
    government: str, entry: Entry | None, last: Note, rest: Iterator[Entry | None]
) -> Finding | None:
    """What is wrong with the entry that follows `last`."""
    due = last.number + 1
    if entry is None or type(entry.number) is not int:
        return Finding(Fault.CHANGED, due)
    if entry.hash != hash_of(government, entry):
        return Finding(Fault.CHANGED, due)
    if entry.number < due:
        return Finding(Fault.INSERTED, last.number, entry.number)
    if entry.number > due:
        if any(later is not None and later.number == due for later in rest):
            return Finding(Fault.MOVED, due, entry.number)
        return Finding(Fault.REMOVED, due, entry.number - 1)
    if entry.previous == last.hash:
        return None
    return Finding(Fault.REPLACED, last.number, due) if last.number else Finding(Fault.CHANGED, due)


def _end(before: Note, last: Note, head: Note, noted: Sequence[Note]) -> Report:
    if last.number < head.number:
        return Report(last, Finding(Fault.CUT, last.number + 1, head.number))
    if last.hash != head.hash:
        return Report(before, Finding(Fault.NOT_THE_HEAD, last.number))
    farthest = max((n.number for n in noted), default=0)
    if farthest > last.number:
        return Report(last, Finding(Fault.CUT, last.number + 1, farthest))
    return Report(last)
