"""Examples changed as people change them, with the sentences that must be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopan.formats import yaml
from sopan.sop.changes import (
    GROUPS,
    REASONS,
    Change,
    ChangeKind,
    Group,
    Reason,
    difference,
    is_material,
    say,
    verdict,
)
from sopan.sop.changes.sentences import FIELD_NAMES, SENTENCES
from sopan.sop.findings import Language
from sopan.sop.model import SOP

EXAMPLES = Path(__file__).parents[3] / "examples"

Edits = tuple[tuple[str, str], ...]


def changed(name: str, edits: Edits) -> tuple[SOP, SOP]:
    """An example before and after its text was edited; each edit is what stood and what stands."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    edited = text
    for before, after in edits:
        assert edited.count(before) == 1, f"{before!r} does not stand there once"
        edited = edited.replace(before, after)
    return yaml.read(text.encode()).sop, yaml.read(edited.encode()).sop


def changes(name: str, *edits: tuple[str, str]) -> tuple[Change, ...]:
    return difference(*changed(name, edits))


def said(found: tuple[Change, ...], language: Language = Language.INDONESIAN) -> list[str]:
    return [say(change, language) for change in found]


def rows(text: str) -> str:
    """Rows of a file, as they stand below `steps:`."""
    return "".join(f"  {line}\n" if line else "\n" for line in text.strip("\n").splitlines())


SCAN = rows("""
- do: Memindai surat dan lampirannya
  by: Staf Tata Usaha
  time: 2 menit
  gives: Pindaian surat

""")

LETTER_1 = "  - do: Menerima surat masuk"
LETTER_3 = "  - do: Mengajukan surat beserta lembar disposisi kepada Kepala Puskesmas\n"


def test_nothing_changed_says_nothing() -> None:
    assert changes("surat-masuk") == ()
    assert verdict(()) is None


def test_a_time_an_output_and_a_need_in_one_row() -> None:
    found = changes(
        "surat-masuk",
        ("time: 3 menit", "time: 2 jam"),
        ("gives: Surat siap didisposisi", "gives: [Surat siap didisposisi, Tanda terima]"),
        ("needs: [Surat masuk, Disposisi]", "needs: [Surat masuk, Disposisi, Amplop]"),
    )
    assert said(found) == [
        "Langkah 3: waktu 3 menit menjadi 2 jam.",
        'Langkah 3: output ditambah "Tanda terima".',
        'Langkah 5: kelengkapan ditambah "Amplop".',
    ]
    assert said(found, Language.ENGLISH) == [
        "Step 3: time 3 menit becomes 2 jam.",
        'Step 3: output "Tanda terima" is added.',
        'Step 5: needs "Amplop" is added.',
    ]


def test_a_row_in_between_is_one_change_though_all_ids_below_it_shift() -> None:
    found = changes("surat-masuk", (LETTER_3, SCAN + LETTER_3))
    assert said(found) == ['Langkah baru 3: "Memindai surat dan lampirannya".']
    assert is_material(found[0]) == (True, Reason.CONTENT)


def test_a_row_taken_out_is_one_change() -> None:
    old, new = changed("surat-masuk", ((LETTER_3, SCAN + LETTER_3),))
    assert said(difference(new, old)) == ['Langkah 3 dihapus: "Memindai surat dan lampirannya".']


def test_a_row_reworded_below_a_new_one_is_still_the_same_row() -> None:
    found = changes(
        "surat-masuk",
        (LETTER_1, SCAN + LETTER_1),
        ("Mengajukan surat beserta lembar disposisi kepada", "Menyampaikan surat kepada"),
    )
    assert said(found) == [
        'Langkah baru 1: "Memindai surat dan lampirannya".',
        'Langkah 4 (semula 3): kegiatan "Mengajukan surat beserta lembar disposisi kepada Kepala '
        'Puskesmas" menjadi "Menyampaikan surat kepada Kepala Puskesmas".',
    ]


def test_a_row_written_anew_in_its_place_is_the_same_row() -> None:
    found = changes(
        "surat-masuk",
        ("Mengajukan surat beserta lembar disposisi kepada Kepala Puskesmas", "Menunggu"),
    )
    assert said(found) == [
        'Langkah 3: kegiatan "Mengajukan surat beserta lembar disposisi kepada Kepala Puskesmas" '
        'menjadi "Menunggu".'
    ]


def test_an_actor_with_a_new_name_is_one_change_wherever_it_works() -> None:
    found = changes(
        "surat-masuk",
        (
            "[Staf Tata Usaha, Kepala Tata Usaha, Kepala Puskesmas]",
            "[Staf Tata Usaha, Kasubag Umum, Kepala Puskesmas]",
        ),
        ("by: Kepala Tata Usaha", "by: Kasubag Umum"),
    )
    assert said(found) == ["Nama pelaksana Kepala Tata Usaha menjadi Kasubag Umum."]


def test_work_given_to_somebody_else_is_told_at_its_row() -> None:
    found = changes("surat-masuk", ("by: Kepala Tata Usaha", "by: Staf Tata Usaha"))
    assert said(found) == ["Langkah 3: pelaksana Kepala Tata Usaha menjadi Staf Tata Usaha."]


def test_columns_come_go_and_change_places() -> None:
    columns = "[Staf Tata Usaha, Kepala Tata Usaha, Kepala Puskesmas]"
    found = changes(
        "surat-masuk", (columns, "[Kepala Puskesmas, Staf Tata Usaha, Kepala Tata Usaha, Kurir]")
    )
    assert said(found) == [
        "Pelaksana baru: Kurir.",
        "Urutan kolom pelaksana menjadi Kepala Puskesmas, Staf Tata Usaha, Kepala Tata Usaha, "
        "Kurir.",
    ]
    assert [is_material(change).reason for change in found] == [Reason.CONTENT, Reason.ORDER]


def test_the_identity_part_item_by_item() -> None:
    found = changes(
        "surat-masuk",
        ("sop: Penerimaan Surat Masuk", "sop: Pengelolaan Surat Masuk"),
        ("number: 065/SOP-001/PKM/2025", "number: 065/SOP-014/PKM/2026"),
        ("  acting: Plt\n", "  name: dr. Sri Rahayu\n"),
        (
            "  - Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan\n",
            "  - Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik\n"
            "  - Undang-undang nomor 43 tahun 2009 tentang kearsipan\n",
        ),
        ("[Buku agenda, Buku ekspedisi, Lembar disposisi]", "[Lembar disposisi, Buku agenda]"),
        ("sop: surat-keluar", "sop: surat-keluar-dinas"),
    )
    assert said(found) == [
        'Nama SOP "Penerimaan Surat Masuk" menjadi "Pengelolaan Surat Masuk".',
        'Nomor "065/SOP-001/PKM/2025" menjadi "065/SOP-014/PKM/2026".',
        'Plt/Plh yang mengesahkan "Plt." dihapus.',
        'Nama yang mengesahkan diisi "dr. Sri Rahayu".',
        'Dasar hukum "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan" menjadi '
        '"Undang-undang nomor 43 tahun 2009 tentang kearsipan".',
        'Dasar hukum ditambah "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik".',
        'Keterkaitan "SOP Pengelolaan Surat Keluar" (surat-keluar) menjadi "SOP Pengelolaan Surat '
        'Keluar" (surat-keluar-dinas).',
        'Peralatan/perlengkapan "Buku ekspedisi" dihapus.',
        "Urutan peralatan/perlengkapan berubah.",
    ]
    assert [is_material(change).reason for change in found] == [
        Reason.CONTENT,
        Reason.OFFICE,
        Reason.OFFICE,
        Reason.OFFICE,
        Reason.SPELLING,
        Reason.CONTENT,
        Reason.CONTENT,
        Reason.CONTENT,
        Reason.ORDER,
    ]


def test_an_actor_that_turns_out_to_be_an_outsider() -> None:
    columns = "actors: [Staf Tata Usaha, Kepala Tata Usaha, Kepala Puskesmas]"
    outside = (
        "actors: [{name: Staf Tata Usaha, external: true}, Kepala Tata Usaha, Kepala Puskesmas]"
    )
    assert said(changes("surat-masuk", (columns, outside))) == [
        "Pelaksana Staf Tata Usaha kini pihak luar, semula pelaksana internal."
    ]


ARCHIVES = "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"


@pytest.mark.parametrize(
    ("law", "verdict_"),
    [
        ("UU No. 43/2009", (False, Reason.SAME_LAW)),
        ("Undang-undang Nomor 43 Tahun 2009 tentang Kearsipan.", (False, Reason.SPELLING)),
        ("Pasal 5 UU No. 43 Tahun 2009 tentang Kearsipan", (True, Reason.CONTENT)),
        ("Undang-Undang Nomor 44 Tahun 2009 tentang Kearsipan", (True, Reason.CONTENT)),
        ("Undang-Undang Nomor 43 Tahun 2009 tentang Rumah Sakit", (True, Reason.CONTENT)),
    ],
)
def test_a_law_cited_in_another_way(law: str, verdict_: tuple[bool, Reason]) -> None:
    (change,) = changes("surat-masuk", (f"  - {ARCHIVES}\n", f"  - {law}\n"))
    assert change.kind is ChangeKind.ITEM_CHANGED
    assert is_material(change) == verdict_


def test_branches_led_elsewhere_renamed_added_and_taken_out() -> None:
    found = changes(
        "pemeriksaan-khusus",
        ("      Ringan: konfirmasi\n", "      Ringan sekali: konfirmasi\n"),
        ("      Sedang: tim\n", ""),
        ("      Berat: gabungan\n", "      Berat: tim\n      Pidana: susun\n"),
        ("    yes: susun\n    no: kertas-kerja\n", "    yes: susun\n    no: bekal\n"),
        ("    gives: Usulan tim gabungan\n    next: konsep\n", "    gives: Usulan tim gabungan\n"),
    )
    assert said(found) == [
        'Langkah 2: nama cabang "Ringan" menjadi "Ringan sekali".',
        'Langkah 2: cabang "Berat" ke langkah 5 menjadi ke langkah 4.',
        'Langkah 2: cabang "Sedang" ke langkah 4 dihapus.',
        'Langkah 2: cabang baru "Pidana" ke langkah 13.',
        "Langkah 12: cabang Tidak ke langkah 11 menjadi ke langkah 9.",
    ]
    assert {change.group for change in found} == {Group.FLOW}


def test_the_way_of_a_process() -> None:
    found = changes(
        "pemeriksaan-khusus",
        ("gives: Jawaban pihak terlapor\n    next: susun\n", "gives: Jawaban pihak terlapor\n"),
        ("gives: Program kerja pemeriksaan\n", "gives: Program kerja pemeriksaan\n    next: end\n"),
    )
    assert said(found) == [
        "Langkah 3: alur ke langkah 13 menjadi ke langkah 4.",
        "Langkah 9: alur ke langkah 10 menjadi berakhir.",
    ]


def test_a_row_with_an_id_that_moves_takes_its_changes_along() -> None:
    text = (EXAMPLES / "pemeriksaan-khusus.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: nomor\n"), text.index("  - id: sahkan\n")
    row = text[start:end].replace("30 menit", "1 jam")
    moved = text[:start] + text[end:]
    place = moved.index("  - id: awal\n")
    new = moved[:place] + row + moved[place:]
    found = difference(yaml.read(text.encode()).sop, yaml.read(new.encode()).sop)
    assert said(found) == [
        "Langkah 7 pindah ke 9.",
        "Langkah 9 (semula 7): waktu 30 menit menjadi 1 jam.",
    ]


def test_a_chain_of_symbols_names_the_one_that_changed() -> None:
    found = changes("pemeriksaan-khusus", ("by: [Sekretaris, Inspektur]", "by: [Irban, Inspektur]"))
    assert said(found) == ["Langkah 8, simbol 1: pelaksana Sekretaris menjadi Irban."]
    longer = changes(
        "pemeriksaan-khusus",
        ("by: [Sekretaris, Inspektur]", "by: [Irban, Sekretaris, Inspektur]"),
    )
    assert said(longer) == ["Langkah 8: simbol baru untuk Irban."]


def test_an_activity_that_becomes_a_question() -> None:
    found = changes(
        "surat-masuk",
        ("do: Mengajukan surat beserta", "ask: Apakah Anda mengajukan surat beserta"),
        ("gives: Surat siap didisposisi\n", "gives: Surat siap didisposisi\n    no: 1\n"),
    )
    assert said(found) == [
        'Langkah 3: kegiatan "Mengajukan surat beserta lembar disposisi kepada Kepala Puskesmas" '
        'menjadi "Apakah Anda mengajukan surat beserta lembar disposisi kepada Kepala Puskesmas".',
        "Langkah 3: simbol kegiatan menjadi keputusan.",
        "Langkah 3: cabang baru Ya ke langkah 4.",
        "Langkah 3: cabang baru Tidak ke langkah 1.",
    ]


def test_yes_written_as_ya_is_no_change() -> None:
    written = "    branches:\n      Ya: susun\n      Tidak: kertas-kerja\n"
    edit = ("    yes: susun\n    no: kertas-kerja\n", written)
    assert changes("pemeriksaan-khusus", edit) == ()


EDITORIAL: dict[str, tuple[tuple[str, str], Reason]] = {
    "capitals and a point": (
        ("do: Menindaklanjuti arahan sampai ke", "do: menindaklanjuti Arahan, sampai ke"),
        Reason.SPELLING,
    ),
    "an old spelling": (
        ("Buku agenda surat masuk", "Buku agenda, surat masuk."),
        Reason.SPELLING,
    ),
    "the same time": (("time: 10 menit", "time: sepuluh menit"), Reason.SAME_TIME),
    "another number": (("number: 065/SOP-001/PKM/2025", "number: 065/1/PKM/2026"), Reason.OFFICE),
    "in force later": (("effective: 10 Februari 2025", "effective: 1 Maret 2025"), Reason.OFFICE),
}

MATERIAL: dict[str, tuple[str, str]] = {
    "one word": ("Menindaklanjuti arahan", "Menindaklanjuti sebagian arahan"),
    "not": ("membubuhkan paraf", "tidak membubuhkan paraf"),
    "a number": ("Tahun 2009 tentang", "Tahun 2010 tentang"),
    "a time": ("time: 10 menit", "time: 10 jam"),
    "a longest time": ("time: 10 menit", "time: paling lama 10 menit"),
    "who approves": ("position: Kepala UPTD Puskesmas", "position: Kepala Dinas Kesehatan"),
    "the scope": ("scope: micro", "scope: macro"),
    "the key": ("id: surat-masuk", "id: surat_masuk"),
}


@pytest.mark.parametrize("name", EDITORIAL)
def test_editorial(name: str) -> None:
    edit, reason = EDITORIAL[name]
    (change,) = changes("surat-masuk", edit)
    assert is_material(change) == (False, reason)
    assert verdict([change]) == (False, reason)


@pytest.mark.parametrize("name", MATERIAL)
def test_material(name: str) -> None:
    (change,) = changes("surat-masuk", MATERIAL[name])
    assert is_material(change) == (True, Reason.CONTENT)


def test_one_material_change_makes_all_of_them_material() -> None:
    found = changes(
        "surat-masuk",
        ("effective: 10 Februari 2025", "effective: 1 Maret 2025"),
        ("time: 10 menit", "time: 1 jam"),
    )
    assert verdict(found) == (True, Reason.CONTENT)


@pytest.mark.parametrize("language", Language)
def test_every_kind_field_group_and_reason_has_words(language: Language) -> None:
    assert set(SENTENCES) == set(ChangeKind)
    assert set(GROUPS) == set(Group)
    assert set(REASONS) == set(Reason)
    for words in (*GROUPS.values(), *REASONS.values(), *FIELD_NAMES.values()):
        assert words.say(language)
