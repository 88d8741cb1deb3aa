"""From the list of today and a new list of names: a first plan, to be corrected by people.

1. The same words are the same unit; a name written otherwise is renamed.
2. An old name whose words are shared out among several new ones is split; several old names whose
   words are found in one new name are merged.
3. Of the rest, the most similar pairs are renamed; what is left is new, or gone.

Only names of one class are compared: a bagian never becomes a dinas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sopan.web.organisation.models import UnitKind
from sopan.web.organisation.reorganisation.plan import (
    PREFIX,
    Close,
    Create,
    Merge,
    NewUnit,
    Operation,
    Ref,
    Rename,
    Split,
)

LIKE = 0.6
"""So much of the shorter name must be found in the other one."""
KINDS = {
    "dinas": UnitKind.AGENCY,
    "badan": UnitKind.BOARD,
    "satuan": UnitKind.OFFICE,
    "kantor": UnitKind.OFFICE,
    "inspektorat": UnitKind.INSPECTORATE,
    "kecamatan": UnitKind.DISTRICT,
    "kelurahan": UnitKind.VILLAGE,
    "bagian": UnitKind.BUREAU,
    "bidang": UnitKind.DIVISION,
    "subbagian": UnitKind.SECTION,
    "seksi": UnitKind.SECTION,
    "uptd": UnitKind.SERVICE,
}
HEADER = re.compile(r"(no|id|(nama|kode)(_\w+)?)", re.IGNORECASE)
MOST_TITLES = 20
"""So many rows may stand above the headings of a table."""
OFFICES = {"dinas", "badan", "satuan", "kantor"}
EMPTY = {"dan", "kota", "kabupaten", "daerah"}
SHORT = {"kb": "keluarga berencana", "pora": "kepemudaan olahraga", "ukm": "usaha kecil menengah"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its class, and the words that tell it from others."""

    text: str
    rank: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Old:
    """A unit of today."""

    id: int
    name: Name


@dataclass
class _Rest:
    """What is not matched yet, and the operations so far."""

    old: list[Old]
    new: list[Name]
    parent: Ref
    plan: list[Operation] = field(default_factory=list)
    made: int = 0


def propose(
    units: Iterable[tuple[int, str]], names: Iterable[str], parent: Ref, place: str = ""
) -> list[Operation]:
    """The operations that lead from the units (number, name) to the names, all below `parent`."""
    ignored = {*EMPTY, *place.casefold().split()}
    old = [Old(id_, read(text, ignored)) for id_, text in units]
    new = [read(text, ignored) for text in dict.fromkeys(filter(None, map(str.strip, names)))]
    rest = _Rest(old, new, parent)
    for step in (_identical, _same_words, _split, _merged, _similar):
        step(rest)
    rest.plan += [Create(_unit(rest, name)) for name in rest.new]
    rest.plan += [Close(one.id) for one in rest.old]
    return rest.plan


def names_in(text: str) -> list[str]:
    """The names of a pasted list: one on a line, without numbers and codes before or behind."""
    lines = (re.split(r"\t", line) for line in text.splitlines())
    found = (max(cells, key=len) for cells in lines)
    bare = (re.sub(r"^\s*[\d.]+[.)]?\s+|^\s*[-•]\s+", "", line).strip() for line in found)
    kept = (name for name in bare if any(map(str.isalpha, name)) and not HEADER.fullmatch(name))
    return list(dict.fromkeys(kept))


def names_of_table(lines: Iterable[Sequence[str]]) -> list[str]:
    """The names of a table: the column that is headed so, else the longest cell of each row."""
    rows = [[" ".join(cell.split()) for cell in line] for line in lines]
    for number, row in enumerate(rows[:MOST_TITLES]):
        for column, cell in enumerate(row):
            if cell.casefold().startswith("nama"):
                below = (r[column] for r in rows[number + 1 :] if column < len(r))
                return names_in("\n".join(below))
    return names_in("\n".join("\t".join(row) for row in rows))


def read(text: str, ignored: Iterable[str] = EMPTY) -> Name:
    """A name with its class and words; a class word alone is its own word."""
    words = re.findall(r"[a-z]+", text.casefold())
    words = [w for word in words for w in SHORT.get(word, word).split()]
    first = words[0] if words else ""
    rank = "office" if first in OFFICES else first
    own = [w for w in words[1:] if w not in set(ignored)]
    return Name(text, rank, frozenset(own or words[1:] or words))


def kind_of(text: str) -> UnitKind:
    """What a unit of this name most likely is."""
    folded = text.casefold()
    if folded.startswith("sekretariat"):
        return UnitKind.COUNCIL_SECRETARIAT if "dprd" in folded else UnitKind.SECRETARIAT
    return KINDS.get(folded.split()[0], UnitKind.OTHER)


def share(part: Name, whole: Name) -> float:
    """How much of one name's words is found in the other."""
    if part.rank != whole.rank:
        return 0
    found = sum(any(_alike(word, other) for other in whole.words) for word in part.words)
    return found / len(part.words)


def _alike(one: str, other: str) -> bool:
    """The same word, also with prefixes and suffixes: arsip, kearsipan."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 5 and short in long)


def _unit(rest: _Rest, name: Name) -> NewUnit:
    rest.made += 1
    return NewUnit(f"{PREFIX}{rest.made}", name.text, "", kind_of(name.text).value, rest.parent)


def _identical(rest: _Rest) -> None:
    texts = {one.name.text for one in rest.old} & {name.text for name in rest.new}
    rest.old = [one for one in rest.old if one.name.text not in texts]
    rest.new = [name for name in rest.new if name.text not in texts]


def _same_words(rest: _Rest) -> None:
    for one in list(rest.old):
        same = (n for n in rest.new if (n.rank, n.words) == (one.name.rank, one.name.words))
        if found := next(same, None):
            _rename(rest, one, found)


def _split(rest: _Rest) -> None:
    for one in list(rest.old):
        parts = [name for name in rest.new if share(name, one.name) >= LIKE]
        if len(parts) > 1 and _covered(one.name, parts):
            rest.plan.append(Split(one.id, tuple(_unit(rest, part) for part in parts)))
            rest.old.remove(one)
            rest.new = [name for name in rest.new if name not in parts]


def _merged(rest: _Rest) -> None:
    for name in list(rest.new):
        parts = [one for one in rest.old if share(one.name, name) >= LIKE]
        if len(parts) > 1 and _covered(name, [one.name for one in parts]):
            rest.plan.append(Merge(tuple(one.id for one in parts), _unit(rest, name)))
            rest.new.remove(name)
            rest.old = [one for one in rest.old if one not in parts]


def _covered(whole: Name, parts: Sequence[Name]) -> bool:
    """Whether each part brings words of the whole that no other part brings."""
    owned = [{w for w in whole.words if any(_alike(w, p) for p in part.words)} for part in parts]
    return all(own - {w for other in owned if other is not own for w in other} for own in owned)


def _similar(rest: _Rest) -> None:
    pairs = [
        (max(share(one.name, name), share(name, one.name)), one, name)
        for one in rest.old
        for name in rest.new
    ]
    ranked = sorted(pairs, key=lambda pair: -pair[0])
    for likeness, one, name in ranked:
        if likeness >= LIKE and one in rest.old and name in rest.new:
            _rename(rest, one, name)


def _rename(rest: _Rest, one: Old, name: Name) -> None:
    rest.old.remove(one)
    rest.new.remove(name)
    rest.plan.append(Rename(one.id, name.text))
