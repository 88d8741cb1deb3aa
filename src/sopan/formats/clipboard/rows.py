"""From the cells of a pasted table to rows of plain texts; nothing that was filled is lost.

1. The columns are known by their headings (`headings`), or else by their content (`guess`).
2. A row with an activity, or with a number of its own, is a step. A row without either, or whose
   activity is merged with that above, continues the step above: texts become further lines, marks
   further symbols.
3. Marks become symbols from left to right, or in the order of their numbers where all are numbers.
4. Branches are read from "Lanjut ke", or from remarks that say nothing else (`ways`).

Every filled cell ends up in a row, in the headings, or in a problem that repeats its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sopan.formats.clipboard import guess, headings, marks, names, ways
from sopan.formats.clipboard import problems as told
from sopan.formats.clipboard.headings import Layout
from sopan.formats.clipboard.pasted import (
    NAMES,
    Branch,
    Column,
    Pasted,
    PastedRow,
    Problem,
    branches_text,
)
from sopan.formats.clipboard.table import PICTURE, Cell, Table
from sopan.formats.yaml.keys import LONGEST_ACTOR, LONGEST_TEXT
from sopan.sop import sentences, verbs
from sopan.sop.checks.rule import plain
from sopan.sop.findings import Words

Row = Sequence[Cell]
Symbol = tuple[str, ...]

_NUMBERING = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_LONGEST_SENTENCE = 300
_TOTALS = ("total", "jumlah")
_TEXTS = (Column.TEXT, Column.NEEDS, Column.TIME, Column.GIVES, Column.NOTE, Column.GOES_TO)


def rows(table: Table, known: Sequence[str] = ()) -> Pasted:
    """The steps of the table, its actors, and what could not be read.

    `known` are actors of the SOP: their names are written as there, and never taken apart.
    """
    by_headings = headings.layout(table)
    layout = by_headings or guess.layout(table)
    reader = _Reader(table, layout, {plain(name): name for name in known})
    reader.tell_whole()
    for number, row in enumerate(table.rows, 1):
        reader.read(number, row)
    found = tuple(reader.finished())
    return Pasted(
        found,
        tuple(reader.actors.values()),
        tuple(reader.problems),
        layout.columns,
        by_headings is not None,
    )


@dataclass(slots=True)
class _Step:
    """A step while its rows are read: the lines of each column."""

    row: int
    number: str = ""
    lines: dict[Column, list[str]] = field(default_factory=dict)
    symbols: list[Symbol] = field(default_factory=list)
    asks: bool = False


@dataclass(slots=True)
class _Reader:
    table: Table
    layout: Layout
    known: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    steps: list[_Step] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)
    """The first spelling of each name, by its plain form."""

    def tell_whole(self) -> None:
        """What concerns the whole block, and names of columns in their order."""
        table, layout = self.table, self.layout
        self.problems += told.of_table(table)
        for place in layout.of(Column.MARK):
            self._actor(0, layout.names[place])
        if layout.unnamed:
            unnamed = ", ".join(layout.names[place] for place in layout.unnamed)
            self.problems.append(Problem(told.UNNAMED, text=unnamed))
        for place, column in enumerate(layout.columns):
            if column is Column.UNKNOWN and layout.names[place]:
                self.problems.append(Problem(told.UNKNOWN_COLUMN, text=layout.names[place]))

    def read(self, number: int, row: Row) -> None:
        """One row of the table."""
        filled = [cell.text for cell in row if cell.text]
        if number - 1 in self.layout.above:
            self._tell(told.ABOVE, number, *filled)
        elif number - 1 in self.layout.heading:
            self._tell_groups(number, row)
        elif filled and (self._is_section(row) or self._is_total(row)):
            self._tell(told.SECTION, number, *filled)
        elif filled or self._is_step(row):
            self._read_step(number, row)

    def _tell(self, words: Words, number: int, *texts: str, **values: object) -> None:
        self.problems += (Problem(words, number, text, values) for text in texts)

    def _tell_groups(self, number: int, row: Row) -> None:
        """What stands in headings between "Pelaksana" and the names has no place."""
        named = zip(self.layout.columns, self.layout.names, strict=True)
        used = {
            plain(name)
            for column, name in named
            if column is not Column.ACTORS or plain(name) in headings.MAY_HEAD_NAMES
        }
        for cell in row:
            known = headings.field_of(cell.text) or headings.numbers_column(cell.text)
            if cell.text and not known and plain(cell.text) not in used:
                self._tell(told.GROUP, number, cell.text)

    def _is_section(self, row: Row) -> bool:
        """Whether the row is one text over the columns, such as "A. Persiapan"."""
        place = next(n for n, cell in enumerate(row) if cell.text)
        is_alone = sum(bool(cell.text) for cell in row) == 1
        text = self.layout.of(Column.TEXT)
        if not is_alone or not text or place > text[0]:
            return False
        is_wide = place + 1 < len(row) and row[place + 1].left
        return (is_wide and len(row) > place + 2 and row[place + 2].left) or (
            place != text[0] and not _is_number(row[place].text)
        )

    def _is_total(self, row: Row) -> bool:
        """Whether the row sums up the others: "Total", "Jumlah waktu", without a number."""
        text = " ".join(row[place].text for place in self.layout.of(Column.TEXT)[:1])
        number = "".join(row[place].text for place in self.layout.of(Column.NUMBER))
        label = text or number
        return label.casefold().startswith(_TOTALS) and len(label.split()) < 4

    def _is_step(self, row: Row) -> bool:
        return any(row[place].text for place in self.layout.of(Column.TEXT))

    def _read_step(self, number: int, row: Row) -> None:
        if not self.steps or not self._continues(row):
            self.steps.append(_Step(number))
        step = self.steps[-1]
        for place, cell in enumerate(row):
            text = self._without_pictures(number, place, cell.text)
            column = self.layout.columns[place]
            if not text:
                continue
            if column is Column.NUMBER and not step.number:
                step.number = text.rstrip(".) ")
            elif column in (Column.NUMBER, Column.UNKNOWN):
                self._tell(told.NO_COLUMN, number, text, column=self._heading(place))
            elif column in _TEXTS:
                step.lines.setdefault(column, []).append(text)
        self._read_symbols(step, number, row)

    def _heading(self, place: int) -> str:
        return self.layout.names[place] or NAMES[self.layout.columns[place]]

    def _without_pictures(self, number: int, place: int, text: str) -> str:
        if PICTURE not in text or self.layout.columns[place] is Column.MARK:
            return text
        self._tell(told.PICTURE_IN_CELL, number, "", column=self._heading(place))
        return text.replace(PICTURE, "").strip()

    def _continues(self, row: Row) -> bool:
        """Whether a row belongs to the step above it."""
        own = [row[p] for c in (Column.TEXT, Column.NUMBER) for p in self.layout.of(c)]
        text = [row[place] for place in self.layout.of(Column.TEXT)]
        return any(cell.above for cell in text) or not any(cell.text for cell in own)

    # Actors

    def _read_symbols(self, step: _Step, number: int, row: Row) -> None:
        found = [*self._marked(step, number, row), *self._named(number, row)]
        if not found and not step.symbols and len(self.steps) > 1 and self._is_shared(row):
            found = self.steps[-2].symbols[-1:]
        step.symbols += found

    def _marked(self, step: _Step, number: int, row: Row) -> list[Symbol]:
        """The marks of a row, from left to right or by their numbers."""
        found: list[tuple[int, Symbol]] = []
        for place in self.layout.of(Column.MARK):
            text = row[place].text
            if not text:
                continue
            name = self._actor(number, self.layout.names[place])
            step.asks = step.asks or marks.asks(text)
            if not marks.is_mark(text):
                self._tell(told.UNUSUAL_MARK, number, text, actor=name)
            found.append((int(text) if text.isdecimal() and text.isascii() else 0, (name,)))
        if len({order for order, _ in found} - {0}) == len(found):
            found.sort(key=lambda pair: pair[0])
        return [symbol for _, symbol in found]

    def _named(self, number: int, row: Row) -> Iterator[Symbol]:
        for place in self.layout.of(Column.ACTORS):
            text = row[place].text.replace(PICTURE, "")
            read = names.read(text, self.known)
            if text.strip() and not read:
                self._tell(told.NO_COLUMN, number, text, column=self._heading(place))
            for symbol in read:
                yield tuple(dict.fromkeys(self._actor(number, name) for name in symbol))

    def _is_shared(self, row: Row) -> bool:
        """Whether the cell of the actor is merged with that of the step above."""
        places = (*self.layout.of(Column.MARK), *self.layout.of(Column.ACTORS))
        return any(row[place].above for place in places)

    def _actor(self, number: int, name: str) -> str:
        """The name as it was first written; one that is too long is cut, and told."""
        name = self.known.get(plain(name), name)
        short = self._cut(number, name, LONGEST_ACTOR)
        return self.actors.setdefault(plain(short), short)

    def _cut(self, number: int, text: str, longest: int) -> str:
        if len(text) <= longest:
            return text
        self._tell(told.CUT, number, text[longest:], limit=longest)
        return text[:longest].strip()

    # The finished rows

    def finished(self) -> Iterator[PastedRow]:
        for step in self.steps:
            yield self._finished(step)

    def _finished(self, step: _Step) -> PastedRow:
        cells = {
            column: self._cut(step.row, "\n".join(lines), LONGEST_TEXT)
            for column, lines in step.lines.items()
        }
        text = self._text(step, cells.get(Column.TEXT, ""))
        note, branches, goes_to = self._ways(step, cells)
        return PastedRow(
            row=step.row,
            text=text,
            number=step.number,
            actors=tuple(step.symbols),
            needs=cells.get(Column.NEEDS, ""),
            time=self._time(cells.get(Column.TIME, "")),
            gives=cells.get(Column.GIVES, ""),
            note=note,
            goes_to=goes_to,
            branches=branches,
            asks=step.asks or verbs.is_question(text) or any(b.label for b in branches),
        )

    def _text(self, step: _Step, text: str) -> str:
        """The activity; with the number and the actor within it, where no column holds these."""
        numbering = _NUMBERING.match(text)
        if numbering and not self.layout.of(Column.NUMBER):
            step.number, text = numbering[1], text[numbering.end() :]
        if self.layout.of(Column.MARK) or self.layout.of(Column.ACTORS):
            return text
        told_ = sentences.read(text[:_LONGEST_SENTENCE], tuple(self.known.values()))
        if len(text) > _LONGEST_SENTENCE or len(told_) != 1 or not told_[0].actors:
            return text
        step.symbols.append(tuple(self._actor(step.row, name) for name in told_[0].actors))
        step.asks = told_[0].asks
        for note in told_[0].notes:
            self._tell(note.words, step.row, text, **note.values)
        return told_[0].text

    def _time(self, text: str) -> str:
        """The time, with the unit of the heading where it is a number alone."""
        text = " ".join(text.split())
        is_bare = bool(self.layout.unit) and text.replace(",", "").replace(".", "").isdecimal()
        return f"{text} {self.layout.unit}" if is_bare else text

    def _ways(self, step: _Step, cells: dict[Column, str]) -> tuple[str, tuple[Branch, ...], str]:
        """The remark, the branches, and the text of these."""
        note, goes_to = cells.get(Column.NOTE, ""), cells.get(Column.GOES_TO, "")
        if goes_to:
            branches = ways.read(goes_to)
            if not branches:
                self._tell(told.UNREAD_WAY, step.row, goes_to)
            return note, branches, branches_text(branches) or goes_to
        branches = ways.read_remark(note)
        return ("", branches, branches_text(branches)) if branches else (note, (), "")


def _is_number(text: str) -> bool:
    return len(text) < 8 and any(letter.isdecimal() for letter in text)
