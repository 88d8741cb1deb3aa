"""Tables for the tests: rows as text, and files of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook

from sopan.web.organisation.actions.imports import apply_import, changes_of, keep_import
from sopan.web.organisation.models import Import
from sopan.web.organisation.sheets import write
from sopan.web.organisation.sheets.changes import Comparison, fingerprint
from sopan.web.organisation.sheets.columns import COLUMNS, Found, Row, dump, recognise
from sopan.web.organisation.sheets.load import organisation_of
from sopan.web.organisation.sheets.read import read
from sopan.web.organisation.sheets.table import table
from sopan.web.organisation.sheets.text import clean
from sopan.web.trail.record import Doer
from tests.web.build import NOW, TODAY, City

DOER = Doer("Pejabat Pranata Komputer")


def workbook(*rows: Sequence[Any], title: str = "Lembar1") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def found(kind: str, *rows: dict[str, str]) -> Found:
    """Rows with the keys of columns, cleaned as readers do, numbered as below a heading."""
    cells = [{key: clean(text) for key, text in row.items()} for row in rows]
    return Found(kind, tuple(Row(number, row) for number, row in enumerate(cells, 2)))


def exported(uji: City, kind: str, day: date = TODAY) -> bytes:
    columns, rows = table(organisation_of(uji.government, kind), kind, day, personal=True)
    return write.xlsx(columns, rows, write.title(kind))


def exported_rows(uji: City, kind: str, day: date = TODAY) -> list[dict[str, str]]:
    """What an export says, as cells that may be changed."""
    _, rows = table(organisation_of(uji.government, kind), kind, day, personal=True)
    return [{c.key: c.write(v) for c, v in zip(COLUMNS[kind], row, strict=True)} for row in rows]


def uploaded(content: bytes, kind: str, name: str = "tabel.xlsx") -> Found:
    return recognise(read(content, name), kind)


def kept(uji: City, table_: Found, day: date = TODAY, at: datetime = NOW) -> Import:
    return keep_import(
        uji.government,
        found=table_,
        file_name="tabel.xlsx",
        day=day,
        account=None,
        doer=DOER,
        at=at,
    )


def compared(uji: City, table_: Found, day: date = TODAY) -> Comparison:
    return changes_of(
        Import(government=uji.government, kind=table_.kind, day=day, rows=dump(table_))
    )


def applied(uji: City, table_: Found, day: date = TODAY) -> Comparison:
    import_ = kept(uji, table_, day)
    shown = fingerprint(changes_of(import_), day)
    return apply_import(import_, shown=shown, doer=DOER, at=NOW)


def problems(uji: City, table_: Found, day: date = TODAY) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.text) for p in compared(uji, table_, day).problems]
