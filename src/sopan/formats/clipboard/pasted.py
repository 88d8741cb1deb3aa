"""What a pasted table says, as plain texts, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from sopan.sop.editing.words import BETWEEN, label_text
from sopan.sop.findings import Language, Words


class Column(StrEnum):
    """What stands in a column. `MARK` is the column of one actor, with marks in it."""

    NUMBER = "number"
    TEXT = "text"
    ACTORS = "actors"
    MARK = "mark"
    NEEDS = "needs"
    TIME = "time"
    GIVES = "gives"
    NOTE = "note"
    GOES_TO = "goes_to"
    UNKNOWN = "unknown"


NAMES = {
    Column.NUMBER: "No",
    Column.TEXT: "Kegiatan",
    Column.ACTORS: "Pelaksana",
    Column.MARK: "Pelaksana",
    Column.NEEDS: "Kelengkapan",
    Column.TIME: "Waktu",
    Column.GIVES: "Output",
    Column.NOTE: "Keterangan",
    Column.GOES_TO: "Lanjut ke",
    Column.UNKNOWN: "?",
}
"""How the columns are called on the page."""


class Branch(NamedTuple):
    """One way on: "yes", "no", another answer or "", and a row number, NEXT or END."""

    label: str
    place: str


def branches_text(branches: tuple[Branch, ...]) -> str:
    """The ways as the grid writes them: "Ya 5 · Tidak 2"."""
    return BETWEEN.join(f"{label_text(label)} {place}".strip() for label, place in branches)


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read: `text` is what stood there, `row` counts from 1, 0 for the whole."""

    words: Words
    row: int = 0
    text: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        return self.words.say(language, {"text": self.text, **self.values})


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One step. `actors` has the names of each symbol in turn; lines of a cell are kept.

    `row` is where it stood in the table, `number` what stood in the column No.
    """

    row: int
    text: str
    number: str = ""
    actors: tuple[tuple[str, ...], ...] = ()
    needs: str = ""
    time: str = ""
    gives: str = ""
    note: str = ""
    goes_to: str = ""
    branches: tuple[Branch, ...] = ()
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows with their actors in the order of columns, and how the columns were understood."""

    rows: tuple[PastedRow, ...] = ()
    actors: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: tuple[Column, ...] = ()
    has_headings: bool = False
