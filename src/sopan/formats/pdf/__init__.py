"""PDF for the archive and for every reader: PDF/A-2a and PDF/UA-1, tagged, the same bytes always.

`write` makes the file of one drawing, `BookWriter` one file of many drawings.
"""

from io import BytesIO

from sopan.drawing.drawing import Drawing
from sopan.formats.pdf.book import BookWriter, PdfFile
from sopan.formats.pdf.images import PictureError
from sopan.formats.pdf.metadata import About

__all__ = ["About", "BookWriter", "PictureError", "write"]


def write(drawing: Drawing) -> bytes:
    """The drawing as a PDF file."""
    buffer = BytesIO()
    file = PdfFile(buffer)
    for page in drawing.pages:
        file.add_page(page, file.structure.document)
    file.finish(
        About(
            title=drawing.title,
            author=drawing.author,
            subject=drawing.subject,
            language=drawing.language,
            identifier=drawing.sop_id,
            date=drawing.date,
        )
    )
    return buffer.getvalue()
