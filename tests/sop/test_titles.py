"""Titles proposed from activity, output and aspect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.sop.titles import proposals, propose_titles
from tests.sop.test_needs import outline


@pytest.mark.parametrize(
    ("activity", "output", "aspect", "titles"),
    [
        ("", "Renstra", "Penyusunan", ("Penyusunan Renstra",)),
        ("", "(a) Renstra.", "(1) menyusun", ("Penyusunan Renstra",)),
        (
            "",
            "peraturan wali kota tentang SOTK",
            "Evaluasi",
            ("Evaluasi Peraturan Wali Kota tentang SOTK",),
        ),
        (
            "",
            "Renja",
            "Penyusunan, pelaporan dan evaluasi",
            ("Penyusunan Renja", "Pelaporan Renja", "Evaluasi Renja"),
        ),
        ("", "Tersusunnya Renstra", "Penyusunan", ("Penyusunan Renstra",)),
        ("", "Dokumen LKjIP", "Penyusunan", ("Penyusunan LKjIP",)),
        ("", "Laporan keuangan", "Pelaporan", ("Pelaporan Keuangan",)),
        ("", "Laporan", "Pelaporan", ("Pelaporan Laporan",)),
        (
            "Menerbitkan surat keterangan domisili",
            "",
            "",
            ("Penerbitan Surat Keterangan Domisili",),
        ),
        ("(1) Memeriksa berkas permohonan;", "Berkas", "", ("Pemeriksaan Berkas Permohonan",)),
        ("Memverifikasi SPM", "", "Penerbitan", ("Verifikasi SPM",)),
        ("Surat masuk", "", "", ()),
        ("", "", "", ()),
        ("", "Renstra", "", ()),
    ],
)
def test_titles_follow_from_aspect_and_output_or_the_activity(
    activity: str, output: str, aspect: str, titles: tuple[str, ...]
) -> None:
    assert propose_titles(activity, output, aspect) == titles


def test_lines_without_a_title_get_proposals() -> None:
    lines = outline(
        "Membina\n...Menyusun rencana\n....Renstra\n.....Penyusunan\n......Penyusunan Renstra\n"
        ".....Evaluasi\n...Menerbitkan izin\n..Menilai\n"
    )
    assert proposals(lines) == {"5": ("Evaluasi Renstra",), "6": ("Penerbitan Izin",)}


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_texts_give_whole_titles_or_none(activity: str, output: str, aspect: str) -> None:
    for title in propose_titles(activity, output, aspect):
        assert title == " ".join(title.split()) and title
