from __future__ import annotations

import pytest

from sopan.sop import roots, verbs

ACTIVE = [
    "menerima",
    "memeriksa",
    "mengirim",
    "menyampaikan",
    "mengecek",
    "menulis",
    "melaksanakan",
    "merekam",
    "mewakili",
    "memproses",
    "mempelajari",
    "mengoordinasikan",
    "mengkoordinasikan",
    "memfasilitasi",
    "menyusun",
    "mengetik",
    "menandatangani",
    "menindaklanjuti",
    "mentransfer",
    "menggandakan",
    "menghitung",
    "mengkaji",
    "berkoordinasi",
    "bermusyawarah",
    "berangkat",
    "bekerja",
    "belajar",
    "datang",
    "hadir",
    "memaraf",
    "menyosialisasikan",
    "mensosialisasikan",
    "mengambil",
    "menginput",
    "memberi",
    "membuat",
    "memverifikasi",
    "mencatat",
    "menjawab",
    "menzonasi",
    "mengesahkan",
    "memperbaiki",
    "memutuskan",
    "meneruskan",
    "mengolah",
    "menyetujui",
]

NOT_ACTIVE = [
    "merah",
    "meja",
    "menteri",
    "media",
    "mekanisme",
    "metode",
    "berkas",
    "berita",
    "bersama",
    "berdasarkan",
    "menurut",
    "melalui",
    "mesin",
    "memori",
    "surat",
    "penerimaan",
    "diperiksa",
    "periksa",
    "staf",
    "rapat",
    "menit",
    "medis",
    "berikut",
    "berlaku",
    "mereka",
    "mengenai",
    "meter",
]

FORMS = {
    "Penerimaan": "menerima",
    "Diperiksa": "memeriksa",
    "Periksa": "memeriksa",
    "Kirim": "mengirim",
    "Kirimkan": "mengirimkan",
    "Dikirimkan": "mengirimkan",
    "Penyampaian": "menyampaikan",
    "Sampaikan": "menyampaikan",
    "Penulisan": "menulis",
    "Dicatat": "mencatat",
    "Pengecekan": "mengecek",
    "Cek": "mengecek",
    "Pengetikan": "mengetik",
    "Penandatanganan": "menandatangani",
    "Ditandatangani": "menandatangani",
    "Pengesahan": "mengesahkan",
    "Disahkan": "mengesahkan",
    "Pengkajian": "mengkaji",
    "Perbaikan": "memperbaiki",
    "Diperbaiki": "memperbaiki",
    "Persetujuan": "menyetujui",
    "Disetujui": "menyetujui",
    "Verifikasi": "memverifikasi",
    "Koordinasi": "mengoordinasikan",
    "Dikoordinasikan": "mengoordinasikan",
    "Sosialisasi": "menyosialisasikan",
    "Pelayanan": "melayani",
    "Pemrosesan": "memproses",
    "Diproses": "memproses",
    "Pembuatan": "membuat",
    "Pengarsipan": "mengarsipkan",
    "Dipelajari": "mempelajari",
    "Diminta": "meminta",
    "Permintaan": "meminta",
    "Diisi": "mengisi",
    "Didisposisikan": "mendisposisikan",
    "Difasilitasi": "memfasilitasi",
    "Penelaahan": "menelaah",
    "Fotokopi": "memfotokopi",
    "Rapat": "mengadakan rapat",
}

UNKNOWN = [
    "Surat",
    "Berkas",
    "Dinas",
    "Pemohon",
    "Penerima",
    "Penyedia",
    "Pegawai",
    "Kepala",
    "Tim",
    "Disposisinya",
    "Direksi",
]


@pytest.mark.parametrize("word", ACTIVE)
def test_is_an_active_verb(word: str) -> None:
    assert verbs.is_active(word)


@pytest.mark.parametrize("word", NOT_ACTIVE)
def test_is_no_active_verb(word: str) -> None:
    assert not verbs.is_active(word)


@pytest.mark.parametrize("word", FORMS)
def test_gives_the_active_verb(word: str) -> None:
    assert verbs.active(word.lower()) == FORMS[word]


@pytest.mark.parametrize("word", UNKNOWN)
def test_guesses_nothing_from_what_is_no_activity(word: str) -> None:
    assert verbs.active(word.lower()) is None


def test_the_noun_of_every_root_gives_an_active_verb() -> None:
    nouns = {root: verbs.active(f"pe{verbs.with_me(root)[2:]}an") for root in _roots()}
    assert [
        root for root, verb in nouns.items() if not verb or not verbs.begins_with_verb(verb)
    ] == []


def test_there_are_at_least_four_hundred_roots_each_once_and_in_order() -> None:
    names = _roots()
    assert len(names) >= 400
    assert names == sorted(set(names))


def test_the_exceptions_are_about_words_that_need_one() -> None:
    assert set(_roots()) >= roots.NOUNS
    assert set(_roots()) >= roots.PER
    assert not [word for word in roots.NOT_VERBS if not verbs.has_shape(word)]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Penerimaan surat", "Menerima surat"),
        ("1. Diperiksa berkas", "Memeriksa berkas"),
        ("- Tanda tangan surat keluar", "Menandatangani surat keluar"),
        ("Tindak lanjut disposisi", "Menindaklanjuti disposisi"),
        ("Permohonan cuti", "Mengajukan permohonan cuti"),
        ("Terima", "Menerima"),
        ("PENERIMAAN surat", "Menerima surat"),
        ("Surat masuk", None),
        ("", None),
        ("123", None),
    ],
)
def test_begins_the_text_with_the_verb(text: str, better: str | None) -> None:
    assert verbs.rephrased(text) == better


@pytest.mark.parametrize(
    "text",
    [
        "Apakah berkas lengkap?",
        "Berkas lengkap?",
        "Apakah berkas lengkap",
        "Sudahkah surat diberi nomor",
        "Siapa yang berwenang",
        "Bagaimana hasil fasilitasi",
        "(Lengkap?)",
        "a. Apakah sesuai",
    ],
)
def test_is_a_question(text: str) -> None:
    assert verbs.is_question(text)


@pytest.mark.parametrize(
    "text", ["Memeriksa berkas", "Langkah pertama", "Berkah", "Apabila lengkap", "Manajemen", ""]
)
def test_is_no_question(text: str) -> None:
    assert not verbs.is_question(text)


@pytest.mark.parametrize(
    "text", ["1. Menerima surat", "a) Menerima", '"Menerima surat"', "• Menerima"]
)
def test_numbering_and_quotation_marks_are_passed_over(text: str) -> None:
    assert verbs.first_word(text) == "menerima"
    assert verbs.begins_with_verb(text)


def test_a_doubled_verb_is_a_verb() -> None:
    assert verbs.is_active("mengirim-ngirim")


def _roots() -> list[str]:
    return [entry.partition("+")[0] for entry in roots.ROOTS.split()]
