"""Pasted steps as edits of a draft, so that one undo takes them all back."""

from __future__ import annotations

from collections.abc import Iterator

from sopan.formats.clipboard.steps import Steps
from sopan.sop.editing.edits import (
    DeleteRows,
    Edit,
    InsertRows,
    MoveActor,
    SetExternal,
    SetFlow,
)
from sopan.sop.editing.words import END
from sopan.sop.model import SOP, Step


def to_edits(sop: SOP, made: Steps, before: str = "") -> tuple[Edit, ...]:
    """What puts the steps before the row named, or at the end.

    New actors get columns in their order, those from outside first. In a draft that holds nothing
    but empty rows, the steps take the place of these.
    """
    if not made.steps:
        return ()
    empty = tuple(step.id for step in sop.steps if _is_empty(step))
    return (
        *_columns(sop, made),
        InsertRows(before, made.steps),
        *(SetFlow(symbol, END) for symbol in made.ends),
        *([DeleteRows(empty)] if empty and len(empty) == len(sop.steps) else []),
    )


def _columns(sop: SOP, made: Steps) -> Iterator[Edit]:
    inside = next((actor.name for actor in sop.actors if not actor.external), "")
    for actor in made.actors:
        if actor.name not in sop.columns:
            yield MoveActor(actor.name, inside if actor.external else "")
            if actor.external:
                yield SetExternal(actor.name, external=True)


def _is_empty(step: Step) -> bool:
    filled = step.text or step.needs or step.gives or step.time or step.note or step.macro
    return not filled and not any(symbol.actors for symbol in step.symbols)
