"""When two texts say the same in other letters, and how alike two texts are."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sopan.sop import citations

_KEPT = "/%&"
"""Signs that can carry meaning between words: dan/atau, 50 %, A & B."""

_VARIANTS = {
    "aktifitas": "aktivitas",
    "analisa": "analisis",
    "apotik": "apotek",
    "azas": "asas",
    "dianalisa": "dianalisis",
    "diijinkan": "diizinkan",
    "efektifitas": "efektivitas",
    "hakekat": "hakikat",
    "hirarki": "hierarki",
    "ijin": "izin",
    "jadual": "jadwal",
    "karir": "karier",
    "kwalitas": "kualitas",
    "kwitansi": "kuitansi",
    "menganalisa": "menganalisis",
    "mengijinkan": "mengizinkan",
    "menejemen": "manajemen",
    "merubah": "mengubah",
    "metoda": "metode",
    "nopember": "november",
    "obyek": "objek",
    "pebruari": "februari",
    "perijinan": "perizinan",
    "praktek": "praktik",
    "produktifitas": "produktivitas",
    "propinsi": "provinsi",
    "resiko": "risiko",
    "sekertaris": "sekretaris",
    "sertipikat": "sertifikat",
    "standarisasi": "standardisasi",
    "subyek": "subjek",
    "tehnik": "teknik",
    "tehnis": "teknis",
    "trampil": "terampil",
}
"""Words that officials write in two ways, with the spelling of the KBBI."""


@lru_cache(maxsize=8192)
def level(text: str) -> str:
    """The text without case, spacing, punctuation between words, and known spelling variants.

    Punctuation beside a digit stays ("1,5" is not "15"), and so do signs that carry meaning.
    """
    small = unicodedata.normalize("NFKC", text).casefold()
    if not small.isalnum():
        small = "".join(sign if _is_kept(small, place) else " " for place, sign in enumerate(small))
    return " ".join(_VARIANTS.get(word, word) for word in small.split())


def _is_kept(text: str, place: int) -> bool:
    sign = text[place]
    if sign.isalnum() or sign in _KEPT or unicodedata.category(sign)[0] in "SM":
        return True
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return sign != " " and before.isdigit() and after.isdigit()


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of letters that stand side by side in the words of a text."""
    padded = f" {level(text)} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


def likeness(first: str, second: str) -> float:
    """How alike two texts are, from 0 to 1 (Dice's measure over pairs of letters)."""
    if not first or not second:
        return 0.0
    one, two = _pairs(first), _pairs(second)
    return 2 * len(one & two) / (len(one) + len(two))


def law(text: str) -> str | None:
    """What one law has in common however it is cited, down to the article; None for no law."""
    cited = citations.read(text)
    return f"{cited.key} {cited.article}" if cited else None


def is_same_law(first: str, second: str) -> bool:
    """Whether two citations name one law in one state; a title may be left out."""
    one, two = citations.read(first), citations.read(second)
    if one is None or two is None or law(first) != law(second):
        return False
    titles = {level(one.title), level(two.title)} - {""}
    states = [
        (c.amended_by and c.amended_by.key, c.amended_often, level(c.note)) for c in (one, two)
    ]
    return len(titles) < 2 and states[0] == states[1]
