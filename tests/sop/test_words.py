"""Stems for search: the forms of one word lead to one stem, and different words do not."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.sop import bases, roots, verbs
from sopan.sop.nouns import noun
from sopan.sop.words import CORRECTIONS, stem, stem_text

FAMILIES = {
    "terbit": "terbit menerbitkan diterbitkan penerbitan penerbit diterbitkannya terbitan",
    "periksa": "periksa memeriksa diperiksa pemeriksaan pemeriksa terperiksa",
    "susun": "susun menyusun disusun penyusunan penyusun tersusun susunan",
    "kelola": "mengelola pengelolaan pengelola dikelola",
    "sah": "sah mengesahkan disahkan pengesahan sahkan",
    "cek": "mengecek dicek pengecekan",
    "simpan": "menyimpan penyimpanan disimpan simpanan penyimpannya",
    "tandatangan": "menandatangani ditandatangani penandatanganan",
    "tindaklanjut": "menindaklanjuti ditindaklanjuti",
    "tanggungjawab": "pertanggungjawaban mempertanggungjawabkan",
    "baik": "baik perbaikan memperbaiki diperbaiki",
    "minta": "minta meminta diminta permintaan pinta",
    "mohon": "mohon memohon permohonan pemohon dimohonkan",
    "beri": "memberi memberikan diberikan pemberian diberikannya",
    "lapor": "laporan pelaporan melaporkan dilaporkan pelapor laporannya",
    "awas": "mengawasi pengawasan pengawas diawasi",
    "kawal": "mengawal pengawalan dikawal",
    "awal": "awal mengawali diawali",
    "padu": "memadukan dipadukan terpadu",
    "pegawai": "pegawai kepegawaian",
    "pemerintah": "pemerintah pemerintahan",
    "perintah": "perintah memerintahkan diperintahkan",
    "layan": "layanan pelayanan melayani dilayani",
    "naik": "kenaikan menaikkan naik",
    "operasi": "mengoperasikan pengoperasian operasi",
    "setuju": "setuju menyetujui persetujuan disetujui setujui",
    "tuju": "tujuan menuju dituju",
    "verifikasi": "verifikasi memverifikasi diverifikasi",
    "koordinasi": "koordinasi mengoordinasikan mengkoordinasikan berkoordinasi",
    "bagian": "bagian",
    "bagi": "membagikan pembagian dibagi",
    "arsip": "arsip kearsipan pengarsipan diarsipkan arsipnya",
    "budidaya": "budidaya membudidayakan pembudidayaan",
}


@pytest.mark.parametrize(("base", "forms"), FAMILIES.items())
def test_the_forms_of_a_word_have_one_stem(base: str, forms: str) -> None:
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), base)


def test_what_people_type_finds_what_stands_in_a_title() -> None:
    title = stem_text("Penerbitan Surat Keterangan Domisili")
    for query in ("diterbitkan", "menerbitkan surat", "SURAT keterangannya"):
        assert set(stem_text(query).split()) <= set(title.split())


def test_verb_passive_and_noun_of_office_work_have_one_stem() -> None:
    apart = {
        root: found
        for root, verb in verbs.verbs_by_root().items()
        if len(found := {stem(form) for form in _forms(root, verb)}) > 1
    }
    assert set(apart) == {"pinta", "review", "tik"}  # minta, reviu and ketik are what is said


def _forms(root: str, verb: str) -> list[str]:
    """The root, its verb, its passive, and its noun where that is made of the same root."""
    ending = verb.removeprefix(verbs.with_me(root))
    usual = f"pe{verbs.with_me(root)[2:]}an"
    return [root, verb, f"di{root}{ending}", *([usual] if noun(verb) == usual else [])]


def test_words_written_apart_are_joined() -> None:
    assert stem_text("Tanda tangan") == stem_text("menandatangani") == "tandatangan"
    assert stem_text("ditanda tangani") == "tandatangan"
    assert stem_text("tindak lanjut") == stem_text("menindaklanjuti")
    assert stem_text("pertanggung jawaban") == stem_text("mempertanggungjawabkan")


@pytest.mark.parametrize(
    "word",
    [
        "surat",
        "2026",
        "sp2d",
        "di",
        "menit",
        "mereka",
        "pekalongan",
        "maluku",
        "café",
        "",
        "x" * 80,
    ],
)
def test_what_has_no_affix_stays(word: str) -> None:
    assert stem(word) == word


def test_numbers_and_signs_part_words() -> None:
    assert stem_text("UU 43/2009: Kearsipan (arsip-arsip)") == "uu 43 2009 arsip arsip arsip"


def test_no_base_word_stands_in_two_tables() -> None:
    own = {entry.partition("+")[0] for entry in roots.ROOTS.split()}
    assert bases.BASES & own == set()
    assert bases.BASES & set(CORRECTIONS) == set()


@given(st.text(max_size=60))
def test_any_text_is_stemmed_and_its_stems_are_single_words(text: str) -> None:
    assert all(part == part.casefold() for part in stem_text(text).split())
    assert stem_text(text.upper()) == stem_text(text.upper().lower()) or not text.isascii()


def test_a_long_text_of_affixes_takes_no_time() -> None:
    begun = process_time()
    stem_text(" ".join("dipermemkeber"[: 4 + i % 9] * 3 + str(i) for i in range(2000)))
    stem_text(" ".join("mengpenger" * 3 + chr(97 + i % 26) * 3 for i in range(2000)))
    assert process_time() - begun < 3
