"""Bytes of an uploaded file -> sheets of text. What cannot be read is refused in words.

The content decides what a file is; its name only helps to say it.
"""

from __future__ import annotations

import io
import re
import zipfile

from django.utils.translation import gettext as _

from sopan.web.organisation.sheets import delimited, workbook
from sopan.web.organisation.sheets.text import Sheet
from sopan.web.ui.refusal import Refusal

MOST_BYTES = 5_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"\s*(<!doctype html|<html|<head|<table|<meta|<style|<div)", re.IGNORECASE)


def read(content: bytes, file_name: str) -> list[Sheet]:
    """The sheets of a workbook, or the one of a CSV. Raises Refusal."""
    if not content:
        raise Refusal(_("File ini kosong."), "file")
    if len(content) > MOST_BYTES:
        raise Refusal(_("File lebih besar dari 5 MB. Bagi menjadi beberapa file."), "file")
    _refuse_others(content)
    if content.startswith(ZIP):
        return workbook.read(_opened(content))
    return [delimited.read(content, file_name)]


def _refuse_others(content: bytes) -> None:
    """Refuse what people upload by mistake, by what it is."""
    start = content[:2000].removeprefix(b"\xef\xbb\xbf")
    if content.startswith(OLE):
        raise Refusal(_locked() if ENCRYPTED in content else _old(), "file")
    if content.startswith(b"%PDF"):
        raise Refusal(_("File ini PDF. Unggah tabelnya sebagai XLSX atau CSV."), "file")
    if MARKUP.match(start):
        raise Refusal(_web_page(), "file")
    if start.lstrip().startswith(b"<?xml"):
        raise Refusal(_web_page(), "file")


def _locked() -> str:
    return _("File ini dikunci dengan kata sandi. Hapus kata sandinya di Excel, lalu unggah lagi.")


def _old() -> str:
    return _(
        "File ini berformat Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai, "
        "lalu Buku Kerja Excel (.xlsx)."
    )


def _web_page() -> str:
    return _(
        "File ini sebenarnya halaman web yang dinamai seperti file Excel. Buka di Excel, "
        "pilih Simpan Sebagai, lalu Buku Kerja Excel (.xlsx)."
    )


def _opened(content: bytes) -> zipfile.ZipFile:
    """The archive of a workbook. Raises Refusal for other archives."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
    except workbook.UNREADABLE as error:
        raise Refusal(workbook.damaged(), "file") from error
    if "xl/workbook.bin" in names:
        text = _("File ini berformat .xlsb. Simpan sebagai Buku Kerja Excel (.xlsx).")
        raise Refusal(text, "file")
    if "mimetype" in names:
        text = _("File ini berformat LibreOffice (.ods). Simpan sebagai .xlsx, lalu unggah lagi.")
        raise Refusal(text, "file")
    if not any(name.startswith("xl/") for name in names):
        raise Refusal(_("File ini bukan tabel. Unggah file XLSX atau CSV."), "file")
    return archive
