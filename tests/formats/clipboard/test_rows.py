"""Rows are recognised in every layout, and nothing that was filled is lost."""

from __future__ import annotations

import time
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.formats.clipboard import (
    Cell,
    Column,
    Pasted,
    PastedRow,
    Table,
    cells,
    rows,
    to_sop_steps,
)
from sopan.formats.clipboard.marks import is_mark
from sopan.formats.clipboard.table import PICTURE
from sopan.sop.findings import Language
from sopan.sop.model import Kind

OFFICIAL = """\
No\tKegiatan\tPelaksana\t\t\tMutu Baku\t\t\tKeterangan
\t\tPemohon\tStaf\tKasubag Umum\tKelengkapan\tWaktu\tOutput\t
1\t2\t3\t4\t5\t6\t7\t8\t9
1\tMenyerahkan surat\tv\t\t\tSurat\t5 menit\tSurat diterima\t
2\tApakah surat lengkap?\t\t●\t\tSurat\t10 menit\tSurat lengkap\tYa ke 3, Tidak ke 1
3\tMendisposisi surat\t\t2\t1\tSurat\t1 jam\tDisposisi\tRangkap 2
"""


def pasted(text: str, html: str = "") -> Pasted:
    return rows(cells(text, html))


def said(found: Pasted) -> list[tuple[int, str]]:
    return [(problem.row, problem.say(Language.INDONESIAN)) for problem in found.problems]


def row(found: Pasted, place: int = 0) -> PastedRow:
    return found.rows[place]


# The official form


def test_the_official_form_is_read_from_plain_text() -> None:
    found = pasted(OFFICIAL)
    assert found.has_headings
    assert found.actors == ("Pemohon", "Staf", "Kasubag Umum")
    assert [r.text for r in found.rows] == [
        "Menyerahkan surat",
        "Apakah surat lengkap?",
        "Mendisposisi surat",
    ]
    assert [r.actors for r in found.rows] == [
        (("Pemohon",),),
        (("Staf",),),
        (("Kasubag Umum",), ("Staf",)),
    ]
    assert row(found, 1).goes_to == "Ya 3 · Tidak 1"
    assert row(found, 1).note == ""
    assert row(found, 2).note == "Rangkap 2"
    assert found.problems == ()


@pytest.mark.parametrize("mark", ["v", "V", "x", "✓", "√", "●", "■", "1", "\uf0fc", PICTURE, "ü"])
def test_any_mark_places_the_symbol(mark: str) -> None:
    found = pasted(f"No\tKegiatan\tStaf\tKabag\n1\tMemeriksa berkas\t\t{mark}")
    assert row(found).actors == (("Kabag",),)
    assert found.problems == ()


def test_a_text_as_a_mark_is_used_and_told() -> None:
    found = pasted("No\tKegiatan\tStaf\tKabag\n1\tMemeriksa berkas\t\tmemaraf")
    assert row(found).actors == (("Kabag",),)
    assert said(found) == [
        (
            2,
            'Tulisan "memaraf" di kolom Kabag dianggap tanda bahwa Kabag mengerjakan langkah ini.',
        )
    ]


def test_several_marks_are_a_chain_from_left_to_right() -> None:
    found = pasted("Kegiatan\tStaf\tKasubag\tKabag\tOutput\nMeneruskan surat\tv\tv\tv\tSurat")
    assert row(found).actors == (("Staf",), ("Kasubag",), ("Kabag",))


def test_a_diamond_as_a_mark_makes_a_decision() -> None:
    assert row(pasted("No\tKegiatan\tStaf\n1\tMemeriksa berkas\t◇")).asks


def test_headings_on_three_lines_and_merged_cells_are_read() -> None:
    head = (
        "<tr><td rowspan=3>NO.</td><td rowspan=3>URAIAN KEGIATAN</td><td colspan=2>PELAKSANA</td>"
        "<td colspan=3>MUTU BAKU</td><td rowspan=3>KET.</td></tr>"
        "<tr><td colspan=2>Bagian Umum</td><td rowspan=2>Persyaratan/<br>Perlengkapan</td>"
        "<td rowspan=2>Waktu (menit)</td><td rowspan=2>Out put</td></tr>"
        "<tr><td>Staf</td><td>Kasubag<br>Umum</td></tr>"
    )
    body = "<tr><td>1.<td>Menerima surat<td>v<td><td>Surat<td>15<td>Agenda<td>"
    found = pasted("", f"<table>{head}{body}</table>")
    assert found.actors == ("Staf", "Kasubag Umum")
    assert row(found) == PastedRow(
        row=4,
        text="Menerima surat",
        number="1",
        actors=(("Staf",),),
        needs="Surat",
        time="15 menit",
        gives="Agenda",
    )
    assert said(found) == [(2, 'Judul "Bagian Umum" tidak dipakai.')]


def test_headings_repeated_on_the_next_page_are_left_out() -> None:
    found = pasted(OFFICIAL + OFFICIAL)
    assert [r.text for r in found.rows] == [r.text for r in pasted(OFFICIAL).rows] * 2
    assert found.problems == ()


def test_what_stands_above_the_headings_is_told() -> None:
    found = pasted(f"SOP Surat Masuk\nNomor 065\n\n{OFFICIAL}")
    assert said(found) == [
        (1, 'Di atas judul kolom ada tulisan "SOP Surat Masuk". Tulisan itu tidak dipakai.'),
        (2, 'Di atas judul kolom ada tulisan "Nomor 065". Tulisan itu tidak dipakai.'),
    ]
    assert len(found.rows) == 3


# Columns


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        *(("No.", "number"), ("NOMOR", "number"), ("Aktifitas", "text"), ("AKTOR", "actors")),
        *(("Langkah-langkah", "text"), ("Uraian Prosedur", "text"), ("Kelengkapan", "needs")),
        *(("Persyaratan / Perlengkapan", "needs"), ("Waktu\n(menit)", "time"), ("Ket", "note")),
        *(("Keluaran", "gives"), ("Output/Hasil", "gives"), ("Keterangan", "note")),
        ("Lanjut ke", "goes_to"),
        ("Dasar Hukum", "unknown"),
    ],
)
def test_headings_are_known_in_many_spellings(heading: str, column: str) -> None:
    table = Table(
        ((Cell("Kegiatan"), Cell("Hasil"), Cell(heading)), (Cell("a"), Cell("b"), Cell("sesuatu")))
    )
    assert rows(table).columns[2] == column


def test_an_unknown_column_is_told_with_what_it_holds() -> None:
    found = pasted("No\tKegiatan\tDasar Hukum\n1\tMenerima surat\tUU 43/2009")
    assert [r for r, _ in said(found)] == [0, 2]
    assert 'Isi "UU 43/2009" di kolom "Dasar Hukum" tidak punya tempat' in said(found)[1][1]


def test_columns_without_headings_are_known_by_what_they_hold() -> None:
    found = pasted(
        "1\tMenerima surat masuk\tStaf\tSurat\t5 menit\tAgenda\n"
        "2\tApakah surat lengkap?\tKasubag Umum\tSurat\t1 jam\tSurat lengkap\n"
        "3\tMendisposisi surat\tKabag\tSurat\t1 hari\tDisposisi"
    )
    assert not found.has_headings
    assert found.columns == (
        *(Column.NUMBER, Column.TEXT, Column.ACTORS),
        *(Column.NEEDS, Column.TIME, Column.GIVES),
    )


def test_marks_without_headings_give_actors_to_be_named() -> None:
    found = pasted("1\tMenerima surat\tv\t\t5 menit\n2\tMemeriksa surat\t\tv\t1 jam")
    assert found.actors == ("Pelaksana 1", "Pelaksana 2")
    assert "Nama pelaksana tidak ikut tersalin" in said(found)[0][1]


def test_lines_of_text_alone_are_activities() -> None:
    found = pasted("Menerima surat\nMencatat surat")
    assert [r.text for r in found.rows] == ["Menerima surat", "Mencatat surat"]


@pytest.mark.parametrize(
    ("cell", "actors"),
    [
        ("Staf", [["Staf"]]),
        ("Staf, Kasubag Umum", [["Staf"], ["Kasubag Umum"]]),
        ("Kasubag Umum dan Kepegawaian", [["Kasubag Umum dan Kepegawaian"]]),
        ("Staf dan Kasubag Umum", [["Staf", "Kasubag Umum"]]),
        ("Staf + Kasubag", [["Staf", "Kasubag"]]),
        ("Staf → Kasubag > Kabag", [["Staf"], ["Kasubag"], ["Kabag"]]),
        ("1. Staf; 2. Kasubag", [["Staf"], ["Kasubag"]]),
        ("PA/KPA", [["PA/KPA"]]),
        ("Kepala Subbagian Perencanaan, Evaluasi, dan Pelaporan", None),
    ],
)
def test_a_cell_may_name_several_actors(cell: str, actors: list[list[str]] | None) -> None:
    found = pasted(f"Kegiatan\tPelaksana\tWaktu\nMemeriksa berkas\t{cell}\t1 jam")
    assert [list(names) for names in row(found).actors] == (actors or [[cell]])


def test_known_names_are_not_taken_apart_and_keep_their_spelling() -> None:
    table = cells("Kegiatan\tPelaksana\nMemeriksa\tstaf dan kasubag")
    assert rows(table, ["Staf dan Kasubag"]).rows[0].actors == (("Staf dan Kasubag",),)


def test_a_column_headed_by_a_position_may_hold_names() -> None:
    found = pasted("No\tUraian\tPetugas\n1\tMenerima surat\tStaf\n2\tMemaraf\tKabag Umum")
    assert [r.actors for r in found.rows] == [(("Staf",),), (("Kabag Umum",),)]


def test_marks_below_one_heading_pelaksana_are_actors_to_be_named() -> None:
    found = pasted("No\tKegiatan\tPelaksana\tPelaksana\n1\tMenerima\tv\t\n2\tMencatat\t\tv")
    assert found.actors == ("Pelaksana 1", "Pelaksana 2")


def test_a_column_langkah_of_numbers_numbers_the_rows() -> None:
    found = pasted("Langkah\tKegiatan\tPelaksana\n1\tMenerima\tStaf\n2\tMencatat\tStaf")
    assert [(r.number, r.text) for r in found.rows] == [("1", "Menerima"), ("2", "Mencatat")]


def test_a_numbered_list_of_sentences_gives_numbers_and_actors() -> None:
    found = pasted("1. Staf menerima surat\n2. Surat dicatat oleh Kabag Umum\n3. Mengirim surat")
    assert [(r.number, r.text, r.actors) for r in found.rows] == [
        ("1", "Menerima surat", (("Staf",),)),
        ("2", "Mencatat surat", (("Kabag Umum",),)),
        ("3", "Mengirim surat", ()),
    ]
    assert said(found) == [
        (2, 'Kalimat "Surat dicatat oleh Kabag Umum" diubah menjadi kalimat aktif.')
    ]


def test_a_sum_below_the_rows_is_no_step() -> None:
    found = pasted("No\tKegiatan\tWaktu\n1\tMenerima surat\t5 menit\n\tTotal\t5 menit")
    assert len(found.rows) == 1
    assert [text[:7] for _, text in said(found)] == ['"Total"', '"5 meni']


# Rows


def test_rows_without_an_activity_continue_the_step_above() -> None:
    found = pasted(
        "No\tKegiatan\tStaf\tKabag\tKelengkapan\tOutput\n"
        "1\tMemeriksa surat\tv\t\tSurat\tAgenda\n"
        "\t\t\tv\tDisposisi\t\n"
        "2\tMengirim surat\tv\t\tSurat\tResi"
    )
    assert row(found).needs == "Surat\nDisposisi"
    assert row(found).actors == (("Staf",), ("Kabag",))
    assert len(found.rows) == 2


def test_merged_activities_continue_and_merged_actors_are_shared() -> None:
    found = pasted(
        "",
        "<table><tr><td>No<td>Kegiatan<td>Pelaksana<td>Kelengkapan"
        "<tr><td rowspan=2>1<td rowspan=2>Memeriksa surat<td rowspan=3>Staf<td>Surat"
        "<tr><td>Disposisi<tr><td>2<td>Mengirim surat<td>Resi</table>",
    )
    assert [(r.text, r.needs, r.actors) for r in found.rows] == [
        ("Memeriksa surat", "Surat\nDisposisi", (("Staf",),)),
        ("Mengirim surat", "Resi", (("Staf",),)),
    ]


def test_empty_rows_are_nothing() -> None:
    assert len(pasted(OFFICIAL.replace("\n2\t", "\n\t\t\n\n2\t")).rows) == 3


def test_headings_of_parts_are_told() -> None:
    found = pasted(
        "",
        "<table><tr><td>No<td>Kegiatan<td>Staf<td>Output"
        "<tr><td colspan=4>A. Persiapan<tr><td>1<td>Memeriksa surat<td>v<td>Agenda</table>",
    )
    assert len(found.rows) == 1
    assert said(found)[0][1].startswith('"A. Persiapan" dianggap judul bagian atau jumlah')


def test_a_way_that_cannot_be_read_stays_and_is_told() -> None:
    found = pasted("Kegiatan\tLanjut ke\nMemeriksa surat\tlihat bagan")
    assert row(found).goes_to == "lihat bagan"
    assert 'Tujuan "lihat bagan" tidak terbaca' in said(found)[0][1]


def test_texts_that_are_too_long_are_cut_and_told() -> None:
    found = pasted(f"Kegiatan\tOutput\nMemeriksa {'a' * 5000}\tSurat")
    assert len(row(found).text) == 5000
    assert said(found)[0][1].endswith('tidak dipakai: "aaaaaaaaaa".')


def test_removed_characters_hidden_cells_and_texts_outside_are_told() -> None:
    html = "<p>Lampiran</p><table><tr><td>Kegiatan<td>Hasil<tr><td>Me\0meriksa<td>a<td hidden>b"
    assert [text for _, text in said(pasted("", html))] == [
        'Di luar tabel ada tulisan "Lampiran". Tulisan itu tidak dipakai.',
        "1 karakter yang tidak dapat dicetak dihapus.",
        "1 sel tersembunyi tidak ditempel.",
    ]


# Nothing is lost

_words = st.integers(0, 10**6).map(lambda n: f"kata{n}")
_contents = st.one_of(
    st.just(""),
    st.sampled_from(("v", "x", "1", "2", "●", "5 menit", "1 jam", "Ya ke 1, Tidak ke 2", "3")),
    st.sampled_from(("Staf", "Kasubag Umum, Kabag", "A. Bagian", "Selesai", "Mutu Baku")),
    st.sampled_from(("No", "Kegiatan", "Pelaksana", "Waktu (menit)", "Output", "Ket", "Lanjut ke")),
    _words,
    _words.map(lambda word: f"Menerima {word}\nbaris {word}"),
    _words.map(lambda word: f"Apakah {word}?"),
)
_cells = st.builds(Cell, _contents) | st.builds(
    Cell, st.just(""), above=st.booleans(), left=st.booleans()
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 6))
    row = st.lists(_cells, min_size=width, max_size=width).map(tuple)
    body = draw(st.lists(row, max_size=7))
    head = draw(st.none() | st.permutations([*Column][:7]).map(lambda c: c[:width]))
    names = {"number": "No", "text": "Kegiatan", "actors": "Pelaksana", "mark": "Staf"}
    heading = [Cell(names.get(column, column)) for column in head or ()]
    padded = (*heading, *(Cell() for _ in range(width - len(heading))))
    return Table(tuple([padded] * bool(head) + body))


@given(_tables())
@settings(max_examples=400, deadline=None)
def test_every_filled_cell_is_used_or_told(table: Table) -> None:
    found = rows(table)
    whole = _everything(found).replace(" ", "")
    for line in table.rows:
        for cell in line:
            for word in cell.text.split():
                assert word.strip(".?,:;)(") in whole or is_mark(word) or word in _HEADINGS, word


def _everything(found: Pasted) -> str:
    """All texts of the result."""
    texts = [
        text
        for r in found.rows
        for text in (r.text, r.number, r.needs, r.time, r.gives, r.note, r.goes_to, str(r.actors))
    ]
    return " ".join([*texts, *found.actors, *(problem.text for problem in found.problems)])


_HEADINGS = {
    *("No", "Kegiatan", "Pelaksana", "Waktu", "(menit)", "Output", "Ket", "Lanjut", "ke"),
    *("Mutu", "Baku", "note", "needs", "time", "gives"),
}


# Steps


def test_rows_become_steps_with_fresh_ids_and_arrows_to_the_next() -> None:
    made = to_sop_steps(pasted(OFFICIAL), (f"k{n}" for n in count(7)))
    assert [step.id for step in made.steps] == ["k7", "k8", "k9"]
    first, ask, last = (step.symbols for step in made.steps)
    assert [flow.target for flow in first[0].flows] == ["k8.1"]
    assert ask[0].kind is Kind.DECISION
    assert [(flow.label, flow.target) for flow in ask[0].flows] == [
        ("yes", "k9.1"),
        ("no", "k7.1"),
    ]
    assert [symbol.id for symbol in last] == ["k9.1", "k9.2"]
    assert [actor.external for actor in made.actors] == [True, False, False]
    assert made.problems == ()


def flows(text: str) -> list[list[str]]:
    """The arrows of each last symbol as "label target", targets by row."""
    made = to_sop_steps(pasted(text), (f"k{n}" for n in count(1)))
    return [
        [f"{f.label} {f.target[1:-2]}".strip() for f in step.symbols[-1].flows]
        for step in made.steps
    ]


def problems(text: str) -> list[str]:
    found = to_sop_steps(pasted(text), (f"k{n}" for n in count(1))).problems
    return [problem.say(Language.INDONESIAN) for problem in found]


HEAD = "Kegiatan\tPelaksana\tLanjut ke\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\tStaf\t\nb\tStaf\t", [["2"], []]),
        ("a\tStaf\tselesai\nb\tStaf\t", [[], []]),
        ("a\tStaf\t2, 3\nb\tStaf\t3\nc\tStaf\t", [["2", "3"], ["3"], []]),
        ("a\tStaf\t\nb?\tStaf\tTidak 1\nc\tStaf\t", [["2"], ["yes 3", "no 1"], []]),
        ("a\tStaf\t\nb?\tStaf\t3, 1\nc\tStaf\t", [["2"], ["yes 3", "no 1"], []]),
        ("a\tStaf\t\nb?\tStaf\t1\nc\tStaf\t", [["2"], ["yes 3", "no 1"], []]),
        ("a\tStaf\t\nb?\tStaf\t\nc\tStaf\t", [["2"], ["yes 3", "no 1"], []]),
        ("a\tStaf\t\nb\tStaf\tTidak 1 Ya 3\nc\tStaf\t", [["2"], ["yes 3", "no 1"], []]),
        (
            "a\tStaf\tRingan 2 · Sedang 3 · Berat 3\nb\tStaf\t\nc\tStaf\t",
            [["Ringan 2", "Sedang 3", "Berat 3"], ["3"], []],
        ),
    ],
)
def test_ways_become_arrows(body: str, expected: list[list[str]]) -> None:
    assert flows(HEAD + body) == expected


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("a\tStaf\t9\nb\tStaf\t", 'Tujuan "9" tidak ada'),
        ("a?\tStaf\tYa 2 Tidak 9\nb\tStaf\t", 'Tujuan "Tidak 9" tidak ada'),
        ("a?\tStaf\tYa 2 Tidak selesai\nb\tStaf\t\nc\tStaf\t", "tidak dapat langsung selesai"),
        ("a\tStaf\t\nb?\tStaf\t\nc\tStaf\t", "kembali ke langkah sebelumnya"),
        ("a?\tStaf\t\nb\tStaf\t", "belum dapat menjadi keputusan"),
        ("a\t\t\nb\tStaf\t", "belum mempunyai pelaksana"),
    ],
)
def test_what_had_to_be_assumed_is_told(body: str, words: str) -> None:
    found = problems(HEAD + body)
    assert [text for text in found if words in text], found


def test_a_number_means_the_column_no_and_not_the_place() -> None:
    text = "No\tKegiatan\tLanjut ke\n11\tMenerima\t\n12\tMencatat\t11\n13\tMengirim\t"
    assert flows(text) == [["2"], ["1"], []]


def test_lists_in_cells_become_entries_without_bullets() -> None:
    made = to_sop_steps(
        pasted('Kegiatan\tKelengkapan\nMenerima\t"1. Surat\n- Agenda\nKTP"'), iter(["a"])
    )
    assert made.steps[0].needs == ("Surat", "Agenda", "KTP")


@given(_tables())
@settings(deadline=None)
def test_the_steps_of_any_table_lead_only_to_each_other(table: Table) -> None:
    made = to_sop_steps(rows(table), (f"k{n}" for n in count(1)))
    symbols = {symbol.id: symbol for step in made.steps for symbol in step.symbols}
    for symbol in symbols.values():
        assert {flow.target for flow in symbol.flows} <= set(symbols)
        assert symbol.kind is Kind.PROCESS or len(symbol.flows) > 1


# As much as may be pasted

LONGEST = 20.0
"""Seconds, on a busy machine; it takes about two."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\t".join(f"kata lain {r} {c}" for c in range(60)) for r in range(2000)),
        "No\tKegiatan\tPelaksana\n" + "\n".join(f"{n}\tMemeriksa\tStaf" for n in range(1999)),
        "Kegiatan\tLanjut ke\n" + "\n".join("a?\t" + "Ya ke 5, " * 20 for _ in range(1999)),
        "Kegiatan\tPelaksana\nMemeriksa\t" + "Staf dan " * 500_000,
        "\n".join("Staf menerima, lalu " * 1000 for _ in range(249)),
    ],
    ids=["full", "rows", "ways", "names", "sentences"],
)
def test_the_most_that_may_be_pasted_is_read_in_time(text: str) -> None:
    begin = time.perf_counter()
    found = pasted(text)
    to_sop_steps(found, (f"k{n}" for n in count(1)))
    assert found.rows
    assert time.perf_counter() - begin < LONGEST
