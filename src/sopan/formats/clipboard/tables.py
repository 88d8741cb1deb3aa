"""Reads the tables in the HTML of a clipboard: Excel, Word, Calc, Writer, Google Sheets.

Only what shows text counts: rows and cells with their spans, breaks of lines and paragraphs, lists,
pictures (as `PICTURE`), and what is hidden. A table within a cell becomes lines of that cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sopan.formats.clipboard.markup import End, Start, Text, attributes, events
from sopan.formats.clipboard.table import PICTURE, Block, Cell, Raw, neat, spread
from sopan.formats.clipboard.tsv import unguarded

_LINES = frozenset(
    (
        *("address", "article", "blockquote", "caption", "dd", "div", "dl", "dt", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
"""Elements that stand on lines of their own."""
_PICTURES = frozenset(("img", "v:shape", "v:rect", "v:oval", "svg", "object", "canvas"))
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    )
)
_HIDING = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_TABLE_PARTS = frozenset(("table", "tr", "td", "th"))


@dataclass(slots=True)
class Read:
    """All rows of the tables below each other, the lines around them, filled cells not shown."""

    rows: list[list[Cell]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    hidden: int = 0


def read(source: str) -> Read:
    """The tables of the HTML.

    Raises:
        PasteError: when there are more rows or columns than an SOP can have.
    """
    reader = _Reader()
    for event in events(source):
        match event:
            case Text(text):
                reader.text(text)
            case Start(name, written):
                reader.start(name, written)
            case End(name):
                reader.end(name)
    reader.finish()
    return reader.read


@dataclass(slots=True)
class _Open:
    """A cell that is being read."""

    rows: int
    columns: int
    is_hidden: bool


@dataclass(slots=True)
class _Reader:
    read: Read = field(default_factory=Read)
    _block: Block = field(default_factory=Block)
    _depth: int = 0
    _cell: _Open | None = None
    _row_is_hidden: bool = False
    _pieces: list[str] = field(default_factory=list)
    _hiding: str = ""
    _hiding_depth: int = 0
    _numbers: list[int | None] = field(default_factory=list)
    """For each open list the number of its next item; None for bullets."""

    def text(self, text: str) -> None:
        if not self._hiding and (self._cell or not self._depth):
            self._pieces.append(_SPACES.sub(" ", text))

    def start(self, name: str, written: str) -> None:
        if self._hiding:
            self._hiding_depth += name == self._hiding
            return
        given = attributes(written) if written.strip(" /") else {}
        if name in _TABLE_PARTS:
            self._start_part(name, given)
        elif _is_hidden(given) and name not in _VOID:
            self._hiding, self._hiding_depth = name, 1
        else:
            self._start_other(name, given)

    def _start_part(self, name: str, given: dict[str, str]) -> None:
        if name == "table":
            self._start_table()
        elif self._depth > 1:
            self._pieces.append("\n" if name == "tr" else " ")
        elif self._depth == 1:
            self._close_cell()
            if name == "tr":
                self._block.begin_row()
                self._row_is_hidden = _is_hidden(given)
            else:
                self._open_cell(given)

    def _start_table(self) -> None:
        if not self._depth:
            self._close_outside()
            self._block = Block()
        self._depth += 1
        self._pieces.append("\n")

    def _open_cell(self, given: dict[str, str]) -> None:
        if not self._block.rows:
            self._block.begin_row()
        is_hidden = self._row_is_hidden or _is_hidden(given)
        self._cell = _Open(_span(given, "rowspan"), _span(given, "colspan"), is_hidden)

    def _close_cell(self) -> None:
        """Ends a cell, also one whose end is not marked."""
        cell, self._cell = self._cell, None
        text = neat(unguarded("".join(self._pieces).strip()))
        self._pieces.clear()
        self._numbers.clear()
        if cell is None:
            self._tell_outside(text)
        elif not cell.is_hidden:
            self._block.add(Raw(text, cell.rows, cell.columns))
        elif text:
            self.read.hidden += 1

    def _start_other(self, name: str, given: dict[str, str]) -> None:
        if name == "br" or name in _LINES:
            self._pieces.append("\n")
        elif name in _PICTURES and self._cell:
            self._pieces.append(PICTURE)
        if name in ("ol", "ul"):
            self._numbers.append(_number(given.get("start")) if name == "ol" else None)
        elif name == "li":
            self._pieces.append(self._label())

    def _label(self) -> str:
        """What the browser prints before an item."""
        if not self._numbers or self._numbers[-1] is None:
            return "- "
        self._numbers[-1] += 1
        return f"{self._numbers[-1] - 1}. "

    def end(self, name: str) -> None:
        if self._hiding:
            self._hiding_depth -= name == self._hiding
            if not self._hiding_depth or name == "table":
                self._hiding = ""
            if name != "table":
                return
        if name == "table" and self._depth:
            self._end_table()
        elif name in ("td", "th", "tr") and self._depth == 1:
            self._close_cell()
        elif name in ("ol", "ul") and self._numbers:
            self._numbers.pop()
        if name in _LINES:
            self._pieces.append("\n")

    def _end_table(self) -> None:
        if self._depth == 1:
            self._close_cell()
            self.read.rows += spread(self._block.rows)
        self._depth -= 1

    def finish(self) -> None:
        while self._depth:
            self._end_table()
        self._close_outside()

    def _close_outside(self) -> None:
        self._tell_outside(neat("".join(self._pieces)))
        self._pieces.clear()

    def _tell_outside(self, text: str) -> None:
        """What stands beside a table is told, but not its pictures."""
        text = text.replace(PICTURE, "").strip()
        if text:
            self.read.outside += text.splitlines()


def _is_hidden(given: dict[str, str]) -> bool:
    return "hidden" in given or bool(_HIDING.search(given.get("style", "")))


def _span(given: dict[str, str], name: str) -> int:
    return max(1, _number(given.get(name)))


def _number(text: str | None) -> int:
    found = re.fullmatch(r"\s*(\d{1,5})\s*", text or "", re.ASCII)
    return int(found[1]) if found else 1
