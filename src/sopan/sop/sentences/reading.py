"""Reads a text as steps: each clause as a question, a passive, an active or a bare verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sopan.sop import verbs
from sopan.sop.positions import is_position
from sopan.sop.sentences.clauses import clauses
from sopan.sop.sentences.notes import (
    CONDITION,
    CUT,
    NO_VERB,
    NOBODY,
    SAME_ACTOR,
    TURNED,
    Note,
    Sentence,
    noted,
)
from sopan.sop.sentences.passive import passive
from sopan.sop.sentences.subjects import (
    LONGEST_NAME,
    Listed,
    capital,
    does,
    end_of_name,
    find_head,
    first_active,
    name_of,
    plain_word,
)

LONGEST = 20_000
"""Letters that are read; a worksheet has some hundreds."""
_WHETHER = re.compile(r"^\S+(?:\s+(?:kembali|ulang|dan\s+\S+))?\s+(apakah\s.+)$", re.IGNORECASE)
_IF = re.compile(r"^(?:jika|bila|apabila|kalau)\s+(.+?),\s*(?:maka\s+)?(?=\S)", re.IGNORECASE)
_IF_AFTER = re.compile(r",\s*((?:jika|bila|apabila|kalau)\s+.+)$", re.IGNORECASE)
_COLON = re.compile(r"^([^:?]{2,80}?)\s*(?::|\s[-–])\s*(?=\S)")
_QUESTION_WORD = re.compile(r"^apakah\s+", re.IGNORECASE)
_ASKING = frozenset(("apa", "apakah", "bagaimana", "berapa", "kapan", "siapa", "sudahkah"))


def read(text: str, positions: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """The steps of a text, in its order. `positions` are those of the government."""
    listed = Listed(positions)
    found: list[Sentence] = []
    for line in text[:LONGEST].splitlines():
        previous: tuple[str, ...] = ()
        for clause in clauses(line, listed):
            sentence = _with_previous(_sentence(clause, listed), previous)
            previous = sentence.actors
            found.append(sentence)
    if len(text) > LONGEST and found:
        found[-1] = noted(found[-1], CUT)
    return tuple(found)


def worksheet(
    first: str, main: str, last: str, positions: Sequence[str] = ()
) -> tuple[Sentence, ...]:
    """The steps of the annex's worksheet: how it begins, what is done, how it ends."""
    steps = [s for part in (first, main, last) for s in read(part, positions)]
    return tuple(s for n, s in enumerate(steps) if not n or _said(s) != _said(steps[n - 1]))


def _said(sentence: Sentence) -> tuple[tuple[str, ...], str]:
    return sentence.actors, sentence.text.casefold()


def _with_previous(sentence: Sentence, previous: tuple[str, ...]) -> Sentence:
    if sentence.actors:
        return sentence
    if not previous:
        return noted(sentence, NOBODY)
    told = noted(sentence, SAME_ACTOR, actor=" dan ".join(previous))
    return replace(told, actors=previous)


def _sentence(clause: str, listed: Listed) -> Sentence:
    condition = _IF.match(clause)
    if condition is None:
        return _unconditional(clause, listed)
    rest = _unconditional(clause[condition.end() :], listed)
    return replace(noted(rest, CONDITION, condition=condition[1]), written=clause)


def _unconditional(clause: str, listed: Listed) -> Sentence:
    named = _COLON.match(clause)
    if named and (listed.exact(named[1]) or is_position(named[1])):
        actors, notes = listed.actors(named[1])
        found = _activity(clause, clause[named.end() :])
        return replace(found, actors=actors, notes=(*notes, *found.notes))
    if verbs.is_question(clause) or _asks_behind_name(clause.split(), listed):
        return _question(clause, listed)
    return passive(clause, listed) or _active(clause, listed) or _spoken(clause, listed)


def _question(clause: str, listed: Listed) -> Sentence:
    """A question; who answers it where an actor stands before it, or behind "apakah"."""
    words = clause.rstrip("? ").split()
    size = _size_before_question(words, listed)
    head = None if size else find_head(words, listed)
    if size:
        actors, notes = listed.actors(name_of(words[:size]))
        return Sentence(clause, _asked(" ".join(words[size:])), actors, asks=True, notes=notes)
    if head:
        actors, notes = listed.actors(name_of(words[: head.size]))
        found = _activity(clause, " ".join(words[head.verb :]))
        return replace(found, asks=True, text=_asked(found.text), actors=actors, notes=notes)
    actors, notes = _asked_actors(clause, words, listed)
    return Sentence(clause, _asked(clause), actors, asks=True, notes=notes)


def _asked_actors(
    clause: str, words: Sequence[str], listed: Listed
) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Who answers: "Apakah Kadis menyetujui?", "Apakah disetujui oleh Kadis?"."""
    subject = _QUESTION_WORD.sub("", clause.rstrip("? ")).split()
    inner = find_head(subject, listed)
    if inner:
        return listed.actors(name_of(subject[: inner.size]))
    plain = [plain_word(word) for word in words]
    if "oleh" not in plain:
        return (), ()
    by = plain.index("oleh") + 1
    name = name_of(words[by : end_of_name(words, by, listed)])
    return listed.actors(name) if listed.exact(name) or is_position(name) else ((), ())


def _asks_behind_name(words: Sequence[str], listed: Listed) -> bool:
    """ "Kadis apakah surat disetujui", without a question mark."""
    size = _size_before_question(words, listed)
    return 0 < size < len(words) and plain_word(words[size]) in _ASKING


def _size_before_question(words: Sequence[str], listed: Listed) -> int:
    """The words of an actor before the question: all before "apakah", or a listed position."""
    asking = next((n for n, word in enumerate(words) if plain_word(word) in _ASKING), len(words))
    for size in range(min(asking, LONGEST_NAME), 0, -1):
        name = name_of(words[:size])
        stands_before = size == asking < len(words) and is_position(name) and not does(name)
        if listed.exact(name) or stands_before:
            return size
    return 0


def _asked(text: str) -> str:
    return f"{capital(text.rstrip('?. '))}?"


def _active(clause: str, listed: Listed) -> Sentence | None:
    """ "Kasubag memeriksa berkas": the words before the verb are the actor."""
    words = clause.split()
    head = find_head(words, listed)
    verb = head.verb if head else first_active(words)
    if verb is None:
        return None
    found = _activity(clause, " ".join(words[verb:]))
    if not verb:
        return found
    count = head.size if head else verb
    actors, notes = listed.actors(name_of(words[:count]))
    return replace(found, actors=actors, notes=(*notes, *found.notes))


def _activity(written: str, text: str) -> Sentence:
    """What is done; "memeriksa apakah berkas lengkap" asks."""
    whether = _WHETHER.match(text)
    if whether:
        return Sentence(written, _asked(whether[1]), asks=True)
    if verbs.is_question(text):
        return Sentence(written, _asked(text), asks=True)
    if verbs.begins_with_verb(text):
        found = Sentence(written, capital(text))
        tail = _IF_AFTER.search(text)
        return noted(found, CONDITION, condition=tail[1]) if tail else found
    turned = verbs.rephrased(text) if " " in text.strip() else None
    if turned is None:
        return noted(Sentence(written, capital(text)), NO_VERB)
    return noted(Sentence(written, turned), TURNED, written=text)


def _spoken(clause: str, listed: Listed) -> Sentence:
    """ "Kasubag cek berkas": a bare verb behind a position; or nothing that is known."""
    words = clause.split()
    for count in range(min(len(words) - 1, 9), 0, -1):
        written = name_of(words[:count])
        rest = " ".join(words[count:])
        is_known = listed.exact(written) or is_position(written)
        if is_known and verbs.active(plain_word(words[count])):
            actors, notes = listed.actors(written)
            found = _activity(clause, rest)
            return replace(found, actors=actors, notes=(*notes, *found.notes))
    return _activity(clause, clause)
