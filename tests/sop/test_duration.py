"""Times as officials write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.sop.duration import read
from sopan.sop.model import Duration, TimeUnit

REAL = Path(__file__).parents[3] / "shared" / "data" / "durations" / "waktu.txt"
FREE = {
    "-",
    "1 bulan (tanggal 1- 20)",
    "2 bulan; 5 hari kerja; 1 hari",
    "Januari, April, Juli, Oktober (tanggal 20- 31)",
    "Se t p a a h n u j n a ng",
    "Sepanjang tahun",
    "Sesuai jadwal",
    "Sesuai kebutuhan",
    "Triwulanan",
}
"""The real spellings that name no length of time."""


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "unit"),
    [
        ("30 detik", 30, 30, TimeUnit.SECOND),
        ("15 menit", 15, 15, TimeUnit.MINUTE),
        ("15menit.", 15, 15, TimeUnit.MINUTE),
        ("120 Menit", 120, 120, TimeUnit.MINUTE),
        ("2 jam kerja", 2, 2, TimeUnit.HOUR),
        ("1 hari", 1, 1, TimeUnit.DAY),
        ("7 hari kalender", 7, 7, TimeUnit.DAY),
        ("14 Hari Kerja", 14, 14, TimeUnit.WORKDAY),
        ("3 HK", 3, 3, TimeUnit.WORKDAY),
        ("2 minggu", 2, 2, TimeUnit.WEEK),
        ("6 bulan", 6, 6, TimeUnit.MONTH),
        ("1 tahun", 1, 1, TimeUnit.YEAR),
        ("1.000 menit", 1000, 1000, TimeUnit.MINUTE),
        ("1,5 jam", 1.5, 1.5, TimeUnit.HOUR),
        ("1.5 jam", 1.5, 1.5, TimeUnit.HOUR),
        ("½ jam", 0.5, 0.5, TimeUnit.HOUR),
        ("1 ½ jam", 1.5, 1.5, TimeUnit.HOUR),
        ("setengah jam", 0.5, 0.5, TimeUnit.HOUR),
        ("tiga hari", 3, 3, TimeUnit.DAY),
        ("sepuluh menit", 10, 10, TimeUnit.MINUTE),
        ("seminggu", 1, 1, TimeUnit.WEEK),
        ("1 (satu) hari", 1, 1, TimeUnit.DAY),
        ("14 (empat belas) hari kerja", 14, 14, TimeUnit.WORKDAY),
        ("1 jam 30 menit", 90, 90, TimeUnit.MINUTE),
        ("1 jam dan 30 menit", 90, 90, TimeUnit.MINUTE),
        ("1 minggu 2 hari", 9, 9, TimeUnit.DAY),
        ("1 x 24 Jam", 24, 24, TimeUnit.HOUR),
        ("2×24 jam", 48, 48, TimeUnit.HOUR),
        ("sekitar 10 menit", 10, 10, TimeUnit.MINUTE),
    ],
)
def test_a_time_is_read(text: str, minimum: float, maximum: float, unit: TimeUnit) -> None:
    assert read(text) == Duration(text, minimum, maximum, unit)


@pytest.mark.parametrize(
    "text",
    [
        "1-3 hari",
        "1 - 3 hari",
        "1 – 3 hari",
        "1—3 hari",
        "1 s.d. 3 hari",
        "1 s/d 3 hari",
        "1 sd 3 hari",
        "1 sampai 3 hari",
        "1 sampai dengan 3 hari",
        "satu hingga tiga hari",
        "1 hari - 3 hari",
        "1 (satu) - 3 (tiga) hari",
    ],
)
def test_a_range_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == Duration(text, 1, 3, TimeUnit.DAY)


def test_a_range_over_two_units_meets_in_the_smaller_one() -> None:
    text = "30 menit - 3 Jam"
    assert read(text) == Duration(text, 30, 180, TimeUnit.MINUTE)


@pytest.mark.parametrize(
    "text", ["maksimal 3 hari", "Maks. 3 hari", "paling lama 3 hari", "selambat-lambatnya 3 hari"]
)
def test_a_limit_has_no_shortest_time(text: str) -> None:
    assert read(text) == Duration(text, 0, 3, TimeUnit.DAY)


@pytest.mark.parametrize("text", ["1 menit/berkas", "1 menit per berkas", "1 menit / Berkas"])
def test_what_the_time_is_counted_for_is_kept(text: str) -> None:
    assert read(text) == Duration(text, 1, 1, TimeUnit.MINUTE, "berkas")


@pytest.mark.parametrize(
    "text",
    [
        *sorted(FREE),
        "",
        "5",
        "hari",
        "1 - 2 - 3 hari",
        "10 - 5 menit",
        "2 jam - 1 hari",
        "5 menit kira-kira begitu",
        "setiap hari kerja",
        "9999999 hari",
        "² hari",
        "minimal 3 hari",
    ],
)
def test_what_names_no_length_of_time_stays_free_text(text: str) -> None:
    assert read(text) == Duration(text)
    assert not read(text).is_read


def test_every_real_spelling_is_read_or_known_to_be_free() -> None:
    if not REAL.exists():
        pytest.skip("the list of real spellings is not beside this checkout")
    free = {line for line in REAL.read_text("utf-8").splitlines() if not read(line).is_read}
    assert free == FREE


@given(st.text(max_size=150) | st.text("0123456789 ,.-–/x½()menitjamhari", max_size=130))
def test_any_text_is_kept_and_none_crashes(text: str) -> None:
    duration = read(text)
    assert duration.text == text
    if duration.minimum is not None and duration.maximum is not None:
        assert 0 <= duration.minimum <= duration.maximum
    assert duration.is_read == (duration.minimum is not None) == (duration.maximum is not None)
