"""Words of Indonesian law for `citations`: kinds of regulations, and who issues them.

The order of the ranks is that of UU 12/2011 articles 7 and 8; what is no regulation but is cited
all the same (instructions, circulars) stands behind. Ways of writing are compared in small
letters, without spaces, points and hyphens.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of law. `key` is how people cite it; `rank` its place in the hierarchy.

    `has_issuer` tells whether the name alone says who issued it (a PP: the government) or the
    issuer follows: "Peraturan Menteri Dalam Negeri", "Peraturan Daerah Kota Banjarmasin".
    """

    key: str
    name: str
    rank: int
    has_issuer: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A ministry or a national body. `key` is its short name, `others` further ways."""

    key: str
    name: str
    others: tuple[str, ...] = ()


KINDS: tuple[Kind, ...] = (
    Kind(
        "UUD",
        "Undang-Undang Dasar Negara Republik Indonesia",
        1,
        others=("Undang-Undang Dasar", "Undang-Undang Dasar Negara", "UUD NRI", "UUD Negara RI"),
    ),
    Kind(
        "TAP MPR",
        "Ketetapan Majelis Permusyawaratan Rakyat",
        2,
        others=("Ketetapan MPR", "TAP Majelis Permusyawaratan Rakyat"),
    ),
    Kind("UU", "Undang-Undang", 3),
    Kind("UU Darurat", "Undang-Undang Darurat", 3),
    Kind(
        "Perpu",
        "Peraturan Pemerintah Pengganti Undang-Undang",
        3,
        others=("Perppu", "PP Pengganti UU", "Peraturan Pemerintah Pengganti UU"),
    ),
    Kind("PP", "Peraturan Pemerintah", 4),
    Kind("Perpres", "Peraturan Presiden", 5),
    Kind("Keppres", "Keputusan Presiden", 6, others=("Kepres",)),
    Kind("Inpres", "Instruksi Presiden", 7),
    Kind("Perda", "Peraturan Daerah", 10, has_issuer=True),
    Kind("Qanun", "Qanun", 10, has_issuer=True),
    Kind("Perdes", "Peraturan Desa", 14, has_issuer=True),
    Kind("Peraturan", "Peraturan", 0, has_issuer=True),
    Kind("Keputusan", "Keputusan", 0, has_issuer=True, others=("Surat Keputusan", "SK")),
    Kind("SKB", "Keputusan Bersama", 9, has_issuer=True, others=("Surat Keputusan Bersama",)),
    Kind("Instruksi", "Instruksi", 17, has_issuer=True),
    Kind("SE", "Surat Edaran", 18, has_issuer=True, others=("Surat Edaran Bersama",)),
)
"""Kinds of rank 0 stand where their issuer stands (LEVELS); a decision behind a regulation."""

LEVELS: tuple[tuple[str, int], ...] = (
    ("Menteri", 8),
    ("Jaksa", 8),
    ("Panglima", 8),
    ("Sekretaris Jenderal", 9),
    ("Direktur Jenderal", 9),
    ("Gubernur Bank Indonesia", 8),
    ("Gubernur", 11),
    ("Wali Kota", 13),
    ("Bupati", 13),
    ("Dewan Perwakilan Rakyat Daerah", 13),
    ("Sekretaris Daerah", 15),
    ("Inspektur", 15),
    ("Kepala Dinas", 15),
    ("Kepala Desa", 15),
    ("Camat", 15),
    ("Lurah", 15),
    ("Direktur", 15),
)
"""The rank of an issuer by its first words; the first that fits counts."""

NATIONAL, LOCAL = 8, 15
"""The rank of the bodies below, and of every other issuer."""

MINISTRIES: tuple[Body, ...] = (
    Body("agama", "Agama", ("ag",)),
    Body("ATR/BPN", "Agraria dan Tata Ruang/Kepala Badan Pertanahan Nasional", ("atr", "ATR BPN")),
    Body("BUMN", "Badan Usaha Milik Negara"),
    Body("dagri", "Dalam Negeri"),
    Body("des", "Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi", ("desa", "Desa PDTT")),
    Body("ESDM", "Energi dan Sumber Daya Mineral"),
    Body("hub", "Perhubungan"),
    Body("hut", "Kehutanan"),
    Body("kes", "Kesehatan"),
    Body("keu", "Keuangan"),
    Body("KKP", "Kelautan dan Perikanan", ("KP",)),
    Body("KLHK", "Lingkungan Hidup dan Kehutanan", ("LHK",)),
    Body("kominfo", "Komunikasi dan Informatika"),
    Body("komdigi", "Komunikasi dan Digital"),
    Body("kopUKM", "Koperasi dan Usaha Kecil dan Menengah", ("kop UKM", "kop")),
    Body("kum", "Hukum"),
    Body("kumham", "Hukum dan Hak Asasi Manusia", ("Hukum dan HAM",)),
    Body("LH", "Lingkungan Hidup", ("Negara Lingkungan Hidup",)),
    Body("naker", "Ketenagakerjaan"),
    Body("nakertrans", "Tenaga Kerja dan Transmigrasi"),
    Body(
        "PANRB",
        "Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
        ("PAN RB", "PAN dan RB", "PAN & RB", "PAN"),
    ),
    Body("PANRB", "Negara Pendayagunaan Aparatur Negara", ("Pendayagunaan Aparatur Negara",)),
    Body(
        "PANRB",
        "Negara Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
        ("Negara PAN dan RB", "Negara PAN RB", "Negara PAN & RB"),
    ),
    Body("par", "Pariwisata"),
    Body("parekraf", "Pariwisata dan Ekonomi Kreatif"),
    Body("dag", "Perdagangan"),
    Body("dik", "Pendidikan"),
    Body("dikbud", "Pendidikan dan Kebudayaan"),
    Body("dikbudristek", "Pendidikan, Kebudayaan, Riset, dan Teknologi"),
    Body("dikdasmen", "Pendidikan Dasar dan Menengah"),
    Body("diknas", "Pendidikan Nasional"),
    Body("perin", "Perindustrian"),
    Body("PPPA", "Pemberdayaan Perempuan dan Perlindungan Anak", ("PP dan PA", "PPA")),
    Body("PPN/Bappenas", "Perencanaan Pembangunan Nasional/Kepala Bappenas", ("PPN",)),
    Body("PU", "Pekerjaan Umum"),
    Body("PUPR", "Pekerjaan Umum dan Perumahan Rakyat"),
    Body("pora", "Pemuda dan Olahraga", ("Pemuda dan Olah Raga",)),
    Body("sos", "Sosial"),
    Body("tan", "Pertanian"),
)

BODIES: tuple[Body, ...] = (
    Body("ANRI", "Arsip Nasional Republik Indonesia"),
    Body("BAPETEN", "Badan Pengawas Tenaga Nuklir"),
    Body("Bawaslu", "Badan Pengawas Pemilihan Umum"),
    Body("BI", "Bank Indonesia"),
    Body("BIG", "Badan Informasi Geospasial"),
    Body("BKKBN", "Badan Kependudukan dan Keluarga Berencana Nasional"),
    Body("BKN", "Badan Kepegawaian Negara", ("BAKN", "Badan Administrasi Kepegawaian Negara")),
    Body("BMKG", "Badan Meteorologi, Klimatologi, dan Geofisika"),
    Body("BNN", "Badan Narkotika Nasional"),
    Body("BNPB", "Badan Nasional Penanggulangan Bencana"),
    Body("BPK", "Badan Pemeriksa Keuangan"),
    Body("BPKP", "Badan Pengawasan Keuangan dan Pembangunan"),
    Body("BPN", "Badan Pertanahan Nasional"),
    Body("BPOM", "Badan Pengawas Obat dan Makanan", ("Badan POM",)),
    Body("BPS", "Badan Pusat Statistik"),
    Body("BRIN", "Badan Riset dan Inovasi Nasional"),
    Body("BSSN", "Badan Siber dan Sandi Negara"),
    Body("KASN", "Komisi Aparatur Sipil Negara"),
    Body("KI", "Komisi Informasi", ("Komisi Informasi Pusat", "KIP")),
    Body("KPK", "Komisi Pemberantasan Korupsi"),
    Body("KPU", "Komisi Pemilihan Umum"),
    Body("LAN", "Lembaga Administrasi Negara"),
    Body("LKPP", "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah"),
    Body("MA", "Mahkamah Agung"),
    Body("MK", "Mahkamah Konstitusi"),
    Body("OJK", "Otoritas Jasa Keuangan"),
    Body("ORI", "Ombudsman Republik Indonesia", ("Ombudsman",)),
    Body("Perpusnas", "Perpustakaan Nasional"),
    Body("Polri", "Kepolisian Negara Republik Indonesia", ("Kepolisian Negara",)),
)

GLUED: tuple[tuple[str, str, str], ...] = (
    ("permen", "Peraturan", "Menteri"),
    ("kepmen", "Keputusan", "Menteri"),
    ("inmen", "Instruksi", "Menteri"),
    ("pmk", "Peraturan", "Menteri Keuangan"),
    ("kmk", "Keputusan", "Menteri Keuangan"),
    ("pergub", "Peraturan", "Gubernur"),
    ("kepgub", "Keputusan", "Gubernur"),
    ("ingub", "Instruksi", "Gubernur"),
    ("perwalikota", "Peraturan", "Wali Kota"),
    ("perwalkot", "Peraturan", "Wali Kota"),
    ("perwako", "Peraturan", "Wali Kota"),
    ("perwali", "Peraturan", "Wali Kota"),
    ("perwal", "Peraturan", "Wali Kota"),
    ("kepwali", "Keputusan", "Wali Kota"),
    ("kepwal", "Keputusan", "Wali Kota"),
    ("perbup", "Peraturan", "Bupati"),
    ("kepbup", "Keputusan", "Bupati"),
    ("inbup", "Instruksi", "Bupati"),
    ("perkades", "Peraturan", "Kepala Desa"),
    ("perkap", "Peraturan", "Kepala Kepolisian Negara Republik Indonesia"),
    ("perka", "Peraturan", "Kepala"),
    ("kepka", "Keputusan", "Kepala"),
    ("perma", "Peraturan", "Mahkamah Agung"),
    ("pojk", "Peraturan", "Otoritas Jasa Keuangan"),
    ("perlem", "Peraturan", "Lembaga"),
    ("perban", "Peraturan", "Badan"),
)
"""Kind and issuer in one word, and how both are written in full; the first that fits counts."""

SHORT: tuple[tuple[str, str, str], ...] = (
    ("Peraturan", "Gubernur", "Pergub"),
    ("Peraturan", "Wali Kota", "Perwali"),
    ("Peraturan", "Bupati", "Perbup"),
    ("Keputusan", "Gubernur", "Kepgub"),
    ("Keputusan", "Wali Kota", "Kepwali"),
    ("Keputusan", "Bupati", "Kepbup"),
)
"""Kind and first words of the issuer, and what is said for both."""

WORDS: dict[str, str] = {
    "walikota": "Wali Kota",
    "walkot": "Wali Kota",
    "sekda": "Sekretaris Daerah",
    "setda": "Sekretariat Daerah",
    "sekjen": "Sekretaris Jenderal",
    "dirjen": "Direktur Jenderal",
    "kadis": "Kepala Dinas",
    "kab": "Kabupaten",
    "prov": "Provinsi",
    "propinsi": "Provinsi",
    "kec": "Kecamatan",
    "dprd": "Dewan Perwakilan Rakyat Daerah",
    "rsud": "Rumah Sakit Umum Daerah",
}
"""Words of an issuer that have a full form."""

OF_OFFICE: dict[str, str] = {"Wali Kota": "Kota", "Bupati": "Kabupaten", "Gubernur": "Provinsi"}
"""What the office says already: the mayor of Banjarmasin, not of Kota Banjarmasin."""
