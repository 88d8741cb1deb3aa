"""Turns sentences into steps: "Kasubag memeriksa berkas" is Kasubag, "Memeriksa berkas".

1. The text is cut into clauses: lines, ends of sentences, and "kemudian", "lalu" or a comma where
   a new actor or verb follows. Numbering and words of order are removed.
2. Who: a position of the list that stands first (the longest, short forms written out), or else
   the words before the first active verb, or those behind "oleh". Without one, it is the actor of
   the clause before.
3. What: the rest, in the active voice where the verb is known.
4. A clause that asks, or that looks whether something is so, is a decision.

Whatever was assumed stands in `notes`, so that the author corrects it. See docs/sentences.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sopan.sop import roots, verbs
from sopan.sop.findings import Language, Words
from sopan.sop.positions import SHORT, is_outside, is_position, spelled_out

LONGEST = 20_000
"""Letters that are read; a worksheet has some hundreds."""

_NEAR = 200
"""Letters around a place where a clause may end."""
_LONGEST_NAME = 12
"""Words of a name."""

NOBODY = Words(
    "Belum jelas siapa yang mengerjakan.",
    "It is not clear who does this.",
)
SAME_ACTOR = Words(
    "Pelaksana tidak disebut; dianggap masih {actor}.",
    "No actor is named; it is taken to be {actor} still.",
)
NOT_LISTED = Words(
    'Jabatan "{actor}" tidak ada dalam daftar jabatan.',
    'There is no position "{actor}" in the list.',
)
TAKEN_FOR = Words(
    '"{written}" dianggap {actor}.',
    '"{written}" is taken for {actor}.',
)
TURNED = Words(
    'Kalimat "{written}" diubah menjadi kalimat aktif.',
    'The sentence "{written}" was put in the active voice.',
)
PASSIVE = Words(
    'Kata "{word}" belum dapat diubah menjadi kata kerja aktif.',
    'The word "{word}" could not be turned into an active verb.',
)
CONDITION = Words(
    'Syarat "{condition}" belum menjadi keputusan. Tambahkan langkah pertanyaan sebelumnya.',
    'The condition "{condition}" is no decision yet. Add a question before this step.',
)
NO_VERB = Words(
    "Kata kerjanya tidak dikenali.",
    "There is no verb that is known.",
)
CUT = Words(
    "Tulisan terlalu panjang; bagian akhirnya tidak dibaca.",
    "The text is too long; its end was not read.",
)


class Note(NamedTuple):
    """What was assumed, for the author to look at."""

    words: Words
    values: Mapping[str, str]

    def say(self, language: Language) -> str:
        return self.words.say(language, self.values)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step as it was told. Several actors do it together; none means that nobody is named."""

    written: str
    text: str
    actors: tuple[str, ...] = ()
    asks: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def is_sure(self) -> bool:
        return not self.notes


def read(text: str, positions: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """The steps of a text, in its order. `positions` are those of the government."""
    listed = _Listed(positions)
    found: list[Sentence] = []
    for line in text[:LONGEST].splitlines():
        previous: tuple[str, ...] = ()
        for clause in _clauses(line, listed):
            sentence = _with_previous(_sentence(clause, listed), previous)
            previous = sentence.actors
            found.append(sentence)
    if len(text) > LONGEST and found:
        found[-1] = _noted(found[-1], CUT)
    return tuple(found)


def worksheet(
    first: str, main: str, last: str, positions: Sequence[str] = ()
) -> tuple[Sentence, ...]:
    """The steps of the annex's worksheet: how it begins, what is done, how it ends."""
    steps = [s for part in (first, main, last) for s in read(part, positions)]
    return tuple(s for n, s in enumerate(steps) if not n or _said(s) != _said(steps[n - 1]))


def _said(sentence: Sentence) -> tuple[tuple[str, ...], str]:
    return sentence.actors, sentence.text.casefold()


def _noted(sentence: Sentence, words: Words, **values: str) -> Sentence:
    return replace(sentence, notes=(*sentence.notes, Note(words, values)))


def _with_previous(sentence: Sentence, previous: tuple[str, ...]) -> Sentence:
    if sentence.actors:
        return sentence
    if not previous:
        return _noted(sentence, NOBODY)
    told = _noted(sentence, SAME_ACTOR, actor=" dan ".join(previous))
    return replace(told, actors=previous)


# Clauses

_END = re.compile(r"(?<!\d)[.!](?=\s|$)|(?<=\?)\s+|;\s*")
_SHORT_FORMS = frozenset(
    (
        *("a.n", "dll", "dr", "dra", "drs", "dsb", "dst", "h", "hj", "ir", "jl", "no", "nr"),
        *("pj", "plh", "plt", "sdr", "tgl", "u.b", "yth"),
    )
)
"""Words behind which a point ends no sentence; titles of one letter likewise."""
_THEN = re.compile(
    r",?\s+(?:dan\s+)?(?:kemudian|lalu|selanjutnya|setelah itu|sesudah itu|berikutnya)\s*,?\s+"
    r"|,\s+(?:dan\s+|sedangkan\s+|sementara\s+)?|\s+(?:dan|sedangkan)\s+",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:pertama(?:-tama)?|ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)"
    r"|mula-mula|awalnya|kemudian|lalu|selanjutnya|setelah itu|sesudah itu|berikutnya|terakhir"
    r"|akhirnya|langkah (?:ke-?)?\d+|dan)\b\s*[,:.]?\s*",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z])[.)]|[-–•*·])\s+")
_IS_ORDER = re.compile(
    r"kemudian|lalu|selanjutnya|setelah itu|sesudah itu|berikutnya", re.IGNORECASE
)


def _clauses(line: str, listed: _Listed) -> Iterator[str]:
    for sentence in _sentences(line):
        begin = 0
        for cut in _THEN.finditer(sentence):
            before, after = sentence[begin : cut.start()], sentence[cut.end() :]
            if _parts(cut.group(), before, after, listed):
                yield _bare(before)
                begin = cut.end()
        if rest := _bare(sentence[begin:]):
            yield rest


def _sentences(line: str) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(line):
        piece = line[begin : end.end()].strip()
        if piece.endswith(".") and not _is_whole(piece):
            continue
        if _bare(piece):
            yield piece.rstrip(".;!")
        begin = end.end()
    if _bare(line[begin:]):
        yield line[begin:].strip().rstrip(".;!")


def _is_whole(piece: str) -> bool:
    """Whether a point ends a sentence: it has a verb, and no short form stands last."""
    last = _plain(piece.split()[-1])
    return len(last) > 1 and last not in _SHORT_FORMS and last not in SHORT and _does(piece)


def _bare(text: str) -> str:
    """The text without numbering and words of order before it."""
    text = " ".join(text.split()).strip(" ,.;")
    while found := _NUMBERING.match(text) or _ORDER.match(text):
        text = text[found.end() :]
    return text


def _parts(cut: str, before: str, after: str, listed: _Listed) -> bool:
    """Whether a new step begins behind a comma or "lalu": with an actor, or there with a verb."""
    if not _bare(before):
        return False
    head = _head(after[:_NEAR].split(), listed)
    if head and head.verb:
        return _does(before[-_NEAR:])
    return (
        bool(_IS_ORDER.search(cut))
        and _does(before[-_NEAR:])
        and _does(after[:_NEAR], at_start=True)
    )


def _does(text: str, *, at_start: bool = False) -> bool:
    """Whether there is a verb in a text, or at its start."""
    words = [_plain(word) for word in text.split()]
    return any(map(_is_verb, words[:1] if at_start else words))


# Who

_MODAL = frozenset(
    ("akan", "bisa", "dapat", "harus", "juga", "langsung", "perlu", "segera", "sudah", "telah")
)
"""Words between an actor and its verb that say no activity."""
_STOPS = frozenset(
    (
        *("agar", "dalam", "dari", "dengan", "di", "ke", "kepada", "melalui", "pada", "paling"),
        *("sesuai", "setelah", "supaya", "untuk"),
    )
)
"""Words that end the name behind "oleh"."""
_AND = re.compile(r"\s*,\s*(?:dan\s+)?|\s+(?:dan|bersama(?:-sama)?(?: dengan)?|serta|&)\s+")


class _Head(NamedTuple):
    """The actor at the start of a clause: how many words, and where its verb is."""

    size: int
    verb: int


@dataclass(slots=True)
class _Listed:
    """The positions of the government, by their names written out."""

    names: Sequence[str]
    by_full: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.by_full = {spelled_out(name): name for name in self.names}

    def exact(self, written: str) -> str:
        return self.by_full.get(spelled_out(written), "")

    def alone(self, written: str) -> str:
        """The only position whose name begins so."""
        start = f"{spelled_out(written)} "
        found = [name for full, name in self.by_full.items() if full.startswith(start)]
        return found[0] if len(found) == 1 else ""

    def actors(self, written: str) -> tuple[tuple[str, ...], tuple[Note, ...]]:
        """The names of the list that are meant, and what was assumed."""
        whole = self.exact(written)
        parts = [whole] if whole else self._apart(written)
        found = [self._actor(part) for part in parts if part.strip()]
        names = tuple(dict.fromkeys(name for name, _ in found))
        return names, tuple(note for _, notes in found for note in notes)

    def _apart(self, written: str) -> list[str]:
        """Names that "dan" joins, where each is a position: others may have it in their name."""
        parts = [part.strip() for part in _AND.split(written)]
        are_all = all(self.exact(part) or is_position(part) for part in parts)
        return parts if are_all else [written]

    def _actor(self, written: str) -> tuple[str, tuple[Note, ...]]:
        if name := self.exact(written):
            return name, ()
        if name := self.alone(written):
            return name, (Note(TAKEN_FOR, {"written": written, "actor": name}),)
        name = written[:1].upper() + written[1:]
        if not self.names or is_outside(name):
            return name, ()
        return name, (Note(NOT_LISTED, {"actor": name}),)


def _plain(word: str) -> str:
    return word.strip(",.;:()\"'“”?!").lower()


def _is_verb(word: str) -> bool:
    return verbs.is_active(word) or _is_passive(word)


def _is_passive(word: str) -> bool:
    return word.startswith("di") and len(word) > 4 and verbs.active(word) is not None


def _head(words: Sequence[str], listed: _Listed) -> _Head | None:
    """The actor at the start: a listed position before a verb, or a position by its words."""
    verb = _first_active(words)
    if not verb:
        return None
    count = verb
    while count > 1 and _plain(words[count - 1]) in _MODAL:
        count -= 1
    written = " ".join(words[:count]).rstrip(",:-– ")
    is_known = bool(listed.exact(written)) or all(
        listed.exact(part) or is_position(part) for part in _AND.split(written)
    )
    return _Head(count, verb) if is_known else None


def _first_active(words: Sequence[str]) -> int | None:
    """The place of the first active verb; not of one that tells which ("yang membidangi")."""
    for place, written in enumerate(words):
        word = _plain(written)
        if place and _plain(words[place - 1]) in ("yang", "untuk", "agar"):
            continue
        if verbs.is_active(word) and (not place or word not in roots.PLAIN_VERBS):
            return place
        if word in roots.PLAIN_VERBS and is_position(" ".join(words[:place])):
            return place
    return None


# What

_WHETHER = re.compile(r"^\S+(?:\s+(?:kembali|ulang|dan\s+\S+))?\s+(apakah\s.+)$", re.IGNORECASE)
_IF = re.compile(r"^(?:jika|bila|apabila|kalau)\s+(.+?),\s*(?:maka\s+)?(?=\S)", re.IGNORECASE)
_IF_AFTER = re.compile(r",\s*((?:jika|bila|apabila|kalau)\s+.+)$", re.IGNORECASE)
_COLON = re.compile(r"^([^:?]{2,80}?)\s*(?::|\s[-–])\s*(?=\S)")
_QUESTION_WORD = re.compile(r"^apakah\s+", re.IGNORECASE)


def _sentence(clause: str, listed: _Listed) -> Sentence:
    condition = _IF.match(clause)
    if condition is None:
        return _unconditional(clause, listed)
    rest = _unconditional(clause[condition.end() :], listed)
    return replace(_noted(rest, CONDITION, condition=condition[1]), written=clause)


def _unconditional(clause: str, listed: _Listed) -> Sentence:
    named = _COLON.match(clause)
    if named and (listed.exact(named[1]) or is_position(named[1])):
        actors, notes = listed.actors(named[1])
        found = _activity(clause, clause[named.end() :])
        return replace(found, actors=actors, notes=(*notes, *found.notes))
    if verbs.is_question(clause) or _asks_behind_name(clause.split(), listed):
        return _question(clause, listed)
    return _passive(clause, listed) or _active(clause, listed) or _spoken(clause, listed)


_ASKING = frozenset(("apa", "apakah", "bagaimana", "berapa", "kapan", "siapa", "sudahkah"))


def _question(clause: str, listed: _Listed) -> Sentence:
    """A question; who answers it where an actor stands before it, or behind "apakah"."""
    words = clause.rstrip("? ").split()
    size = _size_before_question(words, listed)
    head = None if size else _head(words, listed)
    if size:
        actors, notes = listed.actors(_name(words[:size]))
        return Sentence(clause, _asked(" ".join(words[size:])), actors, asks=True, notes=notes)
    if head:
        actors, notes = listed.actors(_name(words[: head.size]))
        found = _activity(clause, " ".join(words[head.verb :]))
        return replace(found, asks=True, text=_asked(found.text), actors=actors, notes=notes)
    actors, notes = _asked_actors(clause, words, listed)
    return Sentence(clause, _asked(clause), actors, asks=True, notes=notes)


def _asked_actors(
    clause: str, words: Sequence[str], listed: _Listed
) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Who answers: "Apakah Kadis menyetujui?", "Apakah disetujui oleh Kadis?"."""
    subject = _QUESTION_WORD.sub("", clause.rstrip("? ")).split()
    inner = _head(subject, listed)
    if inner:
        return listed.actors(_name(subject[: inner.size]))
    plain = [_plain(word) for word in words]
    if "oleh" not in plain:
        return (), ()
    by = plain.index("oleh") + 1
    name = _name(words[by : _end_of_name(words, by, listed)])
    return listed.actors(name) if listed.exact(name) or is_position(name) else ((), ())


def _asks_behind_name(words: Sequence[str], listed: _Listed) -> bool:
    """ "Kadis apakah surat disetujui", without a question mark."""
    size = _size_before_question(words, listed)
    return 0 < size < len(words) and _plain(words[size]) in _ASKING


def _size_before_question(words: Sequence[str], listed: _Listed) -> int:
    """The words of an actor before the question: all before "apakah", or a listed position."""
    asking = next((n for n, word in enumerate(words) if _plain(word) in _ASKING), len(words))
    for size in range(min(asking, _LONGEST_NAME), 0, -1):
        name = _name(words[:size])
        stands_before = size == asking < len(words) and is_position(name) and not _does(name)
        if listed.exact(name) or stands_before:
            return size
    return 0


def _asked(text: str) -> str:
    return f"{_capital(text.rstrip('?. '))}?"


def _name(words: Sequence[str]) -> str:
    return " ".join(words).strip(" ,:;-–")


def _active(clause: str, listed: _Listed) -> Sentence | None:
    """ "Kasubag memeriksa berkas": the words before the verb are the actor."""
    words = clause.split()
    head = _head(words, listed)
    verb = head.verb if head else _first_active(words)
    if verb is None:
        return None
    found = _activity(clause, " ".join(words[verb:]))
    if not verb:
        return found
    count = head.size if head else verb
    actors, notes = listed.actors(_name(words[:count]))
    return replace(found, actors=actors, notes=(*notes, *found.notes))


def _activity(written: str, text: str) -> Sentence:
    """What is done; "memeriksa apakah berkas lengkap" asks."""
    whether = _WHETHER.match(text)
    if whether:
        return Sentence(written, _asked(whether[1]), asks=True)
    if verbs.is_question(text):
        return Sentence(written, _asked(text), asks=True)
    if verbs.begins_with_verb(text):
        found = Sentence(written, _capital(text))
        tail = _IF_AFTER.search(text)
        return _noted(found, CONDITION, condition=tail[1]) if tail else found
    turned = verbs.rephrased(text) if " " in text.strip() else None
    if turned is None:
        return _noted(Sentence(written, _capital(text)), NO_VERB)
    return _noted(Sentence(written, turned), TURNED, written=text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _passive(clause: str, listed: _Listed) -> Sentence | None:
    """ "Berkas diperiksa oleh Kasubag" as Kasubag, "Memeriksa berkas"."""
    words = clause.split()
    place = next((n for n in range(len(words)) if _is_said_passive(words, n)), None)
    first = _first_active(words)
    if place is None or (first is not None and first < place):
        return _noun_by(clause, words, listed) if first is None else None
    by, end = _agent(words, place, listed)
    actors, notes = listed.actors(_name(words[by:end]).removeprefix("oleh "))
    if by == end:
        actors, notes = (), ()
    found = _turned(clause, words, place, by, end)
    return replace(found, actors=actors, notes=(*notes, *found.notes))


def _is_said_passive(words: Sequence[str], place: int) -> bool:
    """Whether a word is the passive verb of the clause; not of one behind "yang"."""
    word = _plain(words[place])
    before = [_plain(other) for other in words[max(0, place - 2) : place]]
    is_relative = before[-1:] == ["yang"] or (
        before[:1] == ["yang"] and len(before) == 2 and before[1] in _MODAL
    )
    has_agent = place + 1 < len(words) and _plain(words[place + 1]) == "oleh"
    has_shape = word.startswith("di") and len(word) > 6 and word not in roots.NOT_PASSIVE
    has_ending = word.endswith(("kan", "i")) or has_agent
    return not is_relative and (_is_passive(word) or (has_shape and has_ending))


def _agent(words: Sequence[str], place: int, listed: _Listed) -> tuple[int, int]:
    """Where "oleh" and the name behind it stand; a listed name may stand without "oleh"."""
    plain = [_plain(word) for word in words]
    if "oleh" in plain[place:]:
        by = plain.index("oleh", place)
        return by, _end_of_name(words, by + 1, listed)
    for end in range(min(len(words), place + 1 + _LONGEST_NAME), place + 1, -1):
        if listed.exact(_name(words[place + 1 : end])):
            return place + 1, end
    return len(words), len(words)


def _turned(written: str, words: Sequence[str], place: int, by: int, end: int) -> Sentence:
    """The active sentence: the verbs, "kembali", the thing, and what follows."""
    thing, between = _lower(" ".join(words[:place])), list(words[place + 1 : by])
    rest = " ".join(words[end:])
    verb = verbs.active(_plain(words[place]))
    if verb is None:
        kept = _capital(" ".join([*words[:by], *words[end:]]))
        return _noted(Sentence(written, kept), PASSIVE, word=words[place])
    with_verb: list[str] = []
    while between and (also := _also_verb(between)):
        with_verb += also
        del between[: len(also)]
    parts = (verb, " ".join(with_verb), thing, " ".join(between), rest)
    text = _capital(" ".join(part for part in parts if part)).rstrip(" ,")
    return _noted(Sentence(written, text), TURNED, written=written)


def _also_verb(words: Sequence[str]) -> list[str]:
    """ "kembali", or "dan ditandatangani" as "dan menandatangani"; nothing for other words."""
    if _plain(words[0]) in _AGAIN:
        return [words[0]]
    verb = (
        verbs.active(_plain(words[1])) if len(words) > 1 and _is_passive(_plain(words[1])) else ""
    )
    return [words[0], verb] if verb and words[0] in ("dan", "serta", "lalu") else []


def _noun_by(clause: str, words: Sequence[str], listed: _Listed) -> Sentence | None:
    """ "Verifikasi berkas oleh Kasubag": the noun of an activity, and who does it."""
    plain = [_plain(word) for word in words]
    if "oleh" not in plain:
        return None
    by = plain.index("oleh")
    end = _end_of_name(words, by + 1, listed)
    text = verbs.rephrased(" ".join([*words[:by], *words[end:]]))
    if text is None:
        return None
    actors, notes = listed.actors(_name(words[by + 1 : end]))
    return Sentence(clause, text, actors, notes=(*notes, Note(TURNED, {"written": clause})))


_AGAIN = frozenset(("kembali", "lagi", "ulang"))


def _lower(text: str) -> str:
    """The thing within the sentence; abbreviations and names of several capitals stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _end_of_name(words: Sequence[str], begin: int, listed: _Listed) -> int:
    """Where the name behind "oleh" ends: the longest of the list, or before a preposition."""
    for end in range(min(len(words), begin + _LONGEST_NAME), begin, -1):
        if listed.exact(_name(words[begin:end])):
            return end
    for end in range(begin, len(words)):
        if _plain(words[end]) in _STOPS or words[end - 1].endswith(","):
            return end
    return len(words)


def _spoken(clause: str, listed: _Listed) -> Sentence:
    """ "Kasubag cek berkas": a bare verb behind a position; or nothing that is known."""
    words = clause.split()
    for count in range(min(len(words) - 1, 9), 0, -1):
        written = _name(words[:count])
        rest = " ".join(words[count:])
        is_known = listed.exact(written) or is_position(written)
        if is_known and verbs.active(_plain(words[count])):
            actors, notes = listed.actors(written)
            found = _activity(clause, rest)
            return replace(found, actors=actors, notes=(*notes, *found.notes))
    return _activity(clause, clause)
