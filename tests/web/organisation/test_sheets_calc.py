"""Tables that LibreOffice Calc has opened and saved: the same rows come back.

`recorded` holds such files, so that reading them is tried where Calc is not installed too.
"""

from __future__ import annotations

import codecs
import shutil
import subprocess
from pathlib import Path

import pytest

from sopan.web.organisation.models import Import
from sopan.web.organisation.sheets import write
from sopan.web.organisation.sheets.load import organisation_of
from sopan.web.organisation.sheets.table import table
from tests.web.build import TODAY, City, city
from tests.web.organisation.sheets import compared, exported, uploaded

pytestmark = pytest.mark.django_db

CALC = shutil.which("soffice")
RECORDED = Path(__file__).parent / "recorded"
NAME = "Éka Ñur „Putra“, S.Sos."
"""Letters that Windows-1252 has beside ASCII."""
WORKBOOK = "xlsx:Calc MS Excel 2007 XML"
PATIENCE = 180
"""Seconds."""


def separated(sign: str, encoding: int) -> str:
    """CSV in Calc's words: the sign, quotes, the number of the encoding, from row 1."""
    return f"csv:Text - txt - csv (StarCalc):{ord(sign)},34,{encoding},1"


UTF_8, WINDOWS_1252 = 76, 1


@pytest.fixture
def uji() -> City:
    made = city()
    made.person(NAME, account=False)
    return made


def saved(files: dict[str, bytes], folder: Path, into: str, *options: str) -> dict[str, bytes]:
    """What Calc makes of files; `into` is its word for a format, with the filter behind a colon."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    made = folder / "made"
    subprocess.run(
        [
            *(CALC or "soffice", "--headless", f"-env:UserInstallation={folder.as_uri()}/profile"),
            *(*options, "--convert-to", into, "--outdir", str(made)),
            *(str(folder / name) for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return {path.name: path.read_bytes() for path in sorted(made.iterdir())}


@pytest.mark.slow
@pytest.mark.xdist_group("calc")
@pytest.mark.skipif(not CALC, reason="LibreOffice is missing (apt-get install libreoffice-calc)")
def test_what_calc_saves_of_an_export_are_the_same_rows(uji: City, tmp_path: Path) -> None:
    books = {f"{kind}.xlsx": exported(uji, kind) for kind in Import.Kind.values}
    own = saved(books, tmp_path / "ods", "ods")
    made = [
        saved(books, tmp_path / "xlsx", WORKBOOK),
        saved(own, tmp_path / "ods-xlsx", WORKBOOK),
        saved(books, tmp_path / "semicolons", separated(";", UTF_8)),
        saved(books, tmp_path / "tabs", separated("\t", UTF_8)),
        saved(books, tmp_path / "windows", separated(";", WINDOWS_1252)),
        saved(semicolons(uji), tmp_path / "csv", WORKBOOK, "--infilter=CSV:59,34,76,1"),
    ]
    made.append({name: codecs.BOM_UTF8 + content for name, content in made[2].items()})
    for files in made:
        assert {name.partition(".")[0] for name in files} == set(Import.Kind.values)
        for name, content in files.items():
            kind = name.partition(".")[0]
            found = compared(uji, uploaded(content, kind, name))
            assert (found.changes, found.problems) == ((), ()), name
            assert found.same == compared(uji, uploaded(books[f"{kind}.xlsx"], kind)).same > 10


def semicolons(uji: City) -> dict[str, bytes]:
    """The exports as CSV."""
    return {
        f"{kind}.csv": write.delimited(
            *table(organisation_of(uji.government, kind), kind, TODAY, personal=True)
        )
        for kind in Import.Kind.values
    }


@pytest.mark.parametrize("name", ["calc-people.xlsx", "calc-people-windows-1252.csv"])
def test_a_file_that_calc_saved_is_read(name: str) -> None:
    found = uploaded((RECORDED / name).read_bytes(), Import.Kind.PEOPLE, name)
    cells = {row.cells["name"]: row.cells for row in found.rows}
    assert len(found.rows) == 16
    assert NAME in cells
    chief = cells["Pejabat Analis Tata Laksana"]
    assert (chief["nip"], chief["post"], chief["kind"]) == (
        "19800101 200501 0 010",
        "J011",
        "Definitif",
    )
    assert chief["since"] in ("2024-01-01", "01/01/2024")
