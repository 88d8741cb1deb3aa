"""From the verb of a duty to the noun of a title."""

from __future__ import annotations

import pytest

from sopan.sop import verbs
from sopan.sop.nouns import headline, is_noun, noun, noun_phrase

PAIRS = """
menerbitkan penerbitan, memeriksa pemeriksaan, menyusun penyusunan, mengelola pengelolaan,
menerima penerimaan, mengirim pengiriman, mencatat pencatatan, menyimpan penyimpanan,
menyampaikan penyampaian, menetapkan penetapan, mengesahkan pengesahan, mencetak pencetakan,
mengecek pengecekan, mengetik pengetikan, mengajukan pengajuan, melayani pelayanan,
melaksanakan pelaksanaan, melaporkan pelaporan, mendaftar pendaftaran, mendata pendataan,
membayar pembayaran, membuat pembuatan, membahas pembahasan, memberi pemberian,
membina pembinaan, mengawasi pengawasan, mengadakan pengadaan, mengadukan pengaduan,
mengambil pengambilan, mengarsipkan pengarsipan, menganggarkan penganggaran,
menghapus penghapusan, menghitung penghitungan, menghimpun penghimpunan, menguji pengujian,
mengukur pengukuran, mengundang pengundangan, mengumumkan pengumuman, mengusulkan pengusulan,
mengisi pengisian, mengolah pengolahan, mengumpulkan pengumpulan, menggandakan penggandaan,
memelihara pemeliharaan, meminjam peminjaman, memindahkan pemindahan, memusnahkan pemusnahan,
memungut pemungutan, memutakhirkan pemutakhiran, memetakan pemetaan, memproses pemrosesan,
menilai penilaian, menomori penomoran, menagih penagihan, menata penataan, menelaah penelaahan,
meneliti penelitian, menandatangani penandatanganan, menangani penanganan, menolak penolakan,
menugaskan penugasan, menulis penulisan, menyalurkan penyaluran, menyediakan penyediaan,
menyelenggarakan penyelenggaraan, menyelesaikan penyelesaian, menyerahkan penyerahan,
menyusutkan penyusutan, merencanakan perencanaan, merumuskan perumusan, merawat perawatan,
merekam perekaman, mengubah perubahan, memperbaiki perbaikan, memperpanjang perpanjangan,
memperbarui pembaruan, mempersiapkan persiapan, menyetujui persetujuan, memohon permohonan,
meminta permintaan, mempelajari pembelajaran, memverifikasi verifikasi, memvalidasi validasi,
mengevaluasi evaluasi, merevisi revisi, memfasilitasi fasilitasi, mengoordinasikan koordinasi,
menyosialisasikan sosialisasi, mendistribusikan pendistribusian, mendokumentasikan
pendokumentasian, mengoperasikan pengoperasian, berkoordinasi koordinasi, bermusyawarah
musyawarah, memonitor pemantauan, memantau pemantauan, mengaudit audit, melelang lelang,
menyurvei survei, mengisolasi isolasi, menindaklanjuti tindak_lanjut, menyerahterimakan
serah_terima, memposisikan pemposisian, membudidayakan pembudidayaan, mengoreksi koreksi,
meralat ralat, melindungi pelindungan, menjajaki penjajakan
"""

ALL = [tuple(pair.replace("\n", " ").split()) for pair in PAIRS.split(",")]


def test_there_are_many_pairs() -> None:
    assert len(ALL) >= 100


@pytest.mark.parametrize(("verb", "expected"), ALL)
def test_a_verb_has_its_noun(verb: str, expected: str) -> None:
    assert noun(verb) == expected.replace("_", " ")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("diterbitkan", "penerbitan"),
        ("terima", "penerimaan"),
        ("Penyusunan", "penyusunan"),
        ("setujui", "persetujuan"),
        ("upload", "pengunggahan"),
    ],
)
def test_other_forms_lead_to_the_noun_too(word: str, expected: str) -> None:
    assert noun(word) == expected


@pytest.mark.parametrize("word", ["", "mengetahui", "menunggu", "meja", "kucing", "123", "melirik"])
def test_a_word_without_a_noun_has_none(word: str) -> None:
    assert noun(word) is None


def test_the_noun_of_every_known_verb_is_another_word_and_known_as_a_noun() -> None:
    nouns = [found for verb in verbs.verbs_by_root().values() if (found := noun(verb))]
    assert len(nouns) > 450
    assert [word for word in nouns if verbs.is_active(word)] == []
    assert [word for word in nouns if noun(word) != word] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menerbitkan surat keterangan domisili", "penerbitan surat keterangan domisili"),
        ("Diperiksa kelengkapan berkas", "pemeriksaan kelengkapan berkas"),
        ("a. Menyusun Renstra", "penyusunan Renstra"),
        ("Penerimaan surat", "penerimaan surat"),
        ("Mengadakan rapat koordinasi", "penyelenggaraan rapat koordinasi"),
        ("Menyetujui", "persetujuan"),
        ("Surat masuk", None),
        ("Menunggu jawaban", None),
        ("", None),
    ],
)
def test_a_duty_becomes_a_noun_phrase(text: str, expected: str | None) -> None:
    assert noun_phrase(text) == expected


@pytest.mark.parametrize("word", ["Penyusunan", "evaluasi", "Perencanaan", "Pelaporan"])
def test_aspects_are_nouns(word: str) -> None:
    assert is_noun(word)


def test_a_headline_has_capitals_but_small_particles() -> None:
    assert headline("penerbitan surat untuk KTP dan KK di kecamatan") == (
        "Penerbitan Surat untuk KTP dan KK di Kecamatan"
    )
    assert headline("") == ""
