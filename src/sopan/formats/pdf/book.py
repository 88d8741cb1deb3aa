"""One file of many drawings, written as a stream.

Every page is written when it is added; what grows with the book is eight bytes per object and
the numbers that the page tree, the outline and the list of sections need at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO

from sopan.drawing.drawing import POINT_MM, Drawing, Page, Picture, Style, Text
from sopan.formats.pdf import fonts, images
from sopan.formats.pdf.content import FONTS, content
from sopan.formats.pdf.metadata import About, write_information, write_output_intent, write_xmp
from sopan.formats.pdf.objects import Objects, text_string
from sopan.formats.pdf.structure import Element, Structure

_NODE = 64
"""Pages per node of the page tree."""


class PdfFile:
    """A PDF file under construction: pages, and at the end everything that refers to them."""

    def __init__(self, file: BinaryIO) -> None:
        self.objects = Objects(file)
        self.structure = Structure(self.objects)
        self.pages = 0
        self._tree = self.objects.reserve()
        self._fonts = self.objects.reserve()
        self._nodes: list[str] = []
        self._node = 0
        self._kids: list[str] = []
        self._images: dict[bytes, int] = {}
        self._extra: dict[Style, set[str]] = {}

    def add_page(self, page: Page, parent: Element) -> int:
        """Write a page and its structure; the number of its object."""
        objects = self.objects
        if not self._kids:
            self._node = objects.reserve()
        number = objects.reserve()
        pictures = self._embed_pictures(page)
        self._note_characters(page)
        key, opened = self.structure.add_page(page, number, parent)
        stream = objects.add_deflated("", content(page, opened, self._images))
        width, height = page.width / POINT_MM, page.height / POINT_MM
        objects.put(
            number,
            f"<</Type/Page/Parent {self._node} 0 R/MediaBox[0 0 {width:.3f} {height:.3f}]"
            f"/Resources<</Font {self._fonts} 0 R{pictures}>>/Contents {stream} 0 R"
            f"/StructParents {key}/Tabs/S>>",
        )
        self.pages += 1
        self._kids.append(f"{number} 0 R")
        if len(self._kids) == _NODE:
            self._close_node()
        return number

    def move_to_front(self, since: int) -> None:
        """Put the pages added since a count of `nodes` before all others."""
        self.close_node()
        self._nodes = self._nodes[since:] + self._nodes[:since]

    def close_node(self) -> int:
        """Begin a new node of the page tree; the number of nodes so far."""
        if self._kids:
            self._close_node()
        return len(self._nodes)

    def finish(self, about: About, entries: str = "") -> None:
        """Write what refers to everything; `entries` go into the catalogue."""
        objects = self.objects
        self.close_node()
        nodes = " ".join(self._nodes)
        objects.put(self._tree, f"<</Type/Pages/Count {self.pages}/Kids[{nodes}]>>")
        used = [
            f"/{FONTS[style]} {fonts.embed(objects, style, extra)} 0 R"
            for style, extra in sorted(self._extra.items())
        ]
        objects.put(self._fonts, f"<<{''.join(used)}>>")
        catalogue = objects.add(
            f"<</Type/Catalog/Pages {self._tree} 0 R/StructTreeRoot {self.structure.finish()} 0 R"
            f"/Metadata {write_xmp(objects, about)} 0 R"
            f"/OutputIntents[{write_output_intent(objects)} 0 R]/MarkInfo<</Marked true>>"
            f"/Lang{text_string(about.language)}/ViewerPreferences<</DisplayDocTitle true>>"
            f"{entries}>>"
        )
        objects.finish(catalogue, write_information(objects, about))

    def _close_node(self) -> None:
        kids = " ".join(self._kids)
        body = f"<</Type/Pages/Parent {self._tree} 0 R/Count {len(self._kids)}/Kids[{kids}]>>"
        self.objects.put(self._node, body)
        self._nodes.append(f"{self._node} 0 R")
        self._kids = []

    def _embed_pictures(self, page: Page) -> str:
        """Embed each picture once per file; the entry for the page's resources."""
        numbers = []
        for block in page.blocks:
            for mark in block.marks:
                if type(mark) is not Picture:
                    continue
                if mark.data not in self._images:
                    number = images.embed(self.objects, mark.data, mark.name)
                    self._images[mark.data] = number
                numbers.append(self._images[mark.data])
        entries = "".join(f"/I{number} {number} 0 R" for number in dict.fromkeys(numbers))
        return f"/XObject<<{entries}>>" if entries else ""

    def _note_characters(self, page: Page) -> None:
        """Remember which fonts are used, and characters beyond the usual."""
        texts: dict[Style, list[str]] = {}
        for block in page.blocks:
            for mark in block.marks:
                if type(mark) is Text:
                    texts.setdefault(mark.style, []).append(mark.text)
        for style, own in texts.items():
            extra = self._extra.setdefault(style, set())
            extra |= fonts.codes(style).characters(own)


@dataclass(slots=True)
class _Entry:
    """An entry of the outline; `page` is the number of the object it leads to."""

    title: str
    level: int
    page: int
    number: int = 0
    children: list[_Entry] = field(default_factory=list)


class BookWriter:
    """Writes drawings one after the other to a binary file; use it with `with`."""

    def __init__(self, file: BinaryIO, about: About) -> None:
        self._file = PdfFile(file)
        self._about = about
        self._outline: list[_Entry] = []
        self._waiting: list[tuple[str, int]] = []
        self._front = 0

    @property
    def pages(self) -> int:
        """Pages written so far."""
        return self._file.pages

    def chapter(self, title: str, level: int = 0) -> None:
        """An entry of the outline that leads to the next page added."""
        self._waiting.append((title, level))

    def add(self, drawing: Drawing) -> None:
        """Write the pages of a drawing as a section of its own."""
        structure = self._file.structure
        section = structure.open_section()
        for page in drawing.pages:
            number = self._file.add_page(page, section)
            self._outline += [_Entry(title, level, number) for title, level in self._waiting]
            self._waiting = []
        structure.close_section(section, drawing.title, drawing.language)

    def add_front(self, drawing: Drawing) -> None:
        """Write pages that come before all others, once these are known (cover, contents).

        A reader numbers them i, ii, iii ..., and begins with 1 after them.
        """
        since = self._file.close_node()
        children = self._file.structure.document.children
        sections = len(children)
        self.add(drawing)
        self._file.move_to_front(since)
        children[:] = children[sections:] + children[:sections]
        self._front = len(drawing.pages)

    def finish(self) -> None:
        """Write the end of the file; it cannot be read before."""
        labels = f"/PageLabels<</Nums[0<</S/r>>{self._front}<</S/D>>]>>" if self._front else ""
        self._file.finish(self._about, self._write_outline() + labels)

    def __enter__(self) -> BookWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()

    def _write_outline(self) -> str:
        if not self._outline:
            return ""
        top = _Entry("", -1, 0, self._file.objects.reserve())
        path = [top]
        for entry in self._outline:
            while path[-1].level >= entry.level:
                path.pop()
            path[-1].children.append(entry)
            path.append(entry)
        ends = self._write_children(top)
        count = len(top.children)
        self._file.objects.put(top.number, f"<</Type/Outlines{ends}/Count {count}>>")
        return f"/Outlines {top.number} 0 R/PageMode/UseOutlines"

    def _write_children(self, parent: _Entry) -> str:
        """Write the entries below `parent`, closed; its entries /First and /Last."""
        children = parent.children
        for child in children:
            child.number = self._file.objects.reserve()
        for index, child in enumerate(children):
            links = f"/Parent {parent.number} 0 R/Dest[{child.page} 0 R/Fit]"
            if index:
                links += f"/Prev {children[index - 1].number} 0 R"
            if index + 1 < len(children):
                links += f"/Next {children[index + 1].number} 0 R"
            if child.children:
                links += f"{self._write_children(child)}/Count {-len(child.children)}"
            self._file.objects.put(child.number, f"<</Title{text_string(child.title)}{links}>>")
        return f"/First {children[0].number} 0 R/Last {children[-1].number} 0 R"
