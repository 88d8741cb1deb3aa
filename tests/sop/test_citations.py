"""Laws as people write them: the same law is one, and the official spelling is the annex's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.formats import yaml
from sopan.sop import issuers
from sopan.sop.citations import Citation, of_region, read, short, write

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))

FULL = {
    "UU 43/2009": "Undang-Undang Nomor 43 Tahun 2009",
    "Perpu 1/2022": "Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2022",
    "PP 60/2008": "Peraturan Pemerintah Nomor 60 Tahun 2008",
    "Permendagri 1/2023": "Peraturan Menteri Dalam Negeri Nomor 1 Tahun 2023",
    "PermenPANRB 35/2012": (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi "
        "Nomor 35 Tahun 2012"
    ),
    "Perwali Banjarmasin 5/2020": "Peraturan Wali Kota Banjarmasin Nomor 5 Tahun 2020",
    "Perda Kota Banjarmasin 3/2019": "Peraturan Daerah Kota Banjarmasin Nomor 3 Tahun 2019",
    "UUD 1945": "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945",
    "Permenkeu 78/PMK.02/2019": "Peraturan Menteri Keuangan Nomor 78/PMK.02/2019",
}


@pytest.mark.parametrize(("known_as", "official"), FULL.items())
def test_the_everyday_name_and_the_official_one_lead_to_each_other(
    known_as: str, official: str
) -> None:
    law = read(known_as)
    assert law and write(law) == official
    assert read(official) == law and short(law) == known_as


@pytest.mark.parametrize(
    "ways",
    [
        (
            "UU No. 43 Thn 2009",
            "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
            "UU 43/2009",
            "1. UU RI Nomor 43/2009",
            "a. Undang undang Republik Indonesia No.43 Th. 2009;",
            "U.U. No 43 tahun 2009 ttg Kearsipan",
            "UNDANG - UNDANG NOMOR : 43 TAHUN 2009 TENTANG KEARSIPAN",
        ),
        (
            "PermenPANRB 35/2012",
            "Peraturan Menteri PANRB Nomor 35 Tahun 2012",
            "PermenPAN-RB No 35 Th 2012",
            "Permenpan & RB No.35 Th.2012",
            "Permen PAN dan RB Nomor 35 Tahun 2012",
            "Peraturan Menpan RB Nomor 35 Tahun 2012",
            "Peraturan Menteri Negara Pendayagunaan Aparatur Negara dan Reformasi Birokrasi "
            "Republik Indonesia Nomor 35 Tahun 2012",
        ),
        (
            "Perwali Banjarmasin No. 5 Tahun 2020",
            "PERATURAN WALIKOTA BANJARMASIN NOMOR 5 TAHUN 2020",
            "Peraturan Wali Kota Banjarmasin Nomor 5 Tahun 2020",
            "Perwal Kota Banjarmasin 5/2020",
        ),
        (
            "Peraturan Daerah Kabupaten Banjar Nomor 3 Tahun 2019",
            "Perda Kab. Banjar No 03 Tahun 2019",
            "PERDA KABUPATEN BANJAR 3/2019",
        ),
        (
            "Keputusan Sekretaris Daerah Kota Banjarmasin Nomor 188.44/12/2021",
            "Keputusan Sekda Kota Banjarmasin No. 188.44 / 12 Tahun 2021",
            "SK Sekda Kota Banjarmasin 188.44/12/2021",
        ),
        (
            "Peraturan Badan Kepegawaian Negara Nomor 24 Tahun 2017",
            "Perka BKN No. 24 Tahun 2017",
            "Peraturan Kepala BKN 24/2017",
        ),
        ("Perlem LKPP 12/2021", "Peraturan LKPP Nomor 12 Tahun 2021"),
        ("SE Menpan RB No 15/2022", "Surat Edaran Menteri PANRB Nomor 15 Tahun 2022"),
        ("PER/21/M.PAN/11/2008", "Peraturan Menpan Nomor PER/21/M.PAN/11/2008"),
        ("Kepmendagri 050-5889 Tahun 2021", "Keputusan Mendagri Nomor 050-5889 Tahun 2021"),
        ("UUD 1945", "UUD NRI Tahun 1945", "Pasal 18 ayat (6) UUD 1945"),
        ("TAP MPR No. XI/MPR/1998", "Ketetapan MPR RI Nomor XI/MPR/1998"),
        ("PMK 78/PMK.02/2019", "Peraturan Menteri Keuangan RI No. 78/PMK.02/2019"),
    ],
)
def test_ways_of_writing_one_law_have_one_key(ways: tuple[str, ...]) -> None:
    laws = [read(way) for way in ways]
    assert None not in laws
    assert len({law.key for law in laws if law}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UU 43/2009", "UU 43/2010"),
        ("UU 1/2022", "Perpu 1/2022"),
        ("Perda Kota Banjarmasin 1/2020", "Perda Kota Yogyakarta 1/2020"),
        ("Perwali Banjarmasin 1/2020", "Kepwali Banjarmasin 1/2020"),
        ("Perbup Banjar 1/2020", "Perbup Barito Kuala 1/2020"),
        ("Permenkes 1/2020", "Permendagri 1/2020"),
    ],
)
def test_different_laws_have_different_keys(one: str, other: str) -> None:
    first, second = read(one), read(other)
    assert first and second and first.key != second.key


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "Standar Akuntansi Pemerintahan", "UU Nomor 43", "Perda tahun 2020"),
        "Peraturan Wali Kota tentang perubahan UU 32/2004",
        "Peraturan Pemerintah",
        "Nomor 43 Tahun 2009",
        "UU " + "1-" * 800,
        "UU " * 600,
    ],
)
def test_what_names_no_law_is_not_read(text: str) -> None:
    assert read(text) is None


def test_article_title_gazette_and_the_last_change_are_kept() -> None:
    law = read(
        "Pasal 4 ayat (2) huruf a Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah "
        "(Lembaran Negara Republik Indonesia Tahun 2014 Nomor 244) sebagaimana telah beberapa "
        "kali diubah, terakhir dengan UU No. 9 Tahun 2015"
    )
    assert law is not None
    assert law.article == "4 ayat (2) huruf a"
    assert law.title == "Pemerintahan Daerah"
    assert law.gazette == "Lembaran Negara Republik Indonesia Tahun 2014 Nomor 244"
    assert law.amended_by == Citation("UU", "9", 2015) and law.amended_often


@pytest.mark.parametrize(
    "text", ["PP 60/2008 pasal 18", "PP 60/2008, Pasal 18", "Ps. 18 PP 60/2008"]
)
def test_an_article_may_stand_before_or_behind(text: str) -> None:
    assert read(text) == Citation("PP", "60", 2008, article="18")


@pytest.mark.parametrize(
    ("text", "note", "title"),
    [
        ("Perpres RI No. 54 Tahun 2010 beserta perubahannya", "beserta perubahannya", ""),
        ("UU 43/2009 dan PP 28/2012 tentang Kearsipan", "dan PP 28/2012", "Kearsipan"),
        ("Perda No. 3 Tahun 2019, Kota Banjarmasin.", "Kota Banjarmasin", ""),
        ("UU 43/2009 - tentang Kearsipan", "", "Kearsipan"),
        (
            "UU 1/2020 tentang X sebagaimana telah diubah dengan itu",
            "",
            "X sebagaimana telah diubah dengan itu",
        ),
    ],
)
def test_what_stands_behind_the_number_is_not_lost(text: str, note: str, title: str) -> None:
    law = read(text)
    assert law and (law.note, law.title) == (note, title)
    assert read(write(law)) == law


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Perwali 5/2020", "Perwali Banjarmasin 5/2020"),
        ("Perda No 3 Tahun 2019", "Perda Kota Banjarmasin 3/2019"),
        ("Keputusan Sekda No 188/1/2020", "Keputusan Sekda Kota Banjarmasin 188/1/2020"),
        ("Perwali Yogyakarta 5/2020", "Perwali Yogyakarta 5/2020"),
        ("UU 43/2009", "UU 43/2009"),
        ("Permendagri 1/2023", "Permendagri 1/2023"),
    ],
)
def test_a_law_that_names_no_region_is_of_the_government_that_cites_it(
    text: str, whole: str
) -> None:
    law, expected = read(text), read(whole)
    assert law and of_region(law, "Kota Banjarmasin") == expected


def test_laws_stand_in_the_order_of_the_hierarchy_then_by_year() -> None:
    right = [
        "UUD 1945",
        "UU 43/2009",
        "UU 23/2014",
        "PP 60/2008",
        "Perpres 16/2018",
        "PermenPANRB 35/2012",
        "Permendagri 1/2023",
        "Kepmendagri 050-5889 Tahun 2021",
        "Perda Provinsi Kalimantan Selatan 1/2020",
        "Pergub Kalimantan Selatan 1/2020",
        "Perda Kota Banjarmasin 1/2005",
        "Perwali Banjarmasin 2/2020",
        "Perwali Banjarmasin 10/2020",
        "Kepwali Banjarmasin 1/2019",
        "Keputusan Sekda Kota Banjarmasin 1/2019",
        "SE Mendagri 1/2019",
    ]
    laws = [law for law in map(read, reversed(right)) if law]
    assert [short(law) for law in sorted(laws, key=lambda law: law.sort_key)] == [
        short(law) for law in map(read, right) if law
    ]


def test_every_law_of_the_examples_is_read_and_written_the_same() -> None:
    laws = [law for path in EXAMPLES if path.name != "profile.yaml" for law in _laws(path)]
    assert len(laws) > 60
    for text in laws:
        law = read(text)
        assert law and write(law) == text


def _laws(path: Path) -> tuple[str, ...]:
    sop = yaml.read(path.read_bytes()).sop
    assert sop
    return sop.laws


# Every citation that can be written

_PLACES = st.sampled_from(["Banjarmasin", "Hulu Sungai Utara", "Banyumas", "Kepulauan Sula"])
_ISSUERS = st.one_of(
    st.sampled_from(issuers.MINISTRIES).map(lambda body: f"Menteri {body.name}"),
    st.sampled_from(issuers.BODIES).map(lambda body: body.name),
    st.sampled_from(issuers.BODIES).map(lambda body: f"Kepala {body.name}"),
    _PLACES.map(lambda place: f"Wali Kota {place}"),
    _PLACES.map(lambda place: f"Bupati {place}"),
    _PLACES.map(lambda place: f"Sekretaris Daerah Kabupaten {place}"),
)
_REGIONS = st.one_of(
    _PLACES.map(lambda place: f"Kota {place}"), _PLACES.map(lambda place: f"Provinsi {place}")
)
_TITLES = st.lists(
    st.sampled_from(["tata naskah", "dinas", "di", "UU 5/2014", "dan", "(pusat),", "BUMD"])
).map(" ".join)
_NUMBERS = st.one_of(
    st.integers(1, 9999).map(str),
    st.integers(1, 99).map(lambda number: f"{number}A"),
    st.integers(1, 999).map(lambda number: f"188.45/{number}/KUM/2019"),
)


@st.composite
def _citations(draw: st.DrawFn, depth: int = 1) -> Citation:
    kind = draw(st.sampled_from(issuers.KINDS))
    issuer = ""
    if kind.has_issuer:
        issuer = draw(_REGIONS if kind.key in ("Perda", "Qanun", "Perdes") else _ISSUERS)
    is_first = kind.key == "UUD"
    by = draw(st.none() | _citations(depth=0)) if depth and not is_first else None
    return Citation(
        kind.key,
        "" if is_first else draw(_NUMBERS),
        1945 if is_first else draw(st.integers(1945, 2099)),
        issuer,
        "" if is_first else draw(_TITLES).strip(" ,"),
        draw(st.sampled_from(["", "18", "18B ayat (2)", "4 ayat (1) huruf a angka 2"])),
        amended_by=by,
        amended_often=by is not None and draw(st.booleans()),
    )


@given(_citations())
def test_what_is_written_is_read_the_same(law: Citation) -> None:
    assert read(write(law)) == law


@given(_citations())
def test_the_everyday_name_has_the_same_key(law: Citation) -> None:
    again = read(short(law))
    assert again and again.key == law.key


@given(_citations(), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_spaces_do_not_matter(law: Citation, changed: Callable[[str], str]) -> None:
    again = read(changed(write(law)).replace(" ", "  ") + " ;")
    assert again and again.key == law.key


@given(st.text(max_size=200))
def test_any_text_is_read_or_not_but_never_fails(text: str) -> None:
    law = read(text)
    assert law is None or read(write(law)) is not None


def test_a_long_text_of_numbers_is_refused_quickly() -> None:
    begun = process_time()
    for piece in (
        "1-",
        "1a",
        "no 1 ",
        "1/",
        "pasal 1 ",
        "sebagaimana telah diubah dengan UU 1/2000 ",
    ):
        read(("UU " + piece * 1500)[:1500])
    assert process_time() - begun < 1
