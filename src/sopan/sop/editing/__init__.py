"""Changes of an SOP as an author makes them in the grid: cells, rows, symbols, columns.

Every edit is data and gives a new value. A draft may be incomplete in any way (no actor yet, an
arrow to a row that was deleted): nothing that was typed is refused for being unfinished.
"""

from sopan.sop.editing.apply import apply, apply_all
from sopan.sop.editing.edits import (
    AddSymbol,
    Cell,
    DeleteRows,
    Edit,
    EditError,
    Field,
    FillDown,
    InsertRows,
    MoveActor,
    MoveRows,
    PlaceSymbol,
    RemoveActor,
    RemoveSymbol,
    RenameActor,
    SetActors,
    SetCell,
    SetExternal,
    SetField,
    SetFlow,
    SetJoins,
)
from sopan.sop.editing.grid import GridRow, GridSymbol, grid
from sopan.sop.editing.identity import field_text

__all__ = [
    "AddSymbol",
    "Cell",
    "DeleteRows",
    "Edit",
    "EditError",
    "Field",
    "FillDown",
    "GridRow",
    "GridSymbol",
    "InsertRows",
    "MoveActor",
    "MoveRows",
    "PlaceSymbol",
    "RemoveActor",
    "RemoveSymbol",
    "RenameActor",
    "SetActors",
    "SetCell",
    "SetExternal",
    "SetField",
    "SetFlow",
    "SetJoins",
    "apply",
    "apply_all",
    "field_text",
    "grid",
]
