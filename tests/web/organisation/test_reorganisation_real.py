"""The real change of Banjarmasin: the SKPD of 2017 become those of 2022.

The list of 2017 counts the nine bagian one by one; that of 2022 counts the Sekretariat Daerah with
everything below it. Both old dinas for youth and for culture are still in the list of 2022, beside
the new one that joins their fields; so that one is made, and none is merged.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sopan.web.organisation.actions.reorganisations import (
    apply_reorganisation,
    change_plan,
    draft_reorganisation,
    plan_of,
)
from sopan.web.organisation.models import Government, Unit, UnitKind, UnitPeriod
from sopan.web.organisation.queries.history import history_of
from sopan.web.organisation.reorganisation.load import structure_of
from sopan.web.organisation.reorganisation.matching import names_in, propose
from sopan.web.organisation.reorganisation.plan import (
    Close,
    Create,
    Move,
    NewUnit,
    Operation,
    Rename,
    Split,
)
from sopan.web.organisation.reorganisation.preview import preview
from sopan.web.trail.record import Doer
from tests.web.build import NOW, City

LISTS = Path(__file__).parents[4] / "shared" / "data" / "admin"
OLD, NEW = LISTS / "skpd_banjarmasin_2017.tsv", LISTS / "skpd_banjarmasin_2022.tsv"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (OLD.exists() and NEW.exists()),
        reason="the real lists (../shared/data/admin) are not beside the project",
    ),
]

HOW: dict[str, Any] = {"doer": Doer("Admin Uji"), "at": NOW}
DAY = date(2022, 1, 1)
BEFORE = DAY - timedelta(1)
CITY = "Kota Banjarmasin"
POLICE_AND_FIRE = "Satuan Polisi Pamong Praja dan Pemadam Kebakaran"
FIRE = "Dinas Pemadam Kebakaran dan Penyelamatan Kota Banjarmasin"
POLICE = "Satuan Polisi Pamong Praja"
CULTURE_AND_YOUTH = "Dinas Kebudayaan, Kepemudaan, Olahraga dan Pariwisata Kota Banjarmasin"
RENAMED = {
    "Dinas Perumahan dan Kawasan Permukiman": "Dinas Perumahan Rakyat dan Kawasan Permukiman",
    "Dinas Pengendalian Penduduk, KB dan Pemberdayaan Masyarakat": (
        "Dinas Pengendalian Penduduk, Keluarga Berencana, dan Pemberdayaan Masyarakat"
    ),
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu": (
        "Dinas Penamaan Modal dan Pelayanan Terpadu Satu Pintu"
    ),
    "Dinas Perpustakaan dan Arsip": "Dinas Perpustakaan dan Kearsipan",
    "Badan Keuangan Daerah": "Badan Pengelolaan Keuangan Pendapatan dan Aset Daerah",
    "Badan Kepegawaian, Pendidikan dan Pelatihan Daerah": (
        "Badan Kepegawaian Daerah, Pendidikan dan Pelatihan"
    ),
    "Badan Perencanaan, Penelitian dan Pengembangan Daerah": (
        "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan"
    ),
}
"""As the lists write them; "Penamaan Modal" is how that of 2022 writes "Penanaman Modal"."""


def column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file, delimiter="\t")]


@pytest.fixture
def banjarmasin() -> City:
    made = City(Government.objects.create(code="bjm", name="Pemerintah Kota Banjarmasin"))
    made.unit(CITY, kind=UnitKind.GOVERNMENT, since=date(2017, 1, 1))
    for name in column(OLD, "nama_skpd"):
        made.unit(name, CITY, UnitKind.OTHER, since=date(2017, 1, 1))
    return made


def proposed(made: City) -> list[Operation]:
    units = [(unit.pk, name) for name, unit in made.units.items() if name != CITY]
    return propose(units, column(NEW, "nama"), made.units[CITY].pk, "Banjarmasin")


def corrected(made: City) -> list[Operation]:
    """The proposal closes the bagian; truly they went below the Sekretariat Daerah."""
    plan = proposed(made)
    made_units = {o.new.name: o.new.key for o in plan if isinstance(o, Create)}
    bureaus = {unit.pk for name, unit in made.units.items() if name.startswith("Bagian ")}
    below = made_units["Sekretariat Daerah"]
    return [Move(o.unit, below) if isinstance(o, Close) and o.unit in bureaus else o for o in plan]


def expected(made: City) -> set[Operation]:
    top = made.units[CITY].pk
    parts = (
        NewUnit("baru-1", FIRE, "", "agency", top),
        NewUnit("baru-2", POLICE, "", "office", top),
    )
    bureaus = [unit.pk for name, unit in made.units.items() if name.startswith("Bagian ")]
    return {
        *(Rename(made.units[old].pk, new) for old, new in RENAMED.items()),
        Split(made.units[POLICE_AND_FIRE].pk, parts),
        Create(NewUnit("baru-3", CULTURE_AND_YOUTH, "", "agency", top)),
        Create(NewUnit("baru-4", "Sekretariat Daerah", "", "secretariat", top)),
        *(Move(bureau, "baru-4") for bureau in bureaus),
    }


def offices_on(made: City, day: date) -> list[str]:
    """The units directly below the city."""
    rows = UnitPeriod.objects.on(day).filter(parent=made.units[CITY])
    return sorted(rows.values_list("name", flat=True))


def test_the_proposal_finds_every_operation_of_the_real_change(banjarmasin: City) -> None:
    plan = corrected(banjarmasin)
    assert set(plan) == expected(banjarmasin)
    assert len(plan) == len(expected(banjarmasin))


def test_the_list_of_2022_holds_on_its_day_and_that_of_2017_the_day_before(
    banjarmasin: City,
) -> None:
    found = draft_reorganisation(banjarmasin.government, title="SOTK 2022", day=DAY, **HOW)
    found = change_plan(found, corrected(banjarmasin), token=found.token, **HOW)
    shown = preview(structure_of(banjarmasin.government, DAY, plan_of(found)), plan_of(found))
    assert shown.ready
    apply_reorganisation(found, fingerprint=shown.fingerprint, **HOW)
    assert offices_on(banjarmasin, DAY) == sorted(column(NEW, "nama"))
    assert offices_on(banjarmasin, BEFORE) == sorted(column(OLD, "nama_skpd"))
    check_history(banjarmasin)


def told(unit: int, day: date) -> list[str]:
    return [str(sentence) for sentence in history_of(Unit.objects.get(pk=unit), day).sentences]


def check_history(made: City) -> None:
    today = date(2026, 11, 25)
    fire = UnitPeriod.objects.get(name=FIRE).unit_id
    police_and_fire = f"dari pemecahan {POLICE_AND_FIRE}."
    assert told(fire, today) == [f"Dibentuk 1 Januari 2022 {police_and_fire}"]
    library = made.units["Dinas Perpustakaan dan Arsip"].pk
    old_name = "Pada 2017–2021 unit ini bernama Dinas Perpustakaan dan Arsip."
    assert told(library, today) == [old_name]
    bureau = made.units["Bagian Organisasi"].pk
    moved = "Sejak 1 Januari 2022 berada di bawah Sekretariat Daerah."
    assert told(bureau, today) == [moved]


def test_a_list_pasted_from_the_file_is_read(banjarmasin: City) -> None:
    assert names_in(NEW.read_text(encoding="utf-8")) == column(NEW, "nama")
