"""An SOP as the rows of the grid: every cell as the text that stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from sopan.sop.editing.edits import Cell
from sopan.sop.editing.following import nexts
from sopan.sop.editing.words import actors_text, flow_text, place_names
from sopan.sop.model import SOP, Kind, Step


@dataclass(frozen=True, slots=True)
class GridSymbol:
    """One symbol of a row: who, and where it goes on ("" for the next)."""

    id: str
    name: str
    """As the grid names it: "4", "4b"."""
    actors: str
    goes_to: str
    joins: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row; `needs` and `gives` have a line for each entry."""

    id: str
    number: int
    text: str
    symbols: tuple[GridSymbol, ...]
    needs: str
    time: str
    gives: str
    note: str


def grid(sop: SOP) -> tuple[GridRow, ...]:
    """The rows of the grid, in order."""
    following, names = nexts(sop.steps), place_names(sop)
    return tuple(
        GridRow(
            id=step.id,
            number=number,
            text=step.text,
            symbols=tuple(
                GridSymbol(
                    id=symbol.id,
                    name=names[symbol.id],
                    actors=actors_text(symbol),
                    goes_to=flow_text(symbol, names, following[symbol.id].default),
                    joins=symbol.joins,
                    asks=symbol.kind is Kind.DECISION,
                )
                for symbol in step.symbols
            ),
            needs=cell_text(step, Cell.NEEDS),
            time=cell_text(step, Cell.TIME),
            gives=cell_text(step, Cell.GIVES),
            note=cell_text(step, Cell.NOTE),
        )
        for number, step in enumerate(sop.steps, 1)
    )


def cell_text(step: Step, cell: Cell) -> str:
    """What stands in a cell of plain text."""
    match cell:
        case Cell.TEXT:
            return step.text
        case Cell.NEEDS:
            return "\n".join(step.needs)
        case Cell.TIME:
            return step.time.text if step.time else ""
        case Cell.GIVES:
            return "\n".join(step.gives)
        case Cell.NOTE:
            return step.note.text if step.note else ""
