from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sopan.sop import citations
from sopan.sop.checks import Layout, Limits, identity
from sopan.sop.findings import Finding, Language, Path
from sopan.sop.model import SOP, Actor, Approval, Duration, Link, Step, TimeUnit
from tests.sop.build import (
    CHIEF,
    STAFF,
    codes,
    drawn,
    findings,
    good,
    only,
    with_step,
    with_symbol,
    with_text,
)

LIMITS = Limits(number_pattern=r"065/SOP-\d{3}/20\d{2}", maximum_actors=3, maximum_text=60)

Broken = tuple[SOP, Path]


def _actors(*names: str) -> SOP:
    return replace(good(), actors=(Actor("Pengirim", external=True), *map(Actor, names)))


def _approved(**values: str) -> SOP:
    return replace(good(), approval=Approval(**{"position": "Kepala Bagian Umum", **values}))


def _laws(*laws: str) -> SOP:
    return replace(good(), laws=laws)


def _time(text: str, minimum: float | None, maximum: float | None) -> SOP:
    unit = None if minimum is None else TimeUnit.MINUTE
    return with_step(good(), 1, time=Duration(text, minimum, maximum, unit))


def _columns(*names: str) -> SOP:
    """The good SOP with a third actor inside for its last step, and these columns."""
    return replace(with_symbol(good(), 3, actors=("Juru Kunci",)), actors=_actors(*names).actors)


BROKEN: dict[str, Broken] = {
    "SOP201": (replace(good(), number=" "), ("number",)),
    "SOP202": (replace(good(), number="1.2.14/2010"), ("number",)),
    "SOP203": (replace(good(), effective=date(2025, 1, 11)), ("effective",)),
    "SOP204": (_approved(nip="131 234 567"), ("approved", "nip")),
    "SOP205": (_approved(position="Plt. Kepala Bagian Umum"), ("approved", "position")),
    "SOP206": (replace(good(), title="SOP Pengelolaan Surat"), ("sop",)),
    "SOP207": (_laws("PER/21/M.PAN/11/2008 tentang Pedoman Penyusunan SOP"), ("laws", 0)),
    "SOP208": (_laws("UU 43/2009", "Undang-Undang Nomor 43 Tahun 2009"), ("laws", 1)),
    "SOP221": (with_text(" "), ("steps", 1)),
    "SOP222": (with_text("Penerimaan surat"), ("steps", 1, "do")),
    "SOP223": (with_text("Surat masuk ke agenda"), ("steps", 1, "do")),
    "SOP224": (with_text(f"{STAFF} menerima surat"), ("steps", 1, "do")),
    "SOP225": (with_text("Memeriksa surat", row=2), ("steps", 2, "ask")),
    "SOP226": (with_text("Apakah surat sudah diterima?"), ("steps", 1, "do")),
    "SOP227": (with_step(good(), 1, gives=()), ("steps", 1)),
    "SOP228": (with_step(good(), 2, needs=()), ("steps", 2)),
    "SOP229": (_time("sesuai jadwal", None, None), ("steps", 1, "time")),
    "SOP230": (_time("0 menit", 0, 0), ("steps", 1, "time")),
    "SOP231": (with_text("menyimpan  surat"), ("steps", 3)),
    "SOP232": (with_text("Menerima surat " + "x" * 60), ("steps", 1, "do")),
    "SOP241": (_actors(STAFF, CHIEF, "Sekda"), ("actors", 3)),
    "SOP242": (
        replace(good(), actors=(Actor(STAFF), Actor("Pengirim", external=True), Actor(CHIEF))),
        ("actors", 1),
    ),
    "SOP243": (_columns(CHIEF, STAFF, "Juru Kunci"), ("actors",)),
    "SOP244": (_actors(STAFF, CHIEF, "petugas  agenda"), ("actors", 3)),
    "SOP245": (_actors(STAFF, CHIEF, "Sekda"), ("actors",)),
    "SOP246": (_actors(STAFF, CHIEF, "Pelaksana 1"), ("actors", 3)),
}


def _found(sop: SOP) -> list[Finding]:
    return findings(sop, LIMITS)


@pytest.mark.parametrize("code", BROKEN)
def test_finds_the_fault_at_its_place(code: str) -> None:
    sop, path = BROKEN[code]
    assert only(_found(sop), code).path == path


@pytest.mark.parametrize(
    "code", sorted(set(BROKEN) - {"SOP241", "SOP243", "SOP244", "SOP245", "SOP246"})
)
def test_tells_one_fault_once(code: str) -> None:
    assert [finding.rule.code for finding in _found(BROKEN[code][0])] == [code]


def test_finds_nothing_in_the_good_sop() -> None:
    assert _found(good()) == []


# Identity


@pytest.mark.parametrize(
    ("field", "heading"),
    [
        ("title", "NAMA SOP"),
        ("unit", "UNIT KERJA"),
        ("number", "NOMOR SOP"),
        ("created", "TGL. PEMBUATAN"),
        ("effective", "TGL. EFEKTIF"),
        ("laws", "DASAR HUKUM"),
        ("qualifications", "KUALIFIKASI PELAKSANA"),
        ("equipment", "PERALATAN/PERLENGKAPAN"),
        ("warnings", "PERINGATAN"),
        ("records", "PENCATATAN DAN PENDATAAN"),
    ],
)
def test_a_missing_field_is_named_by_its_heading(field: str, heading: str) -> None:
    empty = {str: "", tuple: (), date: None}[type(getattr(good(), field))]
    sop = replace(good(), **{field: empty})  # type: ignore[arg-type]
    assert only(findings(sop), "SOP201").values["heading"] == heading


def test_a_missing_position_is_found_in_the_approval() -> None:
    assert only(_found(_approved(position="")), "SOP201").path == ("approved", "position")


@pytest.mark.parametrize(
    "number", ["08", "530/ /01-IND/IV/2019", "1.2.14/2010", "188/72/KPTS/211.1/2012"]
)
def test_any_number_will_do_without_a_pattern(number: str) -> None:
    assert codes(replace(good(), number=number)) == []


def test_a_pattern_may_allow_gaps_letters_roman_months_and_slashes() -> None:
    limits = Limits(number_pattern=r"\d{3}/\s*/\d{2}-[A-Z]{3}/[IVX]+/\d{4}")
    assert codes(replace(good(), number="530/ /01-IND/IV/2019"), limits) == []
    assert codes(replace(good(), number="530/1/01-IND/4/2019"), limits) == ["SOP202"]


def test_a_revision_may_be_planned_for_after_the_first_day_in_force() -> None:
    assert codes(replace(good(), revised=date(2027, 1, 1))) == []


def test_a_revision_is_not_before_the_drafting() -> None:
    assert codes(replace(good(), revised=date(2024, 1, 1))) == ["SOP203"]


@pytest.mark.parametrize(
    "nip", ["197001011995031001", "19700101 199503 1 001", "NIP. 19700101 199503 1 001", ""]
)
def test_a_nip_may_be_spaced(nip: str) -> None:
    assert codes(_approved(nip=nip)) == []


def test_an_acting_official_is_named_beside_the_position() -> None:
    assert codes(_approved(position="Kepala UPTD", acting="Plt")) == []
    finding = only(_found(_approved(position="plh Kepala UPTD")), "SOP205")
    assert "`acting: Plh`" in finding.hint(Language.INDONESIAN)


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("SOP Surat Masuk", "Surat Masuk"),
        ("SOP AP: surat masuk", "Surat masuk"),
        ("Standar Operasional Prosedur Surat Masuk", "Surat Masuk"),
        ("SOP", "..."),
    ],
)
def test_a_title_goes_without_the_word_sop(title: str, better: str) -> None:
    assert only(_found(replace(good(), title=title)), "SOP206").values["suggestion"] == better


@pytest.mark.parametrize("title", ["Penyusunan SOP", "Sopir Dinas", "Evaluasi SOP"])
def test_a_title_may_be_about_sops(title: str) -> None:
    assert codes(replace(good(), title=title)) == []


def test_a_law_that_was_in_force_at_the_drafting_may_stand() -> None:
    old = replace(_laws("UU 32/2004"), created=date(2010, 1, 1), effective=date(2010, 2, 1))
    assert codes(old) == []
    assert codes(replace(old, revised=date(2022, 1, 1))) == ["SOP207"]


def test_every_repealed_law_is_known_as_a_law() -> None:
    for text, (new, _) in identity._REPLACED.items():
        assert citations.read(text)
        assert citations.read(new)


# Rows


def test_the_hint_words_the_step_anew() -> None:
    hint = only(_found(with_text("Diperiksa kelengkapan berkas")), "SOP222").hint
    assert hint(Language.INDONESIAN) == 'Tulis: "Memeriksa kelengkapan berkas".'
    subject = only(_found(with_text(f"{STAFF} menerima surat")), "SOP224").hint
    assert subject(Language.ENGLISH).endswith('Write: "Menerima surat".')


def test_an_actor_at_the_start_without_a_verb_is_no_subject() -> None:
    assert codes(with_text(f"{STAFF} dan surat")) == ["SOP223"]


def test_a_row_of_signs_is_told_as_no_verb() -> None:
    assert codes(with_text("???!")) == ["SOP223"]


def test_a_row_with_a_box_beside_the_diamond_may_do_or_ask() -> None:
    sop = drawn("a > b\nb ? c r | r > b\nc .")
    asking = with_step(sop, 1, text="Apakah berkas lengkap?")
    for either in (sop, asking):
        assert not {"SOP222", "SOP223", "SOP225", "SOP226"} & set(codes(either))


def test_a_step_for_another_sop_needs_no_standard_of_its_own() -> None:
    sop = with_step(good(), 1, macro="x", needs=(), time=None, gives=())
    finding = only(_found(sop), "SOP228")
    assert finding.values["columns"] == "Kelengkapan, Waktu, Output"


def test_a_decision_needs_a_time() -> None:
    assert codes(with_step(good(), 2, time=None)) == ["SOP227"]


def test_a_range_of_times_goes_up() -> None:
    assert codes(_time("5-10 menit", 5, 10)) == []
    assert codes(_time("10-5 menit", 10, 5)) == ["SOP230"]


@pytest.mark.parametrize("key", ["needs", "gives"])
def test_long_lists_count_as_one_cell(key: str) -> None:
    sop = with_step(good(), 1, **{key: ("x" * 31, "y" * 31)})
    assert only(_found(sop), "SOP232").path == ("steps", 1, key)


def test_a_long_note_is_told() -> None:
    sop = with_step(good(), 1, note=Link("x" * 61))
    assert only(_found(sop), "SOP232").path == ("steps", 1, "note")


def test_pages_are_counted_by_the_drawing() -> None:
    assert findings(good(), layout=Layout(2)) == []
    finding = only(findings(good(), layout=Layout(3)), "SOP251")
    assert finding.values == {"pages": 3, "limit": 2}


# Columns


def test_actors_may_stand_in_the_order_of_rank() -> None:
    assert codes(_actors(CHIEF, STAFF)) == []


def test_the_hint_gives_the_order_of_first_involvement() -> None:
    finding = only(_found(BROKEN["SOP243"][0]), "SOP243")
    assert finding.values["order"] == f"{STAFF}, {CHIEF}, Juru Kunci"


@pytest.mark.parametrize("name", ["Pelaksana 1", "PETUGAS II", "Pegawai A", "Staf-2", "3"])
def test_a_numbered_actor_is_no_position(name: str) -> None:
    assert "SOP246" in codes(_actors(STAFF, CHIEF, name))


@pytest.mark.parametrize("name", ["Pelaksana", "Staf Umum", "Irban III", "Petugas Agenda"])
def test_a_position_is_a_position(name: str) -> None:
    assert "SOP246" not in codes(_actors(STAFF, CHIEF, name))


def test_an_sop_without_steps_does_not_blame_its_actors() -> None:
    assert "SOP241" not in codes(replace(good(), steps=()))


def test_a_step_without_a_symbol_is_checked_all_the_same() -> None:
    sop = replace(good(), steps=(*good().steps, Step("x", "Penerimaan surat", ())))
    assert {"SOP120", "SOP222"} <= set(codes(sop))
