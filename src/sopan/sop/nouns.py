"""The noun of an active verb, as titles want it: "Menerbitkan surat" is "Penerbitan Surat".

1. What no rule leads to stands in IRREGULAR: menyetujui, persetujuan.
2. The root of the verb is looked up among those of office work (`roots`).
3. Loanwords are nouns themselves: memverifikasi, verifikasi; berkoordinasi, koordinasi. Where
   the verb takes -kan they follow rule 5, except those of PLAIN: mendistribusikan,
   pendistribusian; but menyosialisasikan, sosialisasi.
4. Stems with per- take -an: memperbaiki, perbaikan.
5. Every other root takes peN-...-an, with the same change of its first letter as meN-: menyusun,
   penyusunan. So does an unknown verb in -kan, whose letters are kept: membudidayakan,
   pembudidayaan.

A verb that no rule fits has no noun here, and its title stays for people to write.
"""

from __future__ import annotations

import re
from functools import cache

from sopan.sop import roots, verbs

_ABSTRACT = re.compile(r"[a-z]{2,}(?:[aiu]si|nsi|ksi|psi|rsi)")
"""The endings of loanwords: verifikasi, revisi, solusi, kompensasi, koreksi."""

_NATIVE = frozenset(["isi", "posisi"])

_NOUNS_THEMSELVES = roots.words(
    """absen amendemen analisis audit desain diklat ekspos fotokopi hibah inventaris kontrak
    lelang musyawarah promosi ralat rapat review reviu seminar sidak sidang survei tender tes
    tindaklanjut wawancara"""
)
"""Further roots that are the noun as they stand."""

_PLAIN = roots.words(
    """delegasi demonstrasi deskripsi diskusi harmonisasi implementasi instruksi integrasi
    interpretasi komunikasi konsolidasi konsultasi koordinasi mutasi presentasi publikasi
    rekomendasi sinkronisasi sosialisasi transkripsi"""
)
"""Loanwords that stay as they are although their verb takes -kan."""

_WRITTEN = {"tindaklanjut": "tindak lanjut", "review": "reviu", "absen": "absensi"}

IRREGULAR = {
    "bekerja": "pelaksanaan pekerjaan",
    "belajar": "pembelajaran",
    "melakukan": "pelaksanaan",
    "melegalisir": "legalisasi",
    "membantu": "pemberian bantuan",
    "memberitahu": "pemberitahuan",
    "memberitahukan": "pemberitahuan",
    "memeringkatkan": "pemeringkatan",
    "memerintahkan": "pemberian perintah",
    "meminta": "permintaan",
    "memohon": "permohonan",
    "memonitor": "pemantauan",
    "mempelajari": "pembelajaran",
    "memperbarui": "pembaruan",
    "memperhatikan": "perhatian",
    "memperinci": "perincian",
    "memperoleh": "perolehan",
    "mempersyaratkan": "pemersyaratan",
    "mempertahankan": "pemertahanan",
    "mempertemukan": "pertemuan",
    "memprakarsai": "prakarsa",
    "mempraktikkan": "praktik",
    "memprogramkan": "pemrograman",
    "memproses": "pemrosesan",
    "menaikkan": "kenaikan",
    "menasihati": "pemberian nasihat",
    "mencoba": "uji coba",
    "mendapatkan": "perolehan",
    "mengadakan rapat": "penyelenggaraan rapat",
    "mengajak": "ajakan",
    "mengimbau": "imbauan",
    "menginformasikan": "pemberian informasi",
    "mengingatkan": "peringatan",
    "mengizinkan": "pemberian izin",
    "mengkategorikan": "pengategorian",
    "mengkode": "pengodean",
    "mengkomentari": "pemberian komentar",
    "mengkondisikan": "pengondisian",
    "menguasakan": "pemberian kuasa",
    "mengubah": "perubahan",
    "mengunjungi": "kunjungan",
    "menjajaki": "penjajakan",
    "menjalankan": "pelaksanaan",
    "menjawab": "pemberian jawaban",
    "mensinkronkan": "sinkronisasi",
    "menyanksi": "pemberian sanksi",
    "menyarankan": "pemberian saran",
    "menyepakati": "kesepakatan",
    "menyerahterimakan": "serah terima",
    "menyetujui": "persetujuan",
    "menyinkronkan": "sinkronisasi",
    "menyurati": "pengiriman surat",
    "merapikan": "penataan",
}
"""Verbs whose noun no rule gives."""

_NONE = roots.words(
    """datang duduk hadir keluar masuk melihat membawa memimpin memulai menanyakan mendengar menemui
    mengalami mengetahui menghadap menghadiri menghubungi mengikuti menjadi menunggu mewakili naik
    pergi pulang tampil tiba turun"""
)
"""Verbs whose noun by the rules nobody says."""


def noun(word: str) -> str | None:
    """The noun in small letters of a verb, a passive, or a bare root; None when none is known."""
    word = word.casefold()
    if word in IRREGULAR.values() or word in _known_nouns():
        return word
    verb = word if verbs.is_active(word) else verbs.active(word)
    if verb is None or verb in _NONE:
        return None
    return IRREGULAR.get(verb) or _regular(verb)


def noun_phrase(text: str) -> str | None:
    """The text beginning with the noun of its verb: "Memeriksa berkas" is "pemeriksaan berkas"."""
    sentence = verbs.rephrased(text) or verbs.bare(text)
    if not verbs.begins_with_verb(sentence):
        return None
    first, _, rest = sentence.partition(" ")
    two, _, after = rest.partition(" ")
    whole = IRREGULAR.get(f"{first} {two}".casefold())
    if whole:
        return f"{whole} {after}".strip()
    found = noun(first.strip(".,;:"))
    return f"{found} {rest}".strip() if found else None


def is_noun(word: str) -> bool:
    """Whether a word is the noun of an activity: "Penyusunan", "Evaluasi"."""
    word = word.casefold()
    if word in _known_nouns() or word in IRREGULAR.values():
        return True
    return bool(_ABSTRACT.fullmatch(word) or re.fullmatch(r"pe[mnlr][a-z]{3,}an", word))


def headline(text: str) -> str:
    """A title with capitals, particles small: "penerbitan surat untuk KTP" keeps "untuk"."""
    words = text.split()
    return " ".join(
        word if position and word.casefold() in roots.PARTICLES else word[:1].upper() + word[1:]
        for position, word in enumerate(words)
    )


def _regular(verb: str) -> str | None:
    root = _roots().get(verb)
    if root:
        return _of_root(root, verb)
    if verb.startswith("ber") and _ABSTRACT.fullmatch(verb[3:]):
        return verb[3:]
    if verb.startswith("me") and verb.endswith("kan"):
        return f"pe{verb[2:-3]}an"
    return None


def _of_root(root: str, verb: str) -> str:
    is_led = verb.endswith("kan") and root not in _PLAIN
    if root in _NOUNS_THEMSELVES or (_is_abstract(root) and not is_led):
        return _WRITTEN.get(root, root)
    if root in roots.PER:
        return f"{root.removesuffix('i')}an"
    return f"pe{verbs.with_me(root)[2:]}an"


def _is_abstract(root: str) -> bool:
    return root not in _NATIVE and bool(_ABSTRACT.fullmatch(root))


@cache
def _roots() -> dict[str, str]:
    """The root behind an active verb; the way in which `roots` writes it goes first."""
    all_roots = [entry.partition("+")[0] for entry in roots.ROOTS.split()]
    found = {verb: root for root, verb in verbs.verbs_by_root().items()}
    for root in all_roots:
        for ending in ("", "kan", "i"):
            found.setdefault(verbs.with_me(root) + ending, root)
        found.setdefault(f"ber{root}", root)
    return found


@cache
def _known_nouns() -> frozenset[str]:
    verbs_known = verbs.verbs_by_root().items()
    return frozenset(IRREGULAR.get(verb) or _of_root(root, verb) for root, verb in verbs_known)
