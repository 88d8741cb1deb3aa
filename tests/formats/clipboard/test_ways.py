"""Where a row leads is read as officials write it, whole or not at all."""

from __future__ import annotations

import pytest

from sopan.formats.clipboard.pasted import Branch
from sopan.formats.clipboard.ways import read, read_remark


def ways(written: str) -> tuple[Branch, ...]:
    """Branches from "yes 5, no 2"."""
    pairs = (part.rpartition(" ") for part in written.split(", "))
    return tuple(Branch(label, place) for label, _, place in pairs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", "5"),
        ("05", "5"),
        ("5b", "5b"),
        ("ke 7", "7"),
        ("lanjut ke langkah 7", "7"),
        ("Kembali ke langkah 2", "2"),
        ("3 dan 4", "3, 4"),
        ("3, 4", "3, 4"),
        ("selesai", "selesai"),
        ("lanjut", "berikutnya"),
        ("langkah selanjutnya", "berikutnya"),
        ("Y3 T1", "yes 3, no 1"),
        ("Y: 3 / T: 1", "yes 3, no 1"),
        ("Ya=4;Tidak=1", "yes 4, no 1"),
        ("Ya 5 · Tidak 2", "yes 5, no 2"),
        ("Ya ke 5, Tidak ke 2", "yes 5, no 2"),
        ("Ya → 5\nTidak → 2", "yes 5, no 2"),
        ("Tidak: 1 Ya: 3", "no 1, yes 3"),
        ("Ya: lanjut, Tidak: kembali ke 2", "yes berikutnya, no 2"),
        ("Tidak (kembali ke langkah 1)", "no 1"),
        ("jika tidak kembali ke langkah 2", "no 2"),
        ("Apabila belum lengkap dikembalikan ke langkah 1", "no 1"),
        ("Jika tidak lengkap, kembali ke no. 2; jika lengkap ke langkah 4", "no 2, yes 4"),
        ("Disetujui ke 5, Ditolak ke 2", "Disetujui 5, Ditolak 2"),
        ("Ringan 4 · Sedang 5 · Berat 6", "Ringan 4, Sedang 5, Berat 6"),
    ],
)
def test_a_way_is_read(text: str, expected: str) -> None:
    assert read(text) == ways(expected)


@pytest.mark.parametrize(
    "text", ["", "Disposisi", "ya", "Maksimal 3 hari", "SOP Surat Masuk", "12345", "ke 5 lembar"]
)
def test_other_texts_are_no_way(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    ["5", "2, 3", "rangkap ke 2", "Lihat langkah 3", "Lampiran 4", "selesai", "Disetujui ke 5"],
)
def test_among_remarks_a_number_may_mean_something_else(text: str) -> None:
    assert read_remark(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ya ke 5, Tidak ke 2", "yes 5, no 2"),
        ("Y3 T1", "yes 3, no 1"),
        ("jika tidak kembali ke langkah 2", "no 2"),
        ("Kembali ke langkah 2", "2"),
    ],
)
def test_among_remarks_an_answer_or_the_word_for_step_makes_a_way(text: str, expected: str) -> None:
    assert read_remark(text) == ways(expected)
