"""What is pasted goes into a draft where the author says."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from sopan.formats.clipboard import Steps, cells, rows, to_edits, to_sop_steps
from sopan.sop.editing import apply_all
from sopan.sop.model import SOP, Flow, Step, Symbol
from tests.sop.build import good

FORM = (
    "No\tKegiatan\tStaf\tPemohon\tKabag\tLanjut ke\n"
    "1\tMenerima surat\tv\t\t\t\n"
    "2\tApakah lengkap?\t\t\tv\tYa 4, Tidak 3\n"
    "3\tMenolak surat\tv\t\t\tselesai\n"
    "4\tMengambil surat\t\tv\t\t\n"
)


def made() -> Steps:
    return to_sop_steps(rows(cells(FORM)), (f"p{n}" for n in count(1)))


def pasted(sop: SOP, before: str = "") -> SOP:
    return apply_all(sop, to_edits(sop, made(), before), (f"q{n}" for n in count(1)))


def test_steps_take_the_place_of_the_empty_row_of_a_new_draft() -> None:
    draft = replace(good(), actors=(), steps=(Step("s1", "", (Symbol("s1.1", ()),)),))
    after = pasted(draft)
    assert after.steps == made().steps
    assert [(a.name, a.external) for a in after.actors] == [
        ("Staf", False),
        ("Pemohon", True),
        ("Kabag", False),
    ]


def test_steps_go_before_a_row_and_lead_on_to_it() -> None:
    after = pasted(good(), "nilai")
    assert [s.id for s in after.steps] == [
        *("kirim", "terima", "p1", "p2", "p3", "p4", "nilai", "simpan"),
    ]
    assert after.symbols["terima"].flows == (Flow("p1.1"),)
    assert after.symbols["p4.1"].flows == (Flow("nilai"),)
    assert after.symbols["p3.1"].flows == ()


def test_new_columns_from_outside_stand_before_those_from_inside() -> None:
    after = pasted(good())
    assert [a.name for a in after.actors] == [
        *("Pengirim", "Pemohon", "Petugas Agenda", "Kasubag Umum", "Staf", "Kabag"),
    ]


def test_nothing_pasted_changes_nothing() -> None:
    assert to_edits(good(), Steps()) == ()
