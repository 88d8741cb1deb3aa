"""From the two flavours of a clipboard to one table."""

from __future__ import annotations

from sopan.formats.clipboard import tables, tsv
from sopan.formats.clipboard.table import (
    MOST_CHARACTERS,
    MOST_PARTS,
    MOST_ROWS,
    TOO_INTRICATE,
    TOO_LONG,
    TOO_MANY_ROWS,
    PasteError,
    Table,
    cleaned,
    rectangle,
    spread,
)


def cells(text: str, html: str = "") -> Table:
    """The cells of the tables in `html`; those of `text` where it has none.

    Raises:
        PasteError: when either is longer, or has more rows or columns, than an SOP can need.
    """
    is_plain = len(html) > MOST_CHARACTERS
    _refuse_length(text if text.strip() or not is_plain else html)
    if html and not is_plain:
        table = _from_html(html)
        if table.rows:
            return table
    return _from_text(text, is_plain)


def _refuse_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise PasteError(TOO_LONG, count=len(text), limit=MOST_CHARACTERS)


def _refuse_parts(count: int) -> None:
    if count > MOST_PARTS:
        raise PasteError(TOO_INTRICATE, limit=MOST_PARTS)


def _from_html(html: str) -> Table:
    html, control = cleaned(html)
    _refuse_parts(html.count("<"))
    found = tables.read(html)
    rows = rectangle(found.rows)
    if len(rows) > MOST_ROWS:
        raise PasteError(TOO_MANY_ROWS, limit=MOST_ROWS)
    return Table(rows, tuple(found.outside), control, found.hidden)


def _from_text(text: str, is_plain: bool) -> Table:
    text, control = cleaned(text)
    text = text.rstrip("\t\r\n ")
    _refuse_parts(text.count("\t") + text.count("\n") + text.count("\r"))
    rows = rectangle(spread(tsv.read(text).rows))
    return Table(rows, control=control, is_plain=is_plain)
