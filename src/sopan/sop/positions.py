"""Names of positions as officials write them: short forms, who comes from outside.

"Kasubag Umum", "Kasubbag. Umum" and "Kepala Sub Bagian Umum" are the same position; the list of a
government decides how it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = {
    "ka": "kepala",
    "kadis": "kepala dinas",
    "kaban": "kepala badan",
    "kasat": "kepala satuan",
    "kabag": "kepala bagian",
    "kabid": "kepala bidang",
    "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian",
    "kassubag": "kepala subbagian",
    "kasubid": "kepala subbidang",
    "kasubbid": "kepala subbidang",
    "kasie": "kepala seksi",
    "kasi": "kepala seksi",
    "kapus": "kepala puskesmas",
    "kasek": "kepala sekolah",
    "kades": "kepala desa",
    "sekda": "sekretaris daerah",
    "sekdis": "sekretaris dinas",
    "sekcam": "sekretaris camat",
    "sekdes": "sekretaris desa",
    "sekwan": "sekretaris dewan",
    "irban": "inspektur pembantu",
    "subag": "subbagian",
    "subbag": "subbagian",
    "subid": "subbidang",
    "subbid": "subbidang",
    "bag": "bagian",
    "bid": "bidang",
    "tu": "tata usaha",
    "walikota": "wali kota",
    "adm": "administrasi",
    "kepeg": "kepegawaian",
}
"""Short forms that stand for whole words anywhere in a name."""

_TWO = {"sub bagian": "subbagian", "sub bag": "subbagian", "sub bidang": "subbidang"}

_HEADS = frozenset(
    (
        *("admin", "administrator", "ajudan", "analis", "anggota", "arsiparis", "asisten"),
        *("atasan", "auditor", "badan", "bagian", "bendahara", "bidan", "bidang", "biro"),
        *("bpkad", "bkd", "bkpsdm", "bud", "bupati", "camat", "dinas", "direktur", "dokter"),
        *(
            "dprd",
            "dpmptsp",
            "fasilitator",
            "front",
            "fungsional",
            "gubernur",
            "guru",
            "inspektorat",
        ),
        *("inspektur", "jabatan", "jafung", "juru", "kaur", "kelompok", "kepala", "ketua"),
        *("koordinator", "kpa", "kuasa", "kurir", "lurah", "notulis", "operator", "pa"),
        *(
            "panitia",
            "pegawai",
            "pejabat",
            "pelaksana",
            "pemeriksa",
            "pemroses",
            "pengadministrasi",
        ),
        *("pengawas", "pengelola", "pengguna", "penguji", "penghubung", "pengurus", "penilai"),
        *("penyimpan", "penyuluh", "penyusun", "perangkat", "perawat", "petugas", "pimpinan"),
        *("pokja", "ppid", "ppk", "ppkom", "pptk", "pramu", "pranata", "resepsionis", "satpam"),
        *("satpol", "seksi", "sekretariat", "sekretaris", "skpd", "sopir", "staf", "staff"),
        *("subbagian", "subbidang", "subkoordinator", "surveyor", "tenaga", "tim", "unit", "uptd"),
        *("verifikator", "wakil", "wali"),
    )
)
"""First words of the names of posts, bodies and people at work."""

_OUTSIDE = frozenset(
    (
        *("ahli waris", "kontraktor", "masyarakat", "mahasiswa", "orang tua", "pasien"),
        *("pelanggan", "pelapor", "pelaku usaha", "pemilik", "peminjam", "pemohon", "penduduk"),
        *("pengadu", "pengguna jasa", "pengguna layanan", "pengirim", "pengunjung", "penyedia"),
        *("pihak ketiga", "rekanan", "siswa", "tamu", "terlapor", "vendor", "wajib pajak"),
        *("wajib retribusi", "warga"),
    )
)
"""How the names of those begin who are served and hold no post."""

_ACTING = re.compile(r"^(?:plt|plh|pj|pjs)\b\.?\s*")
_MARKS = re.compile(r"[.,()/&-]+")


@lru_cache(maxsize=4096)
def spelled_out(name: str) -> str:
    """The name in small letters with its short forms written out, for comparing."""
    words = _MARKS.sub(" ", name.casefold()).split()
    text = " ".join(SHORT.get(word, word) for word in words)
    for two, one in _TWO.items():
        text = re.sub(rf"\b{two}\b", one, text)
    return _ACTING.sub("", text).strip()


def is_outside(name: str) -> bool:
    """Whether the name is that of an applicant, a supplier, the public."""
    plain = spelled_out(name)
    return any(plain == start or plain.startswith(f"{start} ") for start in _OUTSIDE)


def is_position(name: str) -> bool:
    """Whether the name begins as those of posts, bodies or applicants do, and is no sentence."""
    words = spelled_out(name).split()
    return bool(words) and len(words) <= _LONGEST and (words[0] in _HEADS or is_outside(name))


_LONGEST = 9
"""Words of a name; "Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, dan Keuangan" has eight."""
