"""Turns the passive into the active: "Berkas diperiksa oleh Kasubag" is "Memeriksa berkas"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sopan.sop import roots, verbs
from sopan.sop.sentences.notes import PASSIVE, TURNED, Note, Sentence, noted
from sopan.sop.sentences.subjects import (
    LONGEST_NAME,
    MODAL,
    Listed,
    capital,
    end_of_name,
    first_active,
    is_passive,
    name_of,
    plain_word,
)

_AGAIN = frozenset(("kembali", "lagi", "ulang"))


def passive(clause: str, listed: Listed) -> Sentence | None:
    """ "Berkas diperiksa oleh Kasubag" as Kasubag, "Memeriksa berkas"."""
    words = clause.split()
    place = next((n for n in range(len(words)) if _is_said_passive(words, n)), None)
    first = first_active(words)
    if place is None or (first is not None and first < place):
        return _noun_by(clause, words, listed) if first is None else None
    by, end = _agent(words, place, listed)
    begin = by + 1 if plain_word(" ".join(words[by : by + 1])) == "oleh" else by
    actors, notes = listed.actors(name_of(words[begin:end]))
    found = _turned(clause, words, place, by, end)
    return replace(found, actors=actors, notes=(*notes, *found.notes))


def _is_said_passive(words: Sequence[str], place: int) -> bool:
    """Whether a word is the passive verb of the clause; not of one behind "yang"."""
    word = plain_word(words[place])
    before = [plain_word(other) for other in words[max(0, place - 2) : place]]
    is_relative = before[-1:] == ["yang"] or (
        before[:1] == ["yang"] and len(before) == 2 and before[1] in MODAL
    )
    has_agent = place + 1 < len(words) and plain_word(words[place + 1]) == "oleh"
    has_shape = word.startswith("di") and len(word) > 6 and word not in roots.NOT_PASSIVE
    has_ending = word.endswith(("kan", "i")) or has_agent
    return not is_relative and (is_passive(word) or (has_shape and has_ending))


def _agent(words: Sequence[str], place: int, listed: Listed) -> tuple[int, int]:
    """Where "oleh" and the name behind it stand; a listed name may stand without "oleh"."""
    plain = [plain_word(word) for word in words]
    if "oleh" in plain[place:]:
        by = plain.index("oleh", place)
        return by, end_of_name(words, by + 1, listed)
    for end in range(min(len(words), place + 1 + LONGEST_NAME), place + 1, -1):
        if listed.exact(name_of(words[place + 1 : end])):
            return place + 1, end
    return len(words), len(words)


def _turned(written: str, words: Sequence[str], place: int, by: int, end: int) -> Sentence:
    """The active sentence: the verbs, "kembali", the thing, and what follows."""
    thing, between = _lower(" ".join(words[:place])), list(words[place + 1 : by])
    rest = " ".join(words[end:])
    verb = verbs.active(plain_word(words[place]))
    if verb is None:
        kept = capital(" ".join([*words[:by], *words[end:]]))
        return noted(Sentence(written, kept), PASSIVE, word=words[place])
    with_verb: list[str] = []
    while between and (also := _also_verb(between)):
        with_verb += also
        del between[: len(also)]
    parts = (verb, " ".join(with_verb), thing, " ".join(between), rest)
    text = capital(" ".join(part for part in parts if part)).rstrip(" ,")
    return noted(Sentence(written, text), TURNED, written=written)


def _also_verb(words: Sequence[str]) -> list[str]:
    """ "kembali", or "dan ditandatangani" as "dan menandatangani"; nothing for other words."""
    if plain_word(words[0]) in _AGAIN:
        return [words[0]]
    other = plain_word(words[1]) if len(words) > 1 else ""
    verb = verbs.active(other) if is_passive(other) else ""
    return [words[0], verb] if verb and words[0] in ("dan", "serta", "lalu") else []


def _noun_by(clause: str, words: Sequence[str], listed: Listed) -> Sentence | None:
    """ "Verifikasi berkas oleh Kasubag": the noun of an activity, and who does it."""
    plain = [plain_word(word) for word in words]
    if "oleh" not in plain:
        return None
    by = plain.index("oleh")
    end = end_of_name(words, by + 1, listed)
    text = verbs.rephrased(" ".join([*words[:by], *words[end:]]))
    if text is None:
        return None
    actors, notes = listed.actors(name_of(words[by + 1 : end]))
    return Sentence(clause, text, actors, notes=(*notes, Note(TURNED, {"written": clause})))


def _lower(text: str) -> str:
    """The thing within the sentence; abbreviations and names of several capitals stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
