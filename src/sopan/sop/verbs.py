"""Whether a step begins with an active verb, and what that verb would be when it does not.

Active verbs are told by their shape: meN- with its forms (me-, mem-, men-, meng-, meny-, menge-)
and ber-, less the words that only look like it ("meja", "berkas"). Other first words are led back
to a root of office work (`roots`): "Penerimaan", "Diterima" and "Terima" all give "Menerima".
"""

from __future__ import annotations

import re
from functools import cache

from sopan.sop import roots

_VOWELS = "aiueo"

_ACTIVE = re.compile(
    r"""me(?: [lrwy]
          | m (?: [bfvp] | [aiueo] )
          | n (?: [cdjzts] | [aiueo] )
          | ng [aiueoghkx]
          | ny [aiueo]
        ) [a-z]{2,}""",
    re.VERBOSE,
)
_BER = re.compile(r"ber[a-z]{3,}")
_PREFIX = re.compile(r"(?:\d+|[a-z])[.)]\s+|\((?:\d+|[a-z])\)\s*|[-–•*\"'“‘(]\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUESTION = re.compile(
    r"(?:apa|siapa|berapa|kapan|mana|bagaimana|mengapa|kenapa|di ?mana|ke ?mana|dari ?mana"
    r"|[a-z]{3,}kah)\b",
    re.IGNORECASE,
)


def first_word(text: str) -> str:
    """The first word in small letters, without numbering or quotation marks before it."""
    found = _WORD.match(bare(text))
    return found.group().lower() if found else ""


def is_question(text: str) -> bool:
    """Whether the text ends with a question mark or begins like a question."""
    if text.rstrip().rstrip(")\"'”").endswith("?"):
        return True
    found = _QUESTION.match(bare(text))
    return found is not None and found.group().lower() not in roots.NOT_QUESTIONS


def is_active(word: str) -> bool:
    """Whether a word in small letters is an active verb."""
    head = word.split("-")[0]
    if head in roots.PLAIN_VERBS:
        return True
    if head in roots.NOT_VERBS:
        return False
    return has_shape(head)


def has_shape(word: str) -> bool:
    """Whether a word has the letters of a verb with meN- or ber-."""
    return bool(_ACTIVE.fullmatch(word) or _BER.fullmatch(word))


def begins_with_verb(text: str) -> bool:
    return is_active(first_word(text))


def active(word: str) -> str | None:
    """The active verb behind a noun, a passive or a bare verb; None when it is not known."""
    return _from_root(word) or _with_ending(word) or _from_passive(word)


def rephrased(text: str) -> str | None:
    """The text beginning with its active verb: "Penerimaan surat" becomes "Menerima surat"."""
    start = bare(text)
    words = start.split(maxsplit=2)
    pair = roots.TWO_WORDS.get(" ".join(words[:2]).lower())
    if pair:
        return " ".join([pair.capitalize(), *words[2:]])
    found = _WORD.match(start)
    verb = active(found.group().lower()) if found else None
    if found is None or verb is None:
        return None
    return f"{verb.capitalize()}{start[found.end() :]}"


def bare(text: str) -> str:
    """The text without the numbering or quotation marks before it."""
    text = text.strip()
    found = _PREFIX.match(text)
    return text[found.end() :] if found else text


# From roots to verbs


def with_me(stem: str) -> str:
    """The stem with meN-: "terima" gives "menerima", "periksa" "memeriksa", "cek" "mengecek"."""
    first, rest = stem[0], stem[1:]
    if stem in roots.SHORT:
        return "menge" + stem
    if first in _VOWELS:
        return "meng" + stem
    if first in "ptsk":
        return _softened(stem, first, rest)
    if first in "bfv":
        return "mem" + stem
    if first in "cdjz":
        return "men" + stem
    if first in "ghqx":
        return "meng" + stem
    return "me" + stem


def _softened(stem: str, first: str, rest: str) -> str:
    """Stems in p, t, s, k lose that letter, unless a consonant follows or they are exceptions."""
    nasal = {"p": "mem", "t": "men", "s": "meny", "k": "meng"}[first]
    if rest[:1] in _VOWELS and stem not in roots.KEPT and stem not in roots.PER:
        return nasal + rest
    return ("men" if first == "s" else nasal) + stem


@cache
def verbs_by_root() -> dict[str, str]:
    """The active verb of every root, by the root."""
    pairs = (entry.partition("+") for entry in roots.ROOTS.split())
    return {root: with_me(root) + ending for root, _, ending in pairs}


@cache
def _nouns() -> dict[str, str]:
    """The active verb of every root, by its noun in peN-...-an."""
    return {f"pe{with_me(root)[2:]}an": verb for root, verb in verbs_by_root().items()}


def _from_root(word: str) -> str | None:
    """A root or noun alone: "terima", "penerimaan"."""
    if word in roots.IRREGULAR:
        return roots.IRREGULAR[word]
    if word in roots.NOUNS:
        return None
    return verbs_by_root().get(word) or _nouns().get(word)


def _with_ending(word: str) -> str | None:
    """A root with an ending: "kirimkan" gives "mengirimkan", "setujui" "menyetujui"."""
    for ending in ("kan", "i"):
        root = word.removesuffix(ending)
        if root != word and root in verbs_by_root():
            return with_me(root) + ending
    return None


def _from_passive(word: str) -> str | None:
    """A passive: "diperiksa" gives "memeriksa"; unknown roots only where the ending tells."""
    if not word.startswith("di") or word in roots.NOT_PASSIVE:
        return None
    stem = word[2:]
    if stem in roots.IRREGULAR:
        return roots.IRREGULAR[stem]
    if stem in verbs_by_root():
        return with_me(stem)
    return _with_ending(stem) or (with_me(stem) if _is_long_with_ending(stem) else None)


def _is_long_with_ending(stem: str) -> bool:
    return len(stem) > 5 and stem.endswith(("kan", "i"))
