"""A form of the drafting page, as sent, becomes edits: only what differs from the text it showed.

Fields are named by what they hold: `text:ROW`, `actors:SYMBOL`. The button pressed is `do`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sopan.sop.editing import (
    AddSymbol,
    Cell,
    DeleteRows,
    Edit,
    Field,
    GridRow,
    InsertRows,
    MoveActor,
    MoveRows,
    RemoveActor,
    RemoveSymbol,
    SetActors,
    SetCell,
    SetField,
    SetFlow,
    SetJoins,
    field_text,
    grid,
)
from sopan.sop.model import SOP

CELLS = tuple(Cell)


def edits_of(value: SOP, sent: Mapping[str, str]) -> tuple[Edit, ...]:
    """What was typed, then what the button does."""
    rows = grid(value)
    order = [row.id for row in rows]
    return (
        *(edit for row in rows for edit in _typed(row, sent)),
        *_fields(value, sent),
        *_pressed(order, [actor.name for actor in value.actors], sent.get("do", "")),
    )


def _typed(row: GridRow, sent: Mapping[str, str]) -> Iterator[Edit]:
    for cell in CELLS:
        text = _sent(sent, f"{cell}:{row.id}")
        if text is not None and text != getattr(row, cell):
            yield SetCell(row.id, cell, text)
    for symbol in row.symbols:
        actors, flow = _sent(sent, f"actors:{symbol.id}"), _sent(sent, f"flow:{symbol.id}")
        if actors is not None and actors != symbol.actors:
            yield SetActors(symbol.id, actors)
        if flow is not None and flow != symbol.goes_to:
            yield SetFlow(symbol.id, flow)
        if f"joining:{symbol.id}" in sent:
            joins = f"joins:{symbol.id}" in sent
            if joins != symbol.joins:
                yield SetJoins(symbol.id, joins)


def _fields(value: SOP, sent: Mapping[str, str]) -> Iterator[Edit]:
    for field in Field:
        text = _sent(sent, f"field:{field}")
        if text is not None and text != field_text(value, field):
            yield SetField(field, text)


def _sent(sent: Mapping[str, str], name: str) -> str | None:
    """A field with the line breaks that browsers send made plain."""
    text = sent.get(name)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def _pressed(rows: list[str], actors: list[str], button: str) -> Iterator[Edit]:
    """The edit of a button, `VERB:ID`; an id that is gone makes none."""
    verb, _, id_ = button.partition(":")
    match verb:
        case "add":
            yield InsertRows()
        case "insert":
            yield InsertRows(id_)
        case "delete":
            yield DeleteRows((id_,))
        case "up" if id_ in rows and rows.index(id_) > 0:
            yield MoveRows((id_,), rows[rows.index(id_) - 1])
        case "down" if id_ in rows and rows.index(id_) < len(rows) - 1:
            below = rows[rows.index(id_) + 2 :]
            yield MoveRows((id_,), below[0] if below else "")
        case "symbol":
            yield AddSymbol(id_)
        case "no-symbol":
            yield RemoveSymbol(id_)
        case "join":
            yield SetJoins(id_, True)
        case "left" if id_ in actors and actors.index(id_) > 0:
            yield MoveActor(id_, actors[actors.index(id_) - 1])
        case "right" if id_ in actors and actors.index(id_) < len(actors) - 1:
            right = actors[actors.index(id_) + 2 :]
            yield MoveActor(id_, right[0] if right else "")
        case "no-actor":
            yield RemoveActor(id_)
