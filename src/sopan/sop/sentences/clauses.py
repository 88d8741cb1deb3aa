"""Cuts a text into clauses, each of which becomes a step."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopan.sop.positions import SHORT
from sopan.sop.sentences.subjects import Listed, does, find_head, plain_word

_NEAR = 200
"""Letters around a place where a clause may end."""
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


def clauses(line: str, listed: Listed) -> Iterator[str]:
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
    last = plain_word(piece.split()[-1])
    return len(last) > 1 and last not in _SHORT_FORMS and last not in SHORT and does(piece)


def _bare(text: str) -> str:
    """The text without numbering and words of order before it."""
    text = " ".join(text.split()).strip(" ,.;")
    while found := _NUMBERING.match(text) or _ORDER.match(text):
        text = text[found.end() :]
    return text


def _parts(cut: str, before: str, after: str, listed: Listed) -> bool:
    """Whether a new step begins behind a comma or "lalu": with an actor, or there with a verb."""
    if not _bare(before):
        return False
    head = find_head(after[:_NEAR].split(), listed)
    if head and head.verb:
        return does(before[-_NEAR:])
    return (
        bool(_IS_ORDER.search(cut)) and does(before[-_NEAR:]) and does(after[:_NEAR], at_start=True)
    )
