"""What people write in cells, read as values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.web.organisation.models import HoldingKind, Level, UnitKind
from sopan.web.organisation.sheets import values
from sopan.web.organisation.sheets.values import Unclear


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("IV/a", Level.IV_A),
        ("Eselon IVa", Level.IV_A),
        ("eselon iv.a", Level.IV_A),
        ("ESELON IV A", Level.IV_A),
        ("4a", Level.IV_A),
        ("III.b", Level.III_B),
        ("Eselon II B", Level.II_B),
        ("Kepala Daerah", Level.HEAD_OF_REGION),
        ("JF Ahli Muda", Level.JF_EXPERT_2),
        ("ahli madya", Level.JF_EXPERT_3),
        ("Penyelia", Level.JF_SKILLED),
        ("Staf", Level.STAFF),
    ],
)
def test_levels_are_read_in_many_spellings(text: str, level: Level) -> None:
    assert values.level(text) == level


@pytest.mark.parametrize("text", ["IV", "Eselon V", "IV/c", "Kabag"])
def test_a_level_that_is_unclear_names_the_choices(text: str) -> None:
    with pytest.raises(Unclear, match=r"Eselon IV\.a"):
        values.level(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DINAS", UnitKind.AGENCY),
        ("Sub Bagian", UnitKind.SECTION),
        ("Seksi", UnitKind.SECTION),
        ("Setda", UnitKind.SECRETARIAT),
        ("Inspektur Pembantu", UnitKind.DIVISION),
        ("UPTD", UnitKind.SERVICE),
    ],
)
def test_kinds_of_units_are_read_in_many_spellings(text: str, kind: UnitKind) -> None:
    assert values.unit_kind(text) == kind


@pytest.mark.parametrize("text", ["Ya", "y", "x", "V", "✓", "1", "benar"])
def test_yes_is_written_in_many_ways(text: str) -> None:
    assert values.mark(text) is True


@pytest.mark.parametrize("text", ["", "Tidak", "-", "0", "tdk"])
def test_no_is_written_in_many_ways(text: str) -> None:
    assert values.mark(text) is False


def test_perhaps_is_neither() -> None:
    with pytest.raises(Unclear, match="Ya atau Tidak"):
        values.mark("mungkin")


@pytest.mark.parametrize(
    "text",
    [
        "3 Maret 2026",
        "03/03/2026",
        "3-3-2026",
        "3.3.2026",
        "2026-03-03",
        "3 MAR 2026",
        "03-Mar-2026",
        "3 march 2026",
    ],
)
def test_days_are_read_as_they_are_written(text: str) -> None:
    assert values.day(text) == date(2026, 3, 3)


def test_a_day_is_read_before_the_month() -> None:
    assert values.day("04/03/2026") == date(2026, 3, 4)
    assert values.day("17 Nopember 2026") == date(2026, 11, 17)


@pytest.mark.parametrize(
    "text", ["03/03/26", "12/31/2026", "31/02/2026", "Maret 2026", "3 Moret 2026"]
)
def test_an_unclear_day_is_told_with_an_example(text: str) -> None:
    with pytest.raises(Unclear, match="3 Maret 2026"):
        values.day(text)


def test_a_day_as_excel_counts_it_is_told_as_a_day() -> None:
    with pytest.raises(Unclear, match="tulis 03/03/2026"):
        values.day("46084")


@pytest.mark.parametrize("text", ["", "-", "sekarang", "Seterusnya"])
def test_no_last_day_is_written_in_many_ways(text: str) -> None:
    assert values.last_day(text) is None


def test_the_last_day_is_kept_as_the_day_after() -> None:
    assert values.last_day("31/12/2026") == date(2027, 1, 1)
    assert values.write_last_day(date(2027, 1, 1)) == "31/12/2026"


@pytest.mark.parametrize(
    "text", ["198001012005011001", "19800101 200501 1 001", "19800101.200501.1.001"]
)
def test_a_nip_is_read_with_and_without_spaces(text: str) -> None:
    assert values.nip(text) == "198001012005011001"
    assert values.nip(values.write_nip("198001012005011001")) == "198001012005011001"


@pytest.mark.parametrize("text", ["1.98E+17", "1,98001E+17", "1.98001012005010E+17"])
def test_a_nip_that_excel_has_rounded_is_told_with_the_way_out(text: str) -> None:
    with pytest.raises(Unclear, match="ketik ulang NIP"):
        values.nip(text)


def test_a_nip_of_another_length_is_told_with_its_length() -> None:
    with pytest.raises(Unclear, match="18 angka; ini 17"):
        values.nip("19800101200501100")


def test_a_code_that_excel_has_rounded_is_told() -> None:
    with pytest.raises(Unclear, match="angka terakhirnya hilang"):
        values.short(40)("1.23457E+15")


def test_a_text_that_is_too_long_is_told_with_both_lengths() -> None:
    with pytest.raises(Unclear, match="Paling banyak 5 huruf; ini 6"):
        values.short(5)("abcdef")


@pytest.mark.parametrize("text", ["-1", "1,5", "dua", "99999999999", "²"])
def test_an_order_is_a_number(text: str) -> None:
    with pytest.raises(Unclear, match="angka"):
        values.order(text)


def test_an_address_is_checked() -> None:
    assert values.email(" a@b.go.id ") == "a@b.go.id"
    with pytest.raises(Unclear, match="tidak lengkap"):
        values.email("a@b")


def test_who_holds_a_post_is_its_definitive_holder_unless_said_otherwise() -> None:
    assert values.holding_kind("") == HoldingKind.DEFINITIVE
    assert values.holding_kind("PLT.") == HoldingKind.PLT
    assert values.holding_kind("Pelaksana Harian") == HoldingKind.PLH


@settings(deadline=None)
@given(st.text(max_size=40))
def test_every_text_is_read_or_told(text: str) -> None:
    for read in (
        values.level,
        values.unit_kind,
        values.mark,
        values.day,
        values.last_day,
        values.nip,
        values.order,
        values.email,
        values.holding_kind,
    ):
        try:
            read(text)
        except Unclear as unclear:
            told = str(unclear)
            assert told.endswith(".")


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2999, 12, 30)))
def test_written_days_are_read_back(day: date) -> None:
    assert values.day(values.write_day(day)) == day
    assert values.last_day(values.write_last_day(day)) == day


def test_written_choices_are_read_back() -> None:
    for kind in UnitKind:
        assert values.unit_kind(values.labelled(values.UNIT_KINDS)(kind)) == kind
    for level in Level:
        assert values.level(values.labelled(values.LEVELS)(level)) == level
    for holding in HoldingKind:
        assert values.holding_kind(values.labelled(values.HOLDING_KINDS)(holding)) == holding
