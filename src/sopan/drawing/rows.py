"""Rows of the table: wrapped cells and seated symbols, cut where they are taller than a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopan.drawing.lanes import Seat, seats
from sopan.drawing.profile import Column, Profile
from sopan.drawing.symbols import Shape, Sizes, shape_of
from sopan.drawing.table import PADDING, Cells, Table, cells
from sopan.drawing.text import line_height
from sopan.sop.model import SOP

LANE_STRIPS = 3.9
"""Least room above and below the symbols of a lane in mm."""
CROWDED_LANE = 8.0
"""Room that a lane may need beside its symbols when lines run around them, in mm."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or a part of one that is cut. Lanes of its seats count from 0 within the part."""

    step: int
    lines: tuple[tuple[str, ...], ...]
    seats: tuple[Seat, ...]
    lanes: int
    text_height: float
    least_height: float


def rows(sop: SOP, columns: Table, profile: Profile, size: Sizes, room: float) -> list[Row]:
    """All rows of an SOP; `room` is the height in mm that a row may take at most."""
    found: list[Row] = []
    lane_height = size.diamond + CROWDED_LANE
    most_lanes = max(1, int(room // lane_height))
    most_lines = max(3, int((room - 2 * PADDING) // line_height(columns.size)))
    for number, step in enumerate(sop.steps):
        texts = cells(step, number + 1, columns)
        placed = seats(sop, step)
        if texts.height <= most_lines and placed[-1].lane < most_lanes:
            found.append(_row(sop, number, texts.lines, placed, columns, size))
            continue
        parts = _parts(texts, placed, most_lines, most_lanes, columns, profile)
        found.extend(_row(sop, number, lines, part, columns, size) for lines, part in parts)
    return found


def _row(
    sop: SOP,
    number: int,
    lines: tuple[tuple[str, ...], ...],
    placed: tuple[Seat, ...],
    columns: Table,
    size: Sizes,
) -> Row:
    lanes = max((seat.lane for seat in placed), default=0) + 1
    tallest = [0.0] * lanes
    for seat in placed:
        shape = shape_of(sop, sop.symbols[seat.id])
        tallest[seat.lane] = max(tallest[seat.lane], size.height(shape))
    text = max(map(len, lines)) * line_height(columns.size) + 2 * PADDING
    drawn = sum(tallest) + LANE_STRIPS * lanes if placed else 0.0
    return Row(number, lines, placed, lanes, text, max(text, drawn))


def _parts(
    texts: Cells,
    placed: tuple[Seat, ...],
    most_lines: int,
    most_lanes: int,
    columns: Table,
    profile: Profile,
) -> Iterator[tuple[tuple[tuple[str, ...], ...], tuple[Seat, ...]]]:
    """Cuts a row into parts; the activity says that it goes on and where it is continued."""
    step = most_lines - 2
    last_lane = placed[-1].lane
    count = max(-(-texts.height // step), last_lane // most_lanes + 1)
    kinds = [column.kind for column in columns.columns]
    activity = kinds.index(Column.ACTIVITY)
    for part in range(count):
        lines = [cell[part * step : (part + 1) * step] for cell in texts.lines]
        if part:
            lines[activity] = (profile.headings["continued"], *lines[activity])
            lines[kinds.index(Column.NUMBER)] = texts.lines[kinds.index(Column.NUMBER)]
        if part < count - 1:
            lines[activity] = (*lines[activity], profile.headings["continues"])
        first = part * most_lanes
        seated = tuple(
            Seat(s.id, s.column, s.lane - first, s.twin)
            for s in placed
            if first <= s.lane < first + most_lanes
        )
        yield tuple(lines), seated


def shapes(sop: SOP) -> dict[str, Shape]:
    """The shape of every symbol by its id."""
    return {symbol.id: shape_of(sop, symbol) for symbol in sop.symbols.values()}
