"""What a browser gives when a table is pasted: cells, rows, steps; and back (docs/paste.md)."""

from sopan.formats.clipboard.inserting import to_edits
from sopan.formats.clipboard.pasted import Branch, Column, Pasted, PastedRow, Problem
from sopan.formats.clipboard.reader import cells
from sopan.formats.clipboard.rows import rows
from sopan.formats.clipboard.spoken import from_sentences
from sopan.formats.clipboard.steps import Steps, to_sop_steps
from sopan.formats.clipboard.table import Cell, PasteError, Table
from sopan.formats.clipboard.writer import Copied, write

__all__ = [
    "Branch",
    "Cell",
    "Column",
    "Copied",
    "PasteError",
    "Pasted",
    "PastedRow",
    "Problem",
    "Steps",
    "Table",
    "cells",
    "from_sentences",
    "rows",
    "to_edits",
    "to_sop_steps",
    "write",
]
