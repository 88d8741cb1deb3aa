"""Reads where a row leads, as officials write it: "5", "Y3 T1", "jika tidak kembali ke langkah 2".

A text is read whole or not at all. In the remarks a number alone is no place, and neither is
"rangkap ke 2": there an answer, a condition, or a word for "step" must stand with it.
"""

from __future__ import annotations

import re

from sopan.formats.clipboard.pasted import Branch
from sopan.sop.editing.words import END, NEXT

_LONGEST = 200

_STEP = r"(?:langkah|nomor|no\b\.?|kegiatan|aktivitas|baris|butir|poin|point|step|tahap)"
_CLAUSE = re.compile(
    rf"""
    (?P<if> (?:jika|bila|apabila|kalau|bilamana) \s+ )?
    (?P<label> [^\W\d] [^\d,;:=→>()\n|·]{{0,40}}? )??
    \s* (?: , | : | = | → | -> | => | > | - | \( )? \s*
    (?: maka \s+ )?
    (?P<verb> (?: (?:di)? (?:lanjut|kembali|terus|ulang)(?:kan|i)? | menuju | balik | proses ) \b
        \s* (?: lagi \s+ )? )?
    (?P<to> (?:ke|pada|dari) \b [\s-]* )?
    (?P<step> {_STEP} \s* (?: {_STEP} \s* )? (?:ke [\s-]* )? )?
    (?: (?P<number> \d{{1,4}}[a-z]? ) | (?P<end> selesai|akhir )
      | (?P<next> (?:langkah\ )? (?:berikutnya|selanjutnya) | lanjut ) )
    \b \s* \)? \.?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/|·\n&+]|\bdan\b|\bsedangkan\b)?\s*", re.IGNORECASE)

_YES = frozenset(("y", "ya", "yes"))
_NO = frozenset(("t", "tdk", "tidak", "no", "n", "belum"))
_AGAINST = ("tidak ", "belum ", "tdk ", "kurang ")


def read(text: str) -> tuple[Branch, ...]:
    """The ways of a text in the column for them; none when it cannot be read."""
    return _named([_branch(clause) for clause in _clauses(text)])


def read_remark(text: str) -> tuple[Branch, ...]:
    """The ways of a text among the remarks; none where it may well mean something else."""
    clauses = _clauses(text)
    return _named([_branch(c) for c in clauses]) if all(map(_is_clear, clauses)) else ()


def _clauses(text: str) -> list[re.Match[str]]:
    text = text.strip()
    clauses: list[re.Match[str]] = []
    position = 0
    while position < len(text) <= _LONGEST:
        clause = _CLAUSE.match(text, position)
        if clause is None:
            return []
        clauses.append(clause)
        between = _BETWEEN.match(text, clause.end())
        position = between.end() if between else clause.end()
    return clauses


def _is_clear(clause: re.Match[str]) -> bool:
    label = _plain(clause["label"])
    if label in _YES | _NO or clause["if"]:
        return True
    return bool(clause["step"] and (clause["to"] or clause["verb"])) and not label


def _branch(clause: re.Match[str]) -> Branch:
    label = " ".join((clause["label"] or "").split()).strip(" -")
    if clause["number"]:
        return Branch(label, clause["number"].lower().lstrip("0") or "0")
    return Branch(label, END if clause["end"] else NEXT)


def _plain(label: str | None) -> str:
    return " ".join((label or "").casefold().split()).strip(" -")


def _named(branches: list[Branch]) -> tuple[Branch, ...]:
    """Ya and Tidak as "yes" and "no", also of "lengkap" and "tidak lengkap"."""
    against = [_is_no(_plain(branch.label)) for branch in branches]
    one_each = len(branches) <= 2 and sum(against) == 1
    labels = [
        _answer(branch.label, is_no, one_each)
        for branch, is_no in zip(branches, against, strict=True)
    ]
    return tuple(Branch(label, b.place) for label, b in zip(labels, branches, strict=True))


def _is_no(label: str) -> bool:
    return label in _NO or label.startswith(_AGAINST)


def _answer(label: str, is_no: bool, one_each: bool) -> str:
    if _plain(label) in _YES:
        return "yes"
    if is_no and (one_each or _plain(label) in _NO):
        return "no"
    return "yes" if one_each and label and not is_no else label
