"""Finding and replacing rows and symbols by their ids."""

from __future__ import annotations

from dataclasses import replace

from sopan.sop.editing.edits import EditError
from sopan.sop.findings import Words
from sopan.sop.model import SOP, Step, Symbol

NO_ROW = Words(
    "Langkah itu sudah tidak ada. Muat ulang halaman untuk melihat keadaan terakhir.",
    "That row is gone. Load the page again to see how it is now.",
)


def index_of(sop: SOP, row: str) -> int:
    """The place of a row. Raises EditError where it is gone."""
    for place, step in enumerate(sop.steps):
        if step.id == row:
            return place
    raise EditError(NO_ROW)


def find_row(sop: SOP, row: str) -> Step:
    return sop.steps[index_of(sop, row)]


def row_of(sop: SOP, symbol: str) -> Step:
    """The row in which a symbol stands. Raises EditError where it is gone."""
    if symbol not in sop.rows:
        raise EditError(NO_ROW)
    return sop.steps[sop.rows[symbol]]


def with_row(sop: SOP, step: Step) -> SOP:
    """The SOP with another content of a row."""
    return replace(sop, steps=tuple(step if old.id == step.id else old for old in sop.steps))


def with_symbol(sop: SOP, symbol: Symbol) -> SOP:
    """The SOP with another content of a symbol."""
    step = row_of(sop, symbol.id)
    symbols = tuple(symbol if old.id == symbol.id else old for old in step.symbols)
    return with_row(sop, replace(step, symbols=symbols))
