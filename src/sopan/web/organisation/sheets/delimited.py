"""CSV as offices make it: with `;`, `,` or tabs, in UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

from django.utils.translation import gettext as _

from sopan.web.organisation.sheets.text import Sheet, sheet
from sopan.web.ui.refusal import Refusal

SEPARATORS = ";\t,"
SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""Excel's own first line, which names the separator."""
TRIED = 30
"""Rows by which the separator is found."""


def read(content: bytes, name: str) -> Sheet:
    """The rows, numbered as Excel numbers them. Raises Refusal."""
    text = decoded(content)
    said = SAID.match(text)
    if said:
        text = text[said.end() :]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=said[1] if said else separator(text), strict=True
    )
    try:
        return sheet(name, enumerate(rows, 1))
    except csv.Error as error:
        problem = _("Baris %(row)d tidak dapat dibaca: periksa tanda kutipnya.")
        raise Refusal(problem % {"row": rows.line_num}, "file") from error


def decoded(content: bytes) -> str:
    """The text, by its mark, by the zero bytes of UTF-16, as UTF-8, else as Windows-1252."""
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise Refusal(_no_table(), "file") from error
    if "\0" in text:
        raise Refusal(_no_table(), "file")
    return text


def _no_table() -> str:
    return _("File ini tidak dapat dibaca sebagai tabel. Unggah file XLSX atau CSV.")


def _encoding(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = content[:400]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if start[0::2].count(0) > len(start) // 4:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def separator(text: str) -> str:
    """The sign that divides the most rows alike."""
    return max(SEPARATORS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[int, int]:
    """How many of the first rows have the same number of cells, more than one; and how many."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        widths = Counter(len(row) for row in islice(rows, TRIED) if len(row) > 1)
    except csv.Error:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (count, width)
