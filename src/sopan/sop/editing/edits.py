"""The edits of the grid as data. Rows and symbols are named by their ids, which never change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sopan.sop.findings import Words
from sopan.sop.model import Step


class Cell(StrEnum):
    """The cells of a row that hold plain text."""

    TEXT = "text"
    NEEDS = "needs"
    TIME = "time"
    GIVES = "gives"
    NOTE = "note"


class EditError(ValueError):
    """An edit that cannot be made; says why and what to do."""

    def __init__(self, words: Words, **values: object) -> None:
        self.words = words
        self.values = values
        super().__init__(words.en.format_map(values))


@dataclass(frozen=True, slots=True)
class SetCell:
    """Write a text; one line for each entry of `NEEDS` and `GIVES`."""

    row: str
    cell: Cell
    text: str


@dataclass(frozen=True, slots=True)
class SetActors:
    """Say who: "A", "A + B" together, "A > B" one after the other (adds symbols)."""

    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class SetFlow:
    """Say where it goes on, in the words of the grid: "", "5", "Ya 5 · Tidak 2", "selesai"."""

    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class SetJoins:
    """Whether the symbol waits for all branches that lead to it."""

    symbol: str
    joins: bool


@dataclass(frozen=True, slots=True)
class AddSymbol:
    """A further symbol in the row, after the one named."""

    after: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class RemoveSymbol:
    """Take a symbol away; the last one of a row stays, without an actor."""

    symbol: str


@dataclass(frozen=True, slots=True)
class PlaceSymbol:
    """Click on a cell of the drawing: the row's only symbol goes to the actor."""

    row: str
    actor: str


@dataclass(frozen=True, slots=True)
class InsertRows:
    """New rows before the row named, or at the end. `steps` empty makes one empty row."""

    before: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class DeleteRows:
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveRows:
    """Bring rows, in their present order, before the row named, or to the end."""

    rows: tuple[str, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class FillDown:
    """Give the other rows the first row's content of a cell; `actors` says that of "pelaksana"."""

    rows: tuple[str, ...]
    cell: Cell | None
    """None for the actors."""


@dataclass(frozen=True, slots=True)
class RenameActor:
    """Another name for a column, in all rows. A name that exists joins the two columns."""

    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class MoveActor:
    """Bring a column before another, or to the end; an actor without a column gets one."""

    actor: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class RemoveActor:
    """Take a column away; its symbols stay, without an actor."""

    actor: str


@dataclass(frozen=True, slots=True)
class SetExternal:
    actor: str
    external: bool


class Field(StrEnum):
    """The entries of the identity part; the lists have a line for each of theirs."""

    TITLE = "title"
    NUMBER = "number"
    GOVERNMENT = "government"
    UNIT = "unit"
    NATURE = "nature"
    SCOPE = "scope"
    REACH = "reach"
    DETAIL = "detail"
    LAWS = "laws"
    QUALIFICATIONS = "qualifications"
    RELATED = "related"
    EQUIPMENT = "equipment"
    WARNINGS = "warnings"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class SetField:
    """Write an entry of the identity part."""

    field: Field
    text: str


Edit = (
    SetCell
    | SetActors
    | SetFlow
    | SetJoins
    | AddSymbol
    | RemoveSymbol
    | PlaceSymbol
    | InsertRows
    | DeleteRows
    | MoveRows
    | FillDown
    | RenameActor
    | MoveActor
    | RemoveActor
    | SetExternal
    | SetField
)
