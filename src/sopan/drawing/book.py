"""The front of a book of SOPs: cover and table of contents, and page numbers for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopan.drawing.drawing import (
    Block,
    Mark,
    Page,
    Picture,
    Rectangle,
    Role,
    Style,
    Text,
    rounded,
)
from sopan.drawing.fonts import face
from sopan.drawing.profile import Profile
from sopan.drawing.text import line_height, wrap

SIZE = 9.0
TITLE_SIZE = 24.0
SPACING = 1.45
"""Distance of two entries in line heights."""
MARGIN = 25.0
"""Distance of the contents from the left and right edge in mm."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents. Entries without a page head a group (a unit)."""

    title: str
    page: int | None = None


def cover(title: str, government: str, profile: Profile) -> Page:
    """A page with emblem, title and government in the middle."""
    width, height = profile.size
    lines = wrap(title.upper(), width - 4 * MARGIN, TITLE_SIZE, Style.BOLD)
    names = wrap(government.upper(), width - 4 * MARGIN, TITLE_SIZE * 0.6, Style.BOLD)
    blocks: list[Block] = []
    y = height * 0.2
    if profile.emblem:
        tall = min(40.0, 100.0 / profile.emblem.proportion)
        wide = tall * profile.emblem.proportion
        place = rounded((width - wide) / 2), rounded(y), rounded(wide), rounded(tall)
        picture = Picture(*place, profile.emblem.name, profile.emblem.data)
        blocks.append(Block(Role.FIGURE, (picture,), alternative=f"Lambang {government}".strip()))
        y += tall
    y += 18
    head = tuple(_centred(lines, width / 2, y, TITLE_SIZE))
    y += len(lines) * line_height(TITLE_SIZE) + 10
    blocks.append(Block(Role.TITLE, head))
    blocks.append(Block(Role.PARAGRAPH, tuple(_centred(names, width / 2, y, TITLE_SIZE * 0.6))))
    return Page(width, height, tuple(blocks))


def contents_pages(count: int, profile: Profile) -> int:
    """How many pages the table of contents of `count` lines takes."""
    return max(1, -(-count // _lines_per_page(profile)))


def contents(entries: Sequence[Entry], profile: Profile, pages: int) -> Iterator[Page]:
    """Exactly `pages` pages of contents (at least `contents_pages` of them)."""
    step = _lines_per_page(profile)
    for number in range(pages):
        part = entries[number * step : (number + 1) * step]
        yield _contents_page(part, profile, first=number == 0)


def _lines_per_page(profile: Profile) -> int:
    room = profile.size[1] - profile.margins.top - profile.margins.bottom - 20
    return int(room / (line_height(SIZE) * SPACING))


def _contents_page(entries: Sequence[Entry], profile: Profile, *, first: bool) -> Page:
    width, height = profile.size
    blocks: list[Block] = []
    top = profile.margins.top + 10
    if first:
        heading = _centred((profile.headings["contents"],), width / 2, top - 4, SIZE + 5)
        blocks.append(Block(Role.HEADING, tuple(heading)))
    y = top + 10
    for entry in entries:
        blocks.append(Block(Role.PARAGRAPH, tuple(_line(entry, width, y))))
        if entry.page is not None:
            blocks.append(Block(Role.ARTIFACT, tuple(_leader(entry, width, y))))
        y += line_height(SIZE) * SPACING
    return Page(width, height, tuple(blocks))


def _line(entry: Entry, width: float, y: float) -> Iterator[Mark]:
    left, right = MARGIN + (4 if entry.page is not None else 0), width - MARGIN
    style = Style.REGULAR if entry.page is not None else Style.BOLD
    yield Text(
        rounded(left), rounded(y), _fitted(entry.title, right - left - 15, style), SIZE, style
    )
    if entry.page is not None:
        yield Text(rounded(right), rounded(y), str(entry.page), SIZE, anchor="end")


def _leader(entry: Entry, width: float, y: float) -> Iterator[Rectangle]:
    """A fine line from the title to its page number."""
    shape = face(Style.REGULAR)
    title = _fitted(entry.title, width - 2 * MARGIN - 19, Style.REGULAR)
    start = MARGIN + 4 + shape.width(title, SIZE) + 2
    end = width - MARGIN - shape.width(str(entry.page), SIZE) - 2
    if end > start:
        yield Rectangle(rounded(start), rounded(y - 0.1), rounded(end - start), 0.08, fill=0.6)


def _fitted(text: str, width: float, style: Style) -> str:
    """One line: what does not fit is cut and marked with an ellipsis."""
    shape = face(style)
    text = shape.printable(text)
    if shape.width(text, SIZE) <= width:
        return text
    while text and shape.width(f"{text}…", SIZE) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _centred(lines: Sequence[str], x: float, top: float, size: float) -> Iterator[Text]:
    for number, line in enumerate(lines):
        y = top + (number + 0.8) * line_height(size)
        yield Text(rounded(x), rounded(y), line, size, Style.BOLD, "middle")


def numbered(page: Page, number: str, profile: Profile) -> Page:
    """The page with its number in the book, in the middle of the foot."""
    size = profile.font_size - 0.5
    y = profile.size[1] - max(6.0, profile.margins.bottom - 6.0)
    text = Text(rounded(page.width / 2), rounded(y), number, size, anchor="middle")
    return page._replace(blocks=(*page.blocks, Block(Role.ARTIFACT, (text,))))


def roman(number: int) -> str:
    """i, ii, iii, iv ... for the pages before the first SOP."""
    values = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    name = ""
    for value, letters in values:
        count, number = divmod(number, value)
        name += letters * count
    return name
