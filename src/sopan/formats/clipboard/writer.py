"""Writes steps as a table for the clipboard, to be pasted into a spreadsheet or back here.

What a cell cannot hold is not copied: duties, steps that stand for other SOPs, joins, and arrows
from any symbol but the last of its row. Pasting gives the rest back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import NamedTuple

from sopan.formats.clipboard.pasted import NAMES, Column
from sopan.sop.editing.words import CHAIN, actors_text, flow_text, place_names
from sopan.sop.model import SOP, Step

_COLUMNS = (
    *(Column.NUMBER, Column.TEXT, Column.ACTORS, Column.NEEDS),
    *(Column.TIME, Column.GIVES, Column.NOTE, Column.GOES_TO),
)
_FORMULA = re.compile(r"'*(?:[=+@]|-(?! ))")
_AS_TEXT = 'style="mso-number-format:\'\\@\'" sdnum="1033;0;@"'
"""Tells Excel and Calc that a cell holds a text: "1-2" is no date, "=1+1" is not counted."""


class Copied(NamedTuple):
    """Both flavours of the clipboard."""

    text: str
    html: str


def write(sop: SOP, rows: Collection[str] = ()) -> Copied:
    """The steps as a table with headings; only those with the ids in `rows` where it has any."""
    names = place_names(sop)
    body = [
        _cells(sop, place, names)
        for place, step in enumerate(sop.steps)
        if not rows or step.id in rows
    ]
    table = [tuple(NAMES[column] for column in _COLUMNS), *body]
    return Copied(_text(table), _html(table))


def _cells(sop: SOP, place: int, names: Mapping[str, str]) -> tuple[str, ...]:
    step = sop.steps[place]
    return (
        str(place + 1),
        step.text,
        CHAIN.join(actors_text(symbol) for symbol in step.symbols),
        "\n".join(step.needs),
        step.time.text if step.time else "",
        "\n".join(step.gives),
        step.note.text if step.note else "",
        flow_text(step.symbols[-1], names, _after(sop.steps[place + 1 :])) if step.symbols else "",
    )


def _after(steps: Sequence[Step]) -> str:
    """The first symbol of the next row."""
    return steps[0].symbols[0].id if steps and steps[0].symbols else ""


def _guarded(text: str) -> str:
    """Spreadsheets take a text for a formula by its first sign; an apostrophe before it helps."""
    return f"'{text}" if _FORMULA.match(text) else text


def _text(table: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(_quoted(_guarded(cell)) for cell in row) for row in table) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('\t\n"') else cell


def _html(table: Sequence[Sequence[str]]) -> str:
    head, *body = table
    rows = [_row("th", head), *(_row("td", row) for row in body)]
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'


def _row(tag: str, cells: Sequence[str]) -> str:
    written = (escape(_guarded(cell), quote=False).replace("\n", "<br>") for cell in cells)
    return "<tr>" + "".join(f"<{tag} {_AS_TEXT}>{cell}</{tag}>" for cell in written) + "</tr>"
