"""The needs assessment of a unit (identifikasi kebutuhan SOP): which SOPs must be written at all.

The form of the annex leads from the duties of the unit to the titles of its SOPs in seven columns:

    A. task | 1. function | a. duty | (1) activity | (a) output | (1) aspect | 1. title

It is kept as an outline: lines in order, each with its level; a line belongs to the nearest line
before it of a higher rank. Levels may be left out. Numbers are never kept: they follow from the
outline, as do the rows and merged cells of the form (`form`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from sopan.sop import roots
from sopan.sop.words import stems


class Level(IntEnum):
    """The columns of the form, from the task of the unit to the title of an SOP."""

    TASK = 0
    FUNCTION = 1
    DUTY = 2
    ACTIVITY = 3
    OUTPUT = 4
    ASPECT = 5
    TITLE = 6


class State(StrEnum):
    """How far a title has come."""

    PLANNED = "planned"
    DRAFT = "draft"
    EFFECTIVE = "effective"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the form. Only a title has a state, and the key of its SOP once it is begun.

    Raises:
        ValueError: when another line has a state, or a title is dropped without a reason.
    """

    id: str
    level: Level
    text: str
    state: State = State.PLANNED
    reason: str = ""
    sop: str = ""

    def __post_init__(self) -> None:
        is_plain = self.state is State.PLANNED and not self.reason and not self.sop
        if self.level is not Level.TITLE and not is_plain:
            raise ValueError("only a title has a state, a reason or an SOP")
        if (self.state is State.DROPPED) != bool(self.reason.strip()):
            raise ValueError("a title is dropped with a reason, and has one only then")


# Numbers and rows


def numbers(lines: Sequence[Line]) -> tuple[str, ...]:
    """The number of each line; that of titles runs through the whole form."""
    counts = dict.fromkeys(Level, 0)
    found = []
    for line in lines:
        counts[line.level] += 1
        for level in Level:
            if line.level < level < Level.TITLE:
                counts[level] = 0
        found.append(_number(line.level, counts[line.level]))
    return tuple(found)


def _number(level: Level, count: int) -> str:
    match level:
        case Level.TASK:
            return f"{_letters(count).upper()}."
        case Level.DUTY:
            return f"{_letters(count)}."
        case Level.OUTPUT:
            return f"({_letters(count)})"
        case Level.ACTIVITY | Level.ASPECT:
            return f"({count})"
    return f"{count}."


def _letters(count: int) -> str:
    """a to z, then aa, ab, as the columns of a table program."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the form: its first row, its column (0 is No.), how many rows it is merged over."""

    row: int
    column: int
    rows: int
    text: str


HEADINGS = (
    "No.",
    "Tugas",
    "Fungsi",
    "Uraian Tugas",
    "Kegiatan",
    "Output",
    "Aspek Kegiatan",
    "Judul SOP",
)
"""The columns as the annex heads them."""


def form(lines: Sequence[Line]) -> tuple[Cell, ...]:
    """The cells of the form below its heading, row by row; what stands in none is empty.

    Of each way from a task to its last line there is one row; a line is merged over the rows of
    everything that belongs to it.
    """
    rows = tuple(_rows(lines))
    ends = _ends(lines, rows)
    cells: list[Cell] = []
    tasks = 0
    for line, number, row, end in zip(lines, numbers(lines), rows, ends, strict=True):
        if line.level is Level.TASK:
            tasks += 1
            cells.append(Cell(row, 0, end - row, str(tasks)))
        cells.append(Cell(row, line.level + 1, end - row, f"{number} {line.text}"))
    return tuple(cells)


def _rows(lines: Sequence[Line]) -> Iterator[int]:
    """The row in which each line begins: a new one where the level does not go down."""
    row, before = -1, Level.TITLE
    for line in lines:
        if row < 0 or line.level <= before:
            row += 1
        before = line.level
        yield row


def _ends(lines: Sequence[Line], rows: Sequence[int]) -> list[int]:
    """The row behind the last one of each line: where the next begins that is not below it."""
    following = dict.fromkeys(Level, rows[-1] + 1 if rows else 0)
    ends = []
    for line, row in zip(reversed(lines), reversed(rows), strict=True):
        ends.append(following[line.level])
        following.update((level, row) for level in Level if level >= line.level)
    return ends[::-1]


def paths(lines: Sequence[Line]) -> Iterator[dict[Level, Line]]:
    """Each line with those that it belongs to, by level."""
    above: dict[Level, Line] = {}
    for line in lines:
        above = {level: other for level, other in above.items() if level < line.level}
        above[line.level] = line
        yield above


# What follows from it


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many titles have come how far, and how many activities have no title yet."""

    planned: int
    draft: int
    effective: int
    dropped: int
    untitled: int

    @property
    def wanted(self) -> int:
        """The SOPs that the unit needs: all titles but those dropped."""
        return self.planned + self.draft + self.effective

    @property
    def share(self) -> float:
        """The part of the wanted SOPs that is effective; nothing wanted, nothing missing."""
        return self.effective / self.wanted if self.wanted else 1.0


def coverage(lines: Sequence[Line]) -> Coverage:
    """The titles of a form by their state."""
    states = [line.state for line in lines if line.level is Level.TITLE]
    return Coverage(
        planned=states.count(State.PLANNED),
        draft=states.count(State.DRAFT),
        effective=states.count(State.EFFECTIVE),
        dropped=states.count(State.DROPPED),
        untitled=sum(1 for _ in _untitled(lines)),
    )


def _untitled(lines: Sequence[Line]) -> Iterator[Line]:
    """The activities that lead to no title."""
    for position, line in enumerate(lines):
        if line.level is not Level.ACTIVITY:
            continue
        below = _below(lines, position)
        if all(other.level is not Level.TITLE for other in below):
            yield line


def _below(lines: Sequence[Line], position: int) -> Iterator[Line]:
    for line in lines[position + 1 :]:
        if line.level <= lines[position].level:
            return
        yield line


@dataclass(frozen=True, slots=True)
class Same:
    """An activity that several units have: as the first words it, and unit and line of each."""

    text: str
    places: tuple[tuple[str, str], ...]


def same_activities(units: Mapping[str, Sequence[Line]]) -> tuple[Same, ...]:
    """Activities of two units or more whose words have the same stems: they have the same SOP.

    Order, particles and forms do not count: "Menyusun Renstra" is "Penyusunan renstra".
    """
    found: dict[frozenset[str], list[tuple[str, Line]]] = {}
    for unit, lines in units.items():
        for line in lines:
            if line.level is Level.ACTIVITY and (words := _content(line.text)):
                found.setdefault(words, []).append((unit, line))
    return tuple(
        Same(places[0][1].text, tuple((unit, line.id) for unit, line in places))
        for places in found.values()
        if len({unit for unit, _ in places}) > 1
    )


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if word not in roots.PARTICLES)
