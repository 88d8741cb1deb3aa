"""The keys of an SOP file, in the order in which they are written.

Reader, writer, JSON Schema and template all follow these tables, so they cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sopan.sop.model import Duty

VERSION = 1
MOST_STEPS = 200
MOST_ACTORS = 40
MOST_SYMBOLS = 40
MOST_BRANCHES = 40
LONGEST_TEXT = 5000
LONGEST_LABEL = 200
LONGEST_ACTOR = 100
ID_PATTERN = r"(?![0-9]+$)[a-z0-9][a-z0-9_-]*"
RESERVED = ("next", "end")


class Shape(StrEnum):
    """What may stand behind a key."""

    VERSION = "version"
    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    LINK = "link"
    LINKS = "links"
    ACTORS = "actors"
    STEPS = "steps"
    APPROVAL = "approval"
    ID = "id"
    BY = "by"
    ONE = "one"
    NEXT = "next"
    PLACE = "place"
    BRANCHES = "branches"
    SYMBOLS = "symbols"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what stands behind it, and what an editor says about it."""

    name: str
    shape: Shape
    about: str
    choices: tuple[str, ...] = ()
    required: bool = False
    longest: int = LONGEST_TEXT
    """Characters of a text; the head of the identity page holds all its texts at once."""


Keys = dict[str, Key]


def table(*keys: Key) -> Keys:
    return {key.name: key for key in keys}


SOP_KEYS = table(
    Key("format", Shape.VERSION, "Versi format berkas; boleh tidak ditulis."),
    Key("sop", Shape.TEXT, "Nama SOP, tanpa kata SOP.", required=True, longest=250),
    Key("id", Shape.TEXT, "Kunci yang dipakai SOP lain untuk menyebut SOP ini."),
    Key(
        "government",
        Shape.TEXT,
        "Nama pemerintah daerah; bila kosong, dari profil.",
        longest=150,
    ),
    Key("unit", Shape.TEXT, "Unit kerja atau SKPD.", longest=200),
    Key("number", Shape.TEXT, "Nomor SOP.", longest=60),
    Key("created", Shape.DATE, "Tanggal pembuatan: saat penyusunan selesai."),
    Key("revised", Shape.DATE, "Tanggal revisi."),
    Key("effective", Shape.DATE, "Tanggal efektif: saat SOP mulai berlaku."),
    Key("approved", Shape.APPROVAL, "Disahkan oleh: jabatan, nama, pangkat, NIP."),
    Key(
        "nature",
        Shape.CHOICE,
        "Sifat: administratif (administrative) atau teknis (technical).",
        ("administrative", "technical"),
    ),
    Key("scope", Shape.CHOICE, "Cakupan: makro atau mikro.", ("macro", "micro")),
    Key("reach", Shape.CHOICE, "Kelengkapan: final atau parsial (partial).", ("final", "partial")),
    Key("detail", Shape.CHOICE, "Jenis: umum (generic) atau khusus.", ("generic", "specific")),
    Key("laws", Shape.TEXTS, "Dasar hukum."),
    Key("qualifications", Shape.TEXTS, "Kualifikasi pelaksana."),
    Key("related", Shape.LINKS, "Keterkaitan: SOP lain yang berhubungan."),
    Key("equipment", Shape.TEXTS, "Peralatan atau perlengkapan."),
    Key("warnings", Shape.TEXTS, "Peringatan: akibat bila SOP tidak dilaksanakan."),
    Key("records", Shape.TEXTS, "Pencatatan dan pendataan."),
    Key("verify", Shape.TEXT, "Alamat halaman untuk memeriksa keaslian (kode QR).", longest=200),
    Key("actors", Shape.ACTORS, "Pelaksana, sesuai urutan kolom.", required=True),
    Key("steps", Shape.STEPS, "Langkah, satu per baris.", required=True),
)

APPROVAL_KEYS = table(
    Key("position", Shape.TEXT, "Jabatan pejabat yang mengesahkan.", longest=200),
    Key("name", Shape.TEXT, "Nama pejabat beserta gelar.", longest=150),
    Key("rank", Shape.TEXT, "Pangkat dan golongan.", longest=100),
    Key("nip", Shape.TEXT, "NIP.", longest=40),
    Key("acting", Shape.CHOICE, "Plt atau Plh bila yang mengesahkan pengganti.", ("Plt", "Plh")),
)

ACTOR_KEYS = table(
    Key("name", Shape.TEXT, "Nama pelaksana.", required=True, longest=LONGEST_ACTOR),
    Key("external", Shape.FLAG, "true bila dari luar, misalnya pemohon."),
)

LINK_KEYS = table(
    Key("text", Shape.TEXT, "Tulisan pada halaman."),
    Key("sop", Shape.TEXT, "Kunci, judul atau nomor SOP lain."),
)

_FLOW_KEYS = (
    Key("next", Shape.NEXT, "Tujuan setelah langkah ini; daftar berarti cabang paralel."),
    Key("join", Shape.FLAG, "true: menunggu semua cabang yang menuju ke sini."),
    Key("yes", Shape.PLACE, "Tujuan bila Ya; bila tidak ditulis, baris berikutnya."),
    Key("no", Shape.PLACE, "Tujuan bila Tidak."),
    Key("branches", Shape.BRANCHES, "Cabang lain: jawaban dan tujuannya, dua atau lebih."),
)

STEP_KEYS = table(
    Key("id", Shape.ID, "Kunci tetap langkah ini; bila tidak ditulis, s dan nomor baris."),
    Key("do", Shape.TEXT, "Kegiatan, diawali kata kerja."),
    Key("ask", Shape.TEXT, "Pertanyaan keputusan."),
    Key("by", Shape.BY, "Pelaksana; daftar berarti berantai dari kiri ke kanan."),
    Key("symbols", Shape.SYMBOLS, "Beberapa simbol dalam satu baris, pengganti by."),
    Key("needs", Shape.TEXTS, "Kelengkapan."),
    Key("time", Shape.TEXT, "Waktu, misalnya 15 menit atau 1-3 hari kerja."),
    Key("gives", Shape.TEXTS, "Output."),
    Key("note", Shape.LINK, "Keterangan."),
    Key(
        "duty",
        Shape.CHOICE,
        "Tugas yang harus terpisah: mengotorisasi, mencatat, menyimpan, memverifikasi.",
        tuple(Duty),
    ),
    Key("macro", Shape.TEXT, "Kunci SOP yang diwakili langkah ini."),
    *_FLOW_KEYS,
)

SYMBOL_KEYS = table(
    Key("id", Shape.ID, "Kunci simbol dalam baris ini; bila tidak ditulis, nomor urutnya."),
    Key("by", Shape.ONE, "Pelaksana simbol ini.", required=True),
    *_FLOW_KEYS,
)

TOGETHER_KEYS = table(
    Key("together", Shape.TEXTS, "Pelaksana yang mengerjakannya bersama.", required=True),
)

FAMILIAR = {
    "judul": ("sop",),
    "nama": ("name", "sop"),
    "nama sop": ("sop",),
    "title": ("sop",),
    "judul sop": ("sop",),
    "pemerintah": ("government",),
    "unit kerja": ("unit",),
    "skpd": ("unit",),
    "opd": ("unit",),
    "nomor": ("number",),
    "nomor sop": ("number",),
    "tanggal pembuatan": ("created",),
    "tanggal revisi": ("revised",),
    "tanggal efektif": ("effective",),
    "disahkan": ("approved",),
    "disahkan oleh": ("approved",),
    "jabatan": ("position",),
    "pangkat": ("rank",),
    "dasar hukum": ("laws",),
    "kualifikasi": ("qualifications",),
    "kualifikasi pelaksana": ("qualifications",),
    "keterkaitan": ("related",),
    "peralatan": ("equipment",),
    "perlengkapan": ("equipment",),
    "peringatan": ("warnings",),
    "pencatatan": ("records",),
    "pencatatan dan pendataan": ("records",),
    "langkah": ("steps",),
    "kegiatan": ("do",),
    "keputusan": ("ask",),
    "pertanyaan": ("ask",),
    "pelaksana": ("by", "actors"),
    "kelengkapan": ("needs",),
    "waktu": ("time",),
    "output": ("gives",),
    "keluaran": ("gives",),
    "keterangan": ("note",),
    "ya": ("yes",),
    "tidak": ("no",),
    "lanjut": ("next",),
    "selesai": ("next",),
    "cabang": ("branches",),
    "simbol": ("symbols",),
    "bersama": ("together",),
}
"""Words of the form that a first-time author may write instead of a key."""
