"""The structure tree: what a reader who cannot see the page is told, and in which order.

Elements are written as soon as they are complete; only the numbers of the children of open
elements (the document, the section) stay in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sopan.drawing.drawing import (
    POINT_MM,
    Block,
    Mark,
    Modules,
    Page,
    Polygon,
    Polyline,
    Role,
    Text,
)
from sopan.drawing.fonts import face
from sopan.formats.pdf.objects import Objects, text_string

_TAGS = {Role.TITLE: "H1", Role.HEADING: "H2", Role.PARAGRAPH: "P", Role.FIGURE: "Figure"}
_CELLS = {Role.HEADER_CELL: "TH", Role.CELL: "TD"}
_ARTIFACT = "/Artifact BMC"
_LEAF = 64
"""Pages per leaf of the parent tree."""


@dataclass(slots=True)
class Element:
    """An element that still takes children."""

    number: int
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A table cell; `content` is its marked content on the page, "" for an empty cell."""

    block: Block
    number: int
    content: str


@dataclass(slots=True)
class _Table:
    number: int
    cells: list[_Cell] = field(default_factory=list)


class Structure:
    """The tree of one file."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._root = objects.reserve()
        self.document = Element(objects.reserve())
        self._pages = 0
        self._leaves: list[str] = []
        self._leaf: list[str] = []

    def open_section(self) -> Element:
        section = Element(self._objects.reserve())
        self.document.children.append(section.number)
        return section

    def close_section(self, section: Element, title: str, language: str) -> None:
        entries = f"/T{text_string(title)}/Lang{text_string(language)}"
        self._close(section, "Sect", self.document.number, entries)

    def add_page(
        self, page: Page, number: int, parent: Element
    ) -> tuple[int, list[tuple[str, Block]]]:
        """Write the elements of a page.

        Gives the key of the page in the parent tree, and every block to be drawn behind the
        operator that opens its marked content.
        """
        parts = _PageParts(self._objects, page, number, parent)
        opened = [(opening, block) for block in page.blocks if (opening := parts.open(block))]
        parts.write_tables()
        owners = " ".join([f"{owner} 0 R" for owner in parts.owners])
        self._leaf.append(f"{self._pages} [{owners}]")
        self._pages += 1
        if len(self._leaf) == _LEAF:
            self._close_leaf()
        return self._pages - 1, opened

    def finish(self) -> int:
        """Write the rest; the number of the root."""
        if self._leaf:
            self._close_leaf()
        self._close(self.document, "Document", self._root, "")
        tree = self._objects.add(f"<</Kids[{' '.join(self._leaves)}]>>")
        self._objects.put(
            self._root,
            f"<</Type/StructTreeRoot/K {self.document.number} 0 R/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {self._pages}>>",
        )
        return self._root

    def _close(self, element: Element, tag: str, parent: int, entries: str) -> None:
        children = " ".join([f"{child} 0 R" for child in element.children])
        body = f"<</S/{tag}/P {parent} 0 R{entries}/K[{children}]>>"
        self._objects.put(element.number, body)

    def _close_leaf(self) -> None:
        first = self._pages - len(self._leaf)
        body = f"<</Limits[{first} {self._pages - 1}]/Nums[{' '.join(self._leaf)}]>>"
        self._leaves.append(f"{self._objects.add(body)} 0 R")
        self._leaf = []


class _PageParts:
    """The elements of one page. `owners` are the elements of its marked contents, in order."""

    def __init__(self, objects: Objects, page: Page, number: int, parent: Element) -> None:
        self.owners: list[int] = []
        self._objects = objects
        self._height = page.height
        self._page = f"/Pg {number} 0 R"
        self._parent = parent
        self._tables: dict[int, _Table] = {}

    def open(self, block: Block) -> str:
        """The operator that opens the block's content; "" when there is nothing to draw."""
        cell = _CELLS.get(block.role)
        if cell:
            return self._open_cell(block, cell)
        if not block.marks:
            return ""
        if block.role is Role.ARTIFACT:
            return _ARTIFACT
        if block.role is Role.FIGURE and not block.alternative:
            return _ARTIFACT  # A picture that says nothing is decoration.
        tag = _TAGS[block.role]
        entries = _figure(block, self._height) if block.role is Role.FIGURE else ""
        number = self._objects.reserve()
        index = self._own(number)
        body = f"<</S/{tag}/P {self._parent.number} 0 R{self._page}/K {index}{entries}>>"
        self._objects.put(number, body)
        self._parent.children.append(number)
        return f"/{tag}<</MCID {index}>>BDC"

    def write_tables(self) -> None:
        for table in self._tables.values():
            self._write_table(table)

    def _own(self, element: int) -> int:
        self.owners.append(element)
        return len(self.owners) - 1

    def _open_cell(self, block: Block, tag: str) -> str:
        table = self._tables.get(block.table)
        if table is None:
            table = self._tables[block.table] = _Table(self._objects.reserve())
            self._parent.children.append(table.number)
        number = self._objects.reserve()
        if not block.marks:
            table.cells.append(_Cell(block, number, ""))
            return ""
        index = self._own(number)
        table.cells.append(_Cell(block, number, f"{self._page}/K {index}"))
        return f"/{tag}<</MCID {index}>>BDC"

    def _write_table(self, table: _Table) -> None:
        """Write rows and cells; places without a block become empty cells."""
        taken = _taken(table.cells)
        full = 0
        for mask in taken.values():
            full |= mask
        starting: dict[int, list[_Cell]] = {row: [] for row in sorted(taken)}
        for cell in table.cells:
            starting[cell.block.row].append(cell)
        rows = []
        for row, cells in starting.items():
            number = self._objects.reserve()
            children = dict(self._write_cells(cells, number))
            children.update(self._write_gaps(full & ~taken[row], number))
            ordered = " ".join([f"{children[column]} 0 R" for column in sorted(children)])
            self._objects.put(number, f"<</S/TR/P {table.number} 0 R/K[{ordered}]>>")
            rows.append(f"{number} 0 R")
        parent = self._parent.number
        self._objects.put(table.number, f"<</S/Table/P {parent} 0 R/K[{' '.join(rows)}]>>")

    def _write_cells(self, cells: list[_Cell], row: int) -> Iterator[tuple[int, int]]:
        """Column and number of each cell that begins in this row."""
        columns = all(cell.block.role is Role.HEADER_CELL for cell in cells)
        scope = "Column" if columns else "Row"
        put = self._objects.put
        for cell in cells:
            block = cell.block
            tag = _CELLS[block.role]
            attributes = f"/Scope/{scope}" if tag == "TH" else ""
            if block.row_span > 1:
                attributes += f"/RowSpan {block.row_span}"
            if block.column_span > 1:
                attributes += f"/ColSpan {block.column_span}"
            if attributes:
                attributes = f"/A<</O/Table{attributes}>>"
            put(cell.number, f"<</S/{tag}/P {row} 0 R{cell.content}{attributes}>>")
            yield block.column, cell.number

    def _write_gaps(self, gaps: int, row: int) -> Iterator[tuple[int, int]]:
        """Empty cells for the columns in the bit mask `gaps`."""
        column = 0
        while gaps >> column:
            if gaps >> column & 1:
                yield column, self._objects.add(f"<</S/TD/P {row} 0 R>>")
            column += 1


def _taken(cells: list[_Cell]) -> dict[int, int]:
    """The columns that cells cover, as a bit mask by row."""
    taken: dict[int, int] = {}
    for cell in cells:
        block = cell.block
        mask = ((1 << block.column_span) - 1) << block.column
        for row in range(block.row, block.row + block.row_span):
            taken[row] = taken.get(row, 0) | mask
    return taken


def _figure(block: Block, height: float) -> str:
    """Alternative text and the box around the marks, in points from the bottom left."""
    points = [point for mark in block.marks for point in _extremes(mark)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    corners = (left, height - bottom, right, height - top)
    box = " ".join([f"{value / POINT_MM:.2f}" for value in corners])
    alternative = text_string(block.alternative)
    return f"/Alt{alternative}/A<</O/Layout/Placement/Block/BBox[{box}]>>"


def _extremes(mark: Mark) -> Iterator[tuple[float, float]]:
    """Points whose box encloses the mark."""
    if isinstance(mark, Polyline | Polygon):
        yield from mark.points
    elif isinstance(mark, Modules):
        for x, y, width, height in mark.rectangles:
            yield from ((x, y), (x + width, y + height))
    elif isinstance(mark, Text):
        yield from _text_corners(mark)
    else:
        yield from ((mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height))


def _text_corners(text: Text) -> Iterator[tuple[float, float]]:
    """The line with its whole width to both sides: exact enough for any anchor."""
    font = face(text.style)
    width = font.width(text.text, text.size)
    height = text.size * POINT_MM * font.ascent
    before = {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    first, last = -before, width - before
    if text.angle:
        yield from ((text.x - height, text.y - last), (text.x, text.y - first))
    else:
        yield from ((text.x + first, text.y - height), (text.x + last, text.y))
