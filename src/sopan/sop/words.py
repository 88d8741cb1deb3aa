"""Stems of Indonesian words for search: "diterbitkan" finds "penerbitan".

1. A word that is a root of office work or a base word (`roots`, `bases`) is its own stem.
2. Otherwise affixes are taken off in every way that the grammar allows; of what is then a known
   word, the longest is the stem: pengawalan, kawal (not awal).
3. Of unknown words only affixes that leave no doubt go, meN- and peN-...-an with the first letter
   put back that they soften most often: membudayakan, budaya.

See decision 0011 for why this is not a library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sopan.sop import roots
from sopan.sop.bases import BASES

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z]{4,30}")
"""What may be stemmed: shorter words have no affix, and longer ones are no words."""

_TWO_WORDS = re.compile(
    r"(tanda|tindak|serah|beri|tanggung|sebar)[ \t]+(tangan|lanjut|terima|tahu|jawab|luas)"
)
"""Roots that are written as two words, also with an ending: "ditanda tangani"."""

_VOWELS = ("a", "e", "i", "o", "u")
_SHORTEST = 3
_LONG = 6
_DEEPEST = 3
"""How many prefixes a word may have: di-per-ke- is the most that is met."""

CORRECTIONS = {
    "absensi": "absen",
    "atasan": "atasan",
    "bagian": "bagian",
    "bawahan": "bawahan",
    "kawasan": "kawasan",
    "kepada": "kepada",
    "kesatuan": "satuan",
    "kinerja": "kerja",
    "maluku": "maluku",
    "mengawali": "awal",
    "mengedarkan": "edar",
    "mengoperasikan": "operasi",
    "pekalongan": "pekalongan",
    "pemrograman": "program",
    "pemrosesan": "proses",
    "pengoperasian": "operasi",
    "peralatan": "alat",
    "perda": "perda",
    "peredaran": "edar",
    "perwali": "perwali",
    "pinta": "minta",
    "review": "reviu",
    "satuan": "satuan",
    "sebagai": "sebagai",
    "sebagaimana": "sebagaimana",
    "sebagian": "sebagian",
    "sebelum": "sebelum",
    "sebelumnya": "sebelum",
    "secara": "secara",
    "seperti": "seperti",
    "setelah": "setelah",
    "terhadap": "terhadap",
}
"""Words whose letters only look like affixes, or hide them; a place is not cut to an animal."""

_WITH_AFFIX = frozenset(["jajaki", "ketahui", "perinci", "pinta"])
"""Roots of `roots` that are no base words, beside those with per-."""

_SOFT = {"mem": "p", "men": "t", "meny": "s", "meng": "k", "pem": "p", "pen": "t"}
_SOFT |= {"peny": "s", "peng": "k"}
"""The letter that meN- and peN- swallow before a vowel."""

_PREFIXES = (
    *("di", "ke", "se", "ter", "te", "bel", "ber", "be", "pel", "per", "pe"),
    *("menge", "meng", "meny", "men", "mem", "me", "penge", "peng", "peny", "pen", "pem"),
    *("ku", "non", "pra", "pasca", "antar"),
)
_PARTICLES = ("", "lah", "kah", "pun", "nya", "ku", "mu")
_SUFFIXES = ("", "kan", "an", "i")

_SURE = re.compile(
    r"""(?P<verb> me(?=[lrwy][aiueo]) | mem(?=[bfvpaiueo]) | men(?=[cdjtaiueo]) | meng(?=[aiueoghk])
          | meny(?=[aiueo]) )
        (?P<base>[a-z]{4,}?) (?:kan|i)?
      | (?P<noun> pe(?=[lrwy][aiueo]) | pem(?=[bfvpaiueo]) | pen(?=[cdjtaiueo]) | peng(?=[aiueoghk])
          | peny(?=[aiueo]) )
        (?P<core>[a-z]{4,}) an""",
    re.VERBOSE,
)
"""The shapes of meN- and peN-...-an, as `verbs` tells them from words that only look alike."""


def stem_text(text: str) -> str:
    """The stems of a text in its order, parted by blanks; the same for documents and queries."""
    return " ".join(stems(text))


def stems(text: str) -> Iterator[str]:
    """The stem of each word and number of a text."""
    joined = _TWO_WORDS.sub(r"\1\2", text.casefold())
    return (stem(found.group()) for found in _WORD.finditer(joined))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a word in small letters."""
    if word in CORRECTIONS:
        return CORRECTIONS[word]
    if word in _known() or not _PLAIN.fullmatch(word):
        return word
    found = [base for base in _bases(word) if base in _known()]
    return max(found, key=_length) if found else _sure(word)


def _length(base: str) -> tuple[int, bool]:
    """Verbs go before other words of the same length: memberikan is beri, not ikan."""
    return len(base), base not in BASES


@cache
def _known() -> frozenset[str]:
    """Stems with affixes are left out, so that perbaikan and memperbaiki both lead to baik."""
    own = (entry.partition("+")[0] for entry in roots.ROOTS.split())
    return BASES | frozenset(own) - roots.PER - _WITH_AFFIX


def _bases(word: str) -> Iterator[str]:
    """The word without its endings, and each of these without prefixes, in every way."""
    for particle in _PARTICLES:
        if not word.endswith(particle):
            continue
        bare = word.removesuffix(particle)
        for suffix in _SUFFIXES:
            if bare.endswith(suffix):
                yield from _without_prefix(bare.removesuffix(suffix), _DEEPEST)


def _without_prefix(word: str, depth: int) -> Iterator[str]:
    if len(word) < _SHORTEST:
        return
    yield word
    if not depth:
        return
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest == word:
            continue
        yield from _without_prefix(rest, depth - 1)
        if prefix in _SOFT and rest[:1] in _VOWELS:
            yield from _without_prefix(_SOFT[prefix] + rest, 0)


def _sure(word: str) -> str:
    """An unknown word without its possessive, and without meN- or peN-...-an."""
    bare = word.removesuffix("nya") if len(word) > _LONG else word
    found = _SURE.fullmatch(bare)
    if found is None or bare in roots.NOT_VERBS:
        return bare
    prefix, base = found["verb"] or found["noun"], found["base"] or found["core"]
    is_soft = base[0] in _VOWELS and prefix not in ("meng", "peng")
    return f"{_SOFT.get(prefix, '')}{base}" if is_soft else base
