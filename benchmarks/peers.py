"""The peers that make a PDF of the same SOPs, each as its users would: from text to file.

A peer that is not installed is left out with a word. What each does not draw stands in `lacks`.
"""

from __future__ import annotations

import importlib
import json
import resource
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

from sheets import FlowPage, Sheets
from sopan.drawing.drawing import Mark, Page, Polygon, Polyline, Rectangle, Text
from sopan.formats import svg

FONTS = ("Liberation Sans", "Arimo", "Arial")


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, what it lacks beside our pages, and its CPU time in s for each document."""

    name: str
    lacks: str
    documents: int
    cpu: Callable[[Sequence[Sheets]], list[float]] | None


def peers() -> Iterator[Peer]:
    """All peers; those that are not installed have no `cpu`."""
    yield Peer(
        "typst",
        "table by typst, arrows placed over it at our coordinates; PDF/A-2a and PDF/UA-1;"
        " no layout of arrows, no page breaks of its own",
        60,
        _typst(),
    )
    yield Peer(
        "WeasyPrint",
        "HTML table, our arrows as inline SVG; PDF/UA-1; no layout of arrows, no upright"
        " names, no PDF/A",
        24,
        _weasyprint(),
    )
    office = shutil.which("soffice") or shutil.which("libreoffice")
    lacks = "tables only: no symbols, no arrows, no QR, no tags, no PDF/A"
    batch = _libreoffice(office, 24) if office else None
    single = _libreoffice(office, 1) if office else None
    yield Peer("LibreOffice, many files per start", lacks, 24, batch)
    yield Peer("LibreOffice, one file per start", lacks, 6, single)


def _timed(write: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    times = []
    for text in texts:
        start = time.process_time()
        write(text)
        times.append(time.process_time() - start)
    return times


def _module(name: str) -> Any:
    """A module that need not be installed, or None."""
    try:
        with redirect_stderr(StringIO()):
            return importlib.import_module(name)
    except (ImportError, OSError):
        return None


def _typst() -> Callable[[Sequence[Sheets]], list[float]] | None:
    typst = _module("typst")
    if typst is None:
        return None

    def cpu(documents: Sequence[Sheets]) -> list[float]:
        fonts = typst.Fonts()

        def write(text: str) -> object:
            standards = ["a-2a", "ua-1"]
            return typst.compile(text.encode(), font_paths=fonts, pdf_standards=standards)

        texts = [typst_source(document) for document in documents]
        write(texts[0])
        return _timed(write, texts[1:])

    return cpu


def typst_source(sheets: Sheets) -> str:
    """A typst document: native tables, shapes and labels of the arrows placed over them."""
    margins, (width, height) = sheets.profile.margins, sheets.profile.size
    identity = ", ".join(f"{_string(a)}, {_string(b)}" for a, b in sheets.identity)
    qr = _string(_qr_svg(sheets))
    lines = [
        f"#set document(title: {_string(sheets.drawing.title)}, "
        "date: datetime(year: {}, month: {}, day: {}))".format(*_day(sheets)),
        f"#set page(width: {width}mm, height: {height}mm, margin: (top: {margins.top}mm, "
        f"right: {margins.right}mm, bottom: {margins.bottom}mm, left: {margins.left}mm))",
        f"#set text(font: {_strings(FONTS)}, size: {sheets.profile.font_size}pt, "
        'lang: "id", hyphenate: false)',
        "#set par(leading: 0.4em)",
        "#set table(inset: 1mm, stroke: 0.18mm)",
        f"= #{_string(sheets.drawing.title)}",
        f"#table(columns: (60mm, 1fr), {identity})",
        f'#image(bytes({qr}), format: "svg", width: 20mm, alt: "QR")',
        *(_typst_page(sheets, page) for page in sheets.pages),
    ]
    return "\n".join(lines)


def _day(sheets: Sheets) -> tuple[int, ...]:
    return tuple(map(int, sheets.drawing.date.split("-")))


def _typst_page(sheets: Sheets, page: FlowPage) -> str:
    widths = ", ".join(f"{width}mm" for width in sheets.widths)
    heights = ", ".join(f"{height}mm" for height in (sheets.head, *page.heights))
    heads = ", ".join(
        f"rotate(-90deg, reflow: true, {_string(name)})" if rotated else _string(name)
        for name, rotated in zip(sheets.names, sheets.rotated, strict=True)
    )
    cells = ", ".join(_string(text) for row in page.rows for text in row)
    shapes = "\n".join(_typst_mark(sheets, mark) for mark in page.figure.marks)
    table = (
        f"#table(columns: ({widths}), rows: ({heights}), table.header(repeat: false, {heads}), "
        f"{cells})"
    )
    return f"#pagebreak()\n{shapes}\n{table}"


def _typst_mark(sheets: Sheets, mark: Mark) -> str:
    margins = sheets.profile.margins
    if isinstance(mark, Text):
        x, y = mark.x - margins.left, mark.y - margins.top - mark.size * 0.25
        text = f"text(size: {mark.size}pt, {_string(mark.text)})"
        return f"#place(top + left, dx: {x:.2f}mm, dy: {y:.2f}mm, {text})"
    place = f"#place(top + left, dx: {-margins.left}mm, dy: {-margins.top}mm, "
    if isinstance(mark, Rectangle):
        x, y = mark.x - margins.left, mark.y - margins.top
        return (
            f"#place(top + left, dx: {x:.2f}mm, dy: {y:.2f}mm, rect(width: {mark.width}mm, "
            f"height: {mark.height}mm, radius: {mark.radius}mm, {_typst_paint(mark)}))"
        )
    if isinstance(mark, Polygon):
        points = ", ".join(f"({x}mm, {y}mm)" for x, y in mark.points)
        return f"{place}polygon({_typst_paint(mark)}, {points}))"
    if isinstance(mark, Polyline):
        points = ", ".join(f"curve.line(({x}mm, {y}mm))" for x, y in mark.points[1:])
        x, y = mark.points[0]
        return f"{place}curve(stroke: {mark.stroke}mm, curve.move(({x}mm, {y}mm)), {points}))"
    return ""


def _typst_paint(mark: Rectangle | Polygon) -> str:
    fill = "none" if mark.fill is None else f"luma({round(mark.fill * 255)})"
    return f"fill: {fill}, stroke: {f'{mark.stroke}mm' if mark.stroke else 'none'}"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _strings(texts: Sequence[str]) -> str:
    return f"({', '.join(map(_string, texts))})"


def _qr_svg(sheets: Sheets) -> str:
    rectangles = sheets.qr.rectangles
    left, top = min(r[0] for r in rectangles), min(r[1] for r in rectangles)
    side = max(r[0] + r[2] for r in rectangles) - left
    path = "".join(f"M{x:g} {y:g}h{w:g}v{h:g}h-{w:g}z" for x, y, w, h in rectangles)
    view = f"{left:g} {top:g} {side:g} {side:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"><path d="{path}"/></svg>'


def _weasyprint() -> Callable[[Sequence[Sheets]], list[float]] | None:
    weasyprint = _module("weasyprint")
    if weasyprint is None:
        return None

    def write(text: str) -> object:
        return weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")

    def cpu(documents: Sequence[Sheets]) -> list[float]:
        texts = [html_source(document) for document in documents]
        write(texts[0])
        return _timed(write, texts[1:])

    return cpu


def html_source(sheets: Sheets) -> str:
    """An HTML document: tables, and our arrows as an inline SVG over each."""
    margins, (width, height) = sheets.profile.margins, sheets.profile.size
    family = ", ".join(f"'{font}'" for font in FONTS)
    style = (
        f"@page {{ size: {width}mm {height}mm; margin: {margins.top}mm {margins.right}mm "
        f"{margins.bottom}mm {margins.left}mm }}"
        f"body {{ margin: 0; font: {sheets.profile.font_size}pt {family} }}"
        "table { border-collapse: collapse; table-layout: fixed; width: 100% }"
        "td, th { border: 0.18mm solid; padding: 0 1mm; vertical-align: top; overflow: hidden }"
        "section { break-before: page; position: relative }"
        f"section svg {{ position: absolute; left: -{margins.left}mm; top: -{margins.top}mm }}"
        ".qr { width: 20mm }"
    )
    identity = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in sheets.identity
    )
    title = escape(sheets.drawing.title)
    return (
        f'<!doctype html><html lang="id"><title>{title}</title><style>{style}</style>'
        f'<h1>{title}</h1><table>{identity}</table><div class="qr">{_qr_svg(sheets)}</div>'
        f"{''.join(_html_page(sheets, page) for page in sheets.pages)}</html>"
    )


def _html_page(sheets: Sheets, page: FlowPage) -> str:
    columns = "".join(f'<col style="width: {width}mm">' for width in sheets.widths)
    heads = "".join(f"<th>{escape(name)}</th>" for name in sheets.names)
    rows = "".join(
        f'<tr style="height: {height:.2f}mm">'
        f"{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>"
        for row, height in zip(page.rows, page.heights, strict=True)
    )
    table = (
        f"<table>{columns}<thead><tr style='height: {sheets.head:.2f}mm'>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
    width, height = sheets.profile.size
    drawing = svg.write(Page(width, height, (page.figure,)), sheets.drawing)
    background = f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>'
    return f"<section>{table}{drawing.replace(background, '')}</section>"


def _libreoffice(office: str, at_once: int) -> Callable[[Sequence[Sheets]], list[float]]:
    def cpu(documents: Sequence[Sheets]) -> list[float]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = [_save_docx(folder, n, sheets) for n, sheets in enumerate(documents)]
            _convert(office, folder, paths[:1])
            times = []
            for first in range(1, len(paths), at_once):
                start = _children()
                _convert(office, folder, paths[first : first + at_once])
                times.append(_children() - start)
            return [sum(times) / (len(paths) - 1)] * (len(paths) - 1)

    return cpu


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _convert(office: str, folder: Path, paths: Sequence[Path]) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    missing = [path.name for path in paths if not path.with_suffix(".pdf").exists()]
    if missing:
        raise RuntimeError(f"LibreOffice made no PDF of {', '.join(missing)}")


def _save_docx(folder: Path, number: int, sheets: Sheets) -> Path:
    path = folder / f"{number}.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", docx_source(sheets))
    return path


_OFFICE = "http://schemas.openxmlformats.org"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT_TYPES = (
    f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx_source(sheets: Sheets) -> str:
    """The main part of a DOCX: the tables as XML, one page each."""
    margins, (width, height) = sheets.profile.margins, sheets.profile.size
    identity = _docx_table((60.0, width - margins.left - margins.right - 60.0), sheets.identity)
    pages = "".join(
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + _docx_table(
            sheets.widths, (sheets.names, *page.rows), (sheets.head, *page.heights), heads=1
        )
        for page in sheets.pages
    )
    section = (
        f'<w:sectPr><w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_twips(margins.top)}" w:right="{_twips(margins.right)}" '
        f'w:bottom="{_twips(margins.bottom)}" w:left="{_twips(margins.left)}" '
        'w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )
    title = _docx_text(sheets.drawing.title)
    return (
        f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>{title}{identity}'
        f"{pages}<w:p/>{section}</w:body></w:document>"
    )


def _docx_table(
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    heights: Sequence[float] = (),
    heads: int = 0,
) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    body = "".join(
        f"<w:tr>{_docx_height(heights, number, heads)}{_docx_cells(widths, row)}</w:tr>"
        for number, row in enumerate(rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/><w:tblBorders>{borders}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _docx_height(heights: Sequence[float], number: int, heads: int) -> str:
    if not heights:
        return ""
    head = "<w:tblHeader/>" if number < heads else ""
    height = f'<w:trHeight w:val="{_twips(heights[number])}" w:hRule="exact"/>'
    return f"<w:trPr>{height}{head}</w:trPr>"


def _docx_cells(widths: Sequence[float], row: Sequence[str]) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>'
        f"{_docx_text(text)}</w:tc>"
        for width, text in zip(widths, row, strict=True)
    )


def _docx_text(text: str) -> str:
    font = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="14"/></w:rPr>'
    return f'<w:p><w:r>{font}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _twips(length: float) -> int:
    return round(length * 1440 / 25.4)
