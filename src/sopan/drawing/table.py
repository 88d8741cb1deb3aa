"""The table of the flowchart part: widths of the columns, wrapped cells, headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sopan.drawing.drawing import (
    POINT_MM,
    Block,
    Mark,
    Polyline,
    Rectangle,
    Role,
    Style,
    Text,
    rounded,
)
from sopan.drawing.fonts import face
from sopan.drawing.profile import Column, Profile
from sopan.drawing.text import line_height, widest_word, wrap
from sopan.sop.model import SOP, Step

RULE = 0.15
"""Width of table rules in mm."""
FRAME = 0.25
"""Width of the frame around the table in mm."""
PADDING = 1.0
"""Space between a rule and text in mm."""
HEAD_GREY = 0.9
NUMBER_ROW = 3.6
"""Height of the row with the column numbers in mm."""
ACTOR_SIZES = (0.5, 1.0, 1.5)
"""How much smaller than the text the actors' names may be, in points."""
ROTATED_LIMITS = (34.0, 44.0, 54.0, 64.0)
"""Longest line of a rotated name in mm; the first with which all names fit their columns."""

_BASE = {
    Column.NUMBER: 8.0,
    Column.ACTIVITY: 46.0,
    Column.NEEDS: 27.0,
    Column.TIME: 16.0,
    Column.GIVES: 25.0,
    Column.NOTE: 19.0,
}
"""Widths in mm that read well with up to a dozen actors."""

_STANDARD = (Column.NEEDS, Column.TIME, Column.GIVES)
_CENTRED = (Column.NUMBER, Column.TIME)

NARROWEST_ACTOR = 8.2
WIDEST_ACTOR = 22.0
LEAST_TEXT = 0.7
"""How far text columns may shrink for a crowd of actors."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its kind, its place in mm, and which actor it belongs to (-1 for none)."""

    kind: Column
    left: float
    width: float
    actor: int = -1

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


@dataclass(frozen=True, slots=True)
class Table:
    """The columns with their heads, from `left` to `right`; `head` is the height of the heads."""

    columns: tuple[TableColumn, ...]
    size: float
    head_rows: tuple[float, ...]
    actor_size: float
    """Size of the actors' names in points."""
    rotated: bool
    names: tuple[tuple[str, ...], ...]
    """Wrapped head of each column."""

    @property
    def left(self) -> float:
        return self.columns[0].left

    @property
    def right(self) -> float:
        return self.columns[-1].right

    @property
    def head(self) -> float:
        return sum(self.head_rows)

    @property
    def actors(self) -> tuple[TableColumn, ...]:
        return tuple(c for c in self.columns if c.actor >= 0)

    @property
    def actor_width(self) -> float:
        return self.actors[0].width


@dataclass(frozen=True, slots=True)
class Cells:
    """The wrapped texts of one row, by column of the table; actor columns have none."""

    lines: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> int:
        """Lines of the tallest cell."""
        return max(map(len, self.lines))


def maximum_actors(profile: Profile) -> int:
    """How many actors fit the paper with text columns of their proper width."""
    room = _content_width(profile) - sum(_BASE.values())
    return int(room // NARROWEST_ACTOR)


def _content_width(profile: Profile) -> float:
    return profile.size[0] - profile.margins.left - profile.margins.right


def table(sop: SOP, profile: Profile) -> Table:
    """Fits the columns of an SOP into the width of the paper."""
    columns = tuple(_columns(sop, profile))
    size = profile.font_size
    actor_size, rotated = _actor_heads(sop, columns, size)
    for limit in ROTATED_LIMITS if rotated else (0.0,):
        names = tuple(_name(sop, profile, c, actor_size, limit) for c in columns)
        if not rotated or _fit(columns, names, actor_size):
            break
    second = max(
        _head_height(c, n, actor_size if c.actor >= 0 else size, rotated)
        for c, n in zip(columns, names, strict=True)
    )
    first = line_height(size) + 1.8
    numbers = (NUMBER_ROW,) if profile.column_numbers else ()
    return Table(columns, size, (first, second, *numbers), actor_size, rotated, names)


def _columns(sop: SOP, profile: Profile) -> Iterator[TableColumn]:
    total, count = _content_width(profile), len(sop.actors)
    base = dict(_BASE)
    if not any(step.note for step in sop.steps):
        base[Column.NOTE] = 15.0
    texts = sum(base.values())
    actor = min(WIDEST_ACTOR, max(NARROWEST_ACTOR, (total - texts) / count))
    factor = max(LEAST_TEXT, (total - actor * count) / texts)
    if factor == LEAST_TEXT:
        actor = (total - texts * factor) / count
    left = profile.margins.left
    for kind in profile.columns:
        if kind is Column.ACTORS:
            for index in range(count):
                yield TableColumn(kind, left, actor, index)
                left += actor
        else:
            yield TableColumn(kind, left, base[kind] * factor, -1)
            left += base[kind] * factor


def _actor_heads(sop: SOP, columns: tuple[TableColumn, ...], size: float) -> tuple[float, bool]:
    """The size of the actors' names, and whether they must be rotated to stay whole."""
    for smaller in ACTOR_SIZES:
        words = (
            widest_word(sop.actors[c.actor].name, size - smaller, Style.BOLD) <= c.width - PADDING
            for c in columns
            if c.actor >= 0
        )
        if all(words):
            return size - smaller, False
    return size - ACTOR_SIZES[0], True


def _name(
    sop: SOP, profile: Profile, column: TableColumn, size: float, rotated: float
) -> tuple[str, ...]:
    """The wrapped head of a column; `rotated` is the longest line of a rotated name in mm, or 0."""
    if column.actor < 0:
        name = profile.column_names[column.kind]
        return wrap(name, column.width - PADDING, profile.font_size, Style.BOLD)
    width = rotated or column.width - PADDING
    return wrap(sop.actors[column.actor].name, width, size, Style.BOLD)


def _fit(columns: Sequence[TableColumn], names: Sequence[tuple[str, ...]], size: float) -> bool:
    """Whether rotated names are no wider than their columns."""
    step = line_height(size)
    return all(
        len(n) * step <= c.width for c, n in zip(columns, names, strict=True) if c.actor >= 0
    )


def _head_height(column: TableColumn, lines: tuple[str, ...], size: float, rotated: bool) -> float:
    if column.actor >= 0 and rotated:
        return max(face(Style.BOLD).width(line, size) for line in lines) + 2.4
    return len(lines) * line_height(size) + 2.0


def cells(step: Step, number: int, columns: Table) -> Cells:
    """The texts of a step, wrapped for the table."""
    return Cells(tuple(_cell(step, number, c, columns.size) for c in columns.columns))


def _cell(step: Step, number: int, column: TableColumn, size: float) -> tuple[str, ...]:
    if column.actor >= 0:
        return ()
    return wrap(_text(step, number, column.kind), column.width - 2 * PADDING, size)


def _text(step: Step, number: int, kind: Column) -> str:
    if kind is Column.NUMBER:
        return f"{number}."
    if kind is Column.ACTIVITY:
        return step.text
    if kind is Column.NEEDS:
        return ", ".join(step.needs)
    if kind is Column.TIME:
        return step.time.text if step.time else ""
    if kind is Column.GIVES:
        return ", ".join(step.gives)
    return step.note.text if step.note else ""


def row_blocks(
    columns: Table, row: int, texts: Sequence[tuple[str, ...]], top: float, height: float
) -> Iterator[Block]:
    """The filled cells of one row as blocks; texts stand in the middle of the height."""
    step = line_height(columns.size)
    base = top + height / 2 + _baseline(columns.size)
    for index, (column, lines) in enumerate(zip(columns.columns, texts, strict=True)):
        if not lines:
            continue
        start = base - len(lines) * step / 2
        centred = column.kind in _CENTRED
        x = rounded(column.middle if centred else column.left + PADDING)
        anchor = "middle" if centred else "start"
        marks = tuple(
            [
                Text(x, rounded(start + k * step), line, columns.size, Style.REGULAR, anchor)
                for k, line in enumerate(lines)
            ]
        )
        yield Block(Role.CELL, marks, row=row, column=index)


@cache
def _baseline(size: float) -> float:
    """Distance from the top of a line to its baseline in mm."""
    shape = face(Style.REGULAR)
    slack = line_height(size) - (shape.ascent - shape.descent) * size * POINT_MM
    return slack / 2 + shape.ascent * size * POINT_MM


def head_blocks(columns: Table, profile: Profile, top: float) -> Iterator[Block]:
    """The heads: groups, names, numbers."""
    first, second, *numbers = columns.head_rows
    grey = Rectangle(
        rounded(columns.left),
        rounded(top),
        rounded(columns.right - columns.left),
        rounded(first + second),
        fill=HEAD_GREY,
    )
    yield Block(Role.ARTIFACT, (grey,))
    for group, members in _groups(columns):
        yield _group_head(columns, profile, group, members, top)
    for index, column in enumerate(columns.columns):
        if _group(column) is not None:
            marks = _head_text(columns, index, top + first, second)
            yield Block(Role.HEADER_CELL, marks, row=1, column=index)
    for index, column in enumerate(columns.columns if numbers else ()):
        number = Text(
            rounded(column.middle),
            rounded(top + first + second + (NUMBER_ROW + columns.size * 0.62 * POINT_MM) / 2),
            str(index + 1),
            columns.size - 1,
            anchor="middle",
        )
        yield Block(Role.HEADER_CELL, (number,), row=2, column=index)


def _group(column: TableColumn) -> str | None:
    if column.actor >= 0:
        return "actors"
    return "standard" if column.kind in _STANDARD else None


def _groups(columns: Table) -> Iterator[tuple[str | None, list[int]]]:
    """Columns under one head, from left to right; columns without group stand alone."""
    key = {i: _group(c) or f"-{i}" for i, c in enumerate(columns.columns)}
    for name, members in groupby(range(len(columns.columns)), key=lambda i: key[i]):
        yield None if name.startswith("-") else name, list(members)


def _group_head(
    columns: Table, profile: Profile, group: str | None, members: list[int], top: float
) -> Block:
    first, second = columns.head_rows[:2]
    index = members[0]
    if group is None:
        marks = _head_text(columns, index, top, first + second)
        return Block(Role.HEADER_CELL, marks, row=0, column=index, row_span=2)
    left, right = columns.columns[index].left, columns.columns[members[-1]].right
    name = (
        profile.column_names[Column.ACTORS] if group == "actors" else profile.headings["standard"]
    )
    lines = wrap(name, right - left - PADDING, columns.size, Style.BOLD)[:1]
    marks = _centred(lines, (left + right) / 2, top, first, columns.size)
    return Block(Role.HEADER_CELL, marks, row=0, column=index, column_span=len(members))


def _head_text(columns: Table, index: int, top: float, height: float) -> tuple[Mark, ...]:
    column, lines = columns.columns[index], columns.names[index]
    if column.actor < 0:
        return _centred(lines, column.middle, top, height, columns.size)
    size = columns.actor_size
    if not columns.rotated:
        return _centred(lines, column.middle, top, height, size)
    step = line_height(size)
    start = column.middle - len(lines) * step / 2 + _baseline(size)
    return tuple(
        Text(
            rounded(start + k * step),
            rounded(top + height / 2),
            line,
            size,
            Style.BOLD,
            "middle",
            90,
        )
        for k, line in enumerate(lines)
    )


def _centred(
    lines: Sequence[str], middle: float, top: float, height: float, size: float
) -> tuple[Mark, ...]:
    step = line_height(size)
    start = top + (height - len(lines) * step) / 2 + _baseline(size)
    return tuple(
        Text(rounded(middle), rounded(start + k * step), line, size, Style.BOLD, "middle")
        for k, line in enumerate(lines)
    )


def rule_marks(columns: Table, top: float, rows: Sequence[float]) -> tuple[Mark, ...]:
    """The rules of heads and rows; `rows` are the lower edges in mm, the last closes the frame."""
    first = top + columns.head_rows[0]
    body = top + columns.head
    marks: list[Mark] = []
    for group, members in _groups(columns):
        if group is not None:
            left, right = columns.columns[members[0]].left, columns.columns[members[-1]].right
            marks.append(level(left, right, first))
    if len(columns.head_rows) > 2:
        marks.append(level(columns.left, columns.right, body - NUMBER_ROW))
    marks.append(level(columns.left, columns.right, body))
    marks.extend(level(columns.left, columns.right, y) for y in rows[:-1])
    for index, column in enumerate(columns.columns[1:], 1):
        inside = _group(column) and _group(column) == _group(columns.columns[index - 1])
        marks.append(upright(column.left, first if inside else top, rows[-1]))
    frame = Rectangle(
        rounded(columns.left),
        rounded(top),
        rounded(columns.right - columns.left),
        rounded(rows[-1] - top),
        stroke=FRAME,
    )
    return (*marks, frame)


def level(left: float, right: float, y: float) -> Polyline:
    """A horizontal rule."""
    return Polyline(((rounded(left), rounded(y)), (rounded(right), rounded(y))), RULE)


def upright(x: float, top: float, bottom: float) -> Polyline:
    """A vertical rule."""
    return Polyline(((rounded(x), rounded(top)), (rounded(x), rounded(bottom))), RULE)
