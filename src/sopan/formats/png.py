"""PNG previews of a PDF: one image per page, grey unless the page has a picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

COMPRESSION = 4
"""Level 6 takes a fifth longer for files 2 % smaller."""


def write(pdf: bytes, dpi: int = 144) -> list[bytes]:
    """The pages of `pdf` as PNG files."""
    # Loading the renderer takes longer than a command that needs no image.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_write_page(page, dpi) for page in document]
    finally:
        document.close()


def _write_page(page: Any, dpi: int) -> bytes:
    bitmap = page.render(scale=dpi / 72, grayscale=not _has_picture(page))
    try:
        image = bitmap.to_pil()
        buffer = BytesIO()
        image.save(buffer, "PNG", compress_level=COMPRESSION, dpi=(dpi, dpi))
        return buffer.getvalue()
    finally:
        bitmap.close()
        page.close()


def _has_picture(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))
