"""Drawings made by hand, of the kind that the layout makes: for tests of the formats."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from sopan.drawing.drawing import (
    Block,
    Drawing,
    Mark,
    Modules,
    Page,
    Picture,
    Polygon,
    Polyline,
    Rectangle,
    Role,
    Style,
    Text,
    rounded,
)

WIDTH, HEIGHT = 330.0, 215.0
COLUMNS = 18


def png(colour: bytes = b"\xc0\x10\x20\x80") -> bytes:
    """A PNG of 2 x 2 pixels, red and half transparent."""
    rows = b"".join(b"\0" + colour * 2 for _ in range(2))
    header = struct.pack(">2I5B", 2, 2, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def line(x: float, y: float, text: str, style: Style = Style.REGULAR, size: float = 7.0) -> Text:
    return Text(rounded(x), rounded(y), text, size, style)


def block(role: Role, *marks: Mark, alternative: str = "") -> Block:
    return Block(role, marks, alternative=alternative)


def page(*blocks: Block) -> Page:
    return Page(WIDTH, HEIGHT, blocks)


def drawing(*pages: Page, title: str = "SOP Pelayanan KTP-el", language: str = "id") -> Drawing:
    return Drawing(
        title=title,
        author="Pemerintah Kota Sopan",
        subject="Nomor 065/12/2024",
        language=language,
        pages=pages,
        sop_id="ktp-el",
        date="2024-05-03",
    )


def one_text(text: str) -> Drawing:
    return drawing(page(block(Role.PARAGRAPH, line(20, 20, text))))


def identity_page() -> Page:
    """Title, a table of labels and values, and a picture."""
    pairs = [("NOMOR SOP", "065/12/2024"), ("TGL. PEMBUATAN", "3 Mei 2024"), ("NAMA SOP", "KTP-el")]
    cells = [part for row, pair in enumerate(pairs) for part in _pair(row, *pair)]
    emblem = Picture(20, 20, 20, 20, "lambang.png", png())
    title = line(150, 15, "STANDAR OPERASIONAL PROSEDUR", Style.BOLD, 12)
    return page(
        block(Role.TITLE, title),
        block(Role.FIGURE, emblem, alternative="Lambang Kota Sopan"),
        *cells,
        block(Role.HEADING, line(20, 90, "DASAR HUKUM", Style.BOLD)),
        block(Role.PARAGRAPH, line(20, 95, "Undang-Undang Nomor 24"), line(20, 99, "Tahun 2013")),
    )


def _pair(row: int, label: str, value: str) -> tuple[Block, Block]:
    y = 50.0 + 6 * row
    head = Block(Role.HEADER_CELL, (line(20, y, label, Style.BOLD),), row=row, column=0)
    return head, Block(Role.CELL, (line(80, y, value),), row=row, column=1)


def flow_page(first: int = 1, rows: int = 13, salt: str = "") -> Page:
    """A page of the flowchart part: two header rows, `rows` steps, rules, symbols, a QR code."""
    return page(
        *_header(),
        *(cell for row in range(rows) for cell in _step(first + row, row + 2, salt)),
        block(Role.ARTIFACT, *_rules(rows)),
        block(Role.FIGURE, *_symbols(rows), alternative="Alur: langkah 1 ke langkah 2"),
        block(
            Role.ARTIFACT, Modules(tuple((300 + i % 8, 190 + i // 8, 0.5, 0.5) for i in range(64)))
        ),
        block(Role.ARTIFACT, Text(165, 210, f"Halaman {first}", 7, anchor="middle")),
    )


def _header() -> Iterator[Block]:
    def cell(text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> Block:
        mark = Text(18.0 + 17 * column, 15.0 + 5 * row, text, 7, Style.BOLD, "middle")
        return Block(Role.HEADER_CELL, (mark,), "", 1, row, column, rows, columns)

    yield cell("No.", 0, 0, rows=2)
    yield cell("Kegiatan", 0, 1, rows=2)
    yield cell("Pelaksana", 0, 2, columns=12)
    yield cell("Mutu Baku", 0, 14, columns=3)
    yield cell("Keterangan", 0, 17, rows=2)
    for actor in range(12):
        yield cell(f"Seksi {actor + 1}", 1, 2 + actor)
    for index, text in enumerate(("Kelengkapan", "Waktu", "Output")):
        yield cell(text, 1, 14 + index)


def _step(number: int, row: int, salt: str) -> Iterator[Block]:
    y = 10.0 + 13 * (row - 1)
    texts: dict[int, tuple[str, ...]] = {
        0: (f"{number}.",),
        1: (f"Memeriksa {salt}", "kelengkapan berkas", f"pemohon nomor {number}", "dan mencatat"),
        14: ("Berkas", "permohonan,", f"KTP {salt}"),
        15: (f"{number} menit",),
        16: ("Berita acara /", "catatan", "perbaikan"),
        17: ("SOP Arsip",),
    }
    for column in range(COLUMNS):
        marks = tuple(
            line(11.0 + 17 * column, y + 3 * index, text)
            for index, text in enumerate(texts.get(column, ()))
        )
        yield Block(Role.CELL, marks, table=1, row=row, column=column)


def _rules(rows: int) -> Iterator[Mark]:
    for row in range(rows + 3):
        y = 10.0 + 13 * row
        for column in range(COLUMNS):
            yield Polyline(((10.0 + 17 * column, y), (27.0 + 17 * column, y)), 0.2)
    for column in range(COLUMNS + 1):
        x = 10.0 + 17 * column
        yield Polyline(((x, 10.0), (x, 10.0 + 13 * (rows + 2))), 0.2)


def _symbols(rows: int) -> Iterator[Mark]:
    for row in range(rows):
        x, y = 45.0 + 17 * (row % 12), 40.0 + 13 * row
        if row % 3:
            yield Rectangle(x, y, 12, 6, stroke=0.3, fill=1.0, radius=3 if row % 2 else 0)
        else:
            points = ((x, y + 3), (x + 6, y), (x + 12, y + 3), (x + 6, y + 6))
            yield Polygon(points, stroke=0.3, fill=1.0)
        yield Polyline(((x + 6, y + 6), (x + 6, y + 10), (x + 17, y + 10), (x + 17, y + 12)), 0.3)
        yield Polygon(((x + 17, y + 13), (x + 16, y + 11), (x + 18, y + 11)), fill=0.0)
        yield Text(x + 8, y + 9, "Ya", 6)
    yield Text(5.0, 100.0, "ke atas", 6, anchor="middle", angle=90)


def whole(salt: str = "") -> Drawing:
    """An identity page and two pages of the flowchart part."""
    title = f"SOP Pelayanan KTP-el {salt}".rstrip()
    return drawing(identity_page(), flow_page(1, 13, salt), flow_page(14, 12, salt), title=title)
