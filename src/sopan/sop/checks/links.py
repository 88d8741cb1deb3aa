"""Whether what SOPs say of each other is so: SOP301 to SOP309.

A key is the id, the title or the number of an SOP, without differences of case and spacing and
without the word "SOP" before it. An id goes before titles and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopan.sop import flow
from sopan.sop.checks.rule import ADVICE, ERROR, WARNING, Found, plain, rule
from sopan.sop.findings import Finding, Path, Rule, Words
from sopan.sop.model import SOP

_RELATED = Words(
    "PermenPANRB 35/2012, lampiran: bagian Keterkaitan menyebut SOP lain yang berhubungan.",
    "PermenPANRB 35/2012, annex: the part Keterkaitan names the SOPs that belong together.",
)
_MACRO = Words(
    "PermenPANRB 35/2012, lampiran: langkah SOP makro dijabarkan dalam SOP mikro.",
    "PermenPANRB 35/2012, annex: the steps of a macro SOP are worked out in micro SOPs.",
)
_KEY = Words(
    "Praktik: satu kunci, judul, atau nomor menunjuk tepat satu SOP.",
    "Practice: a key, title or number stands for exactly one SOP.",
)

RELATED_MISSING = rule(
    "SOP301",
    WARNING,
    ("SOP terkait tidak ada", "Related SOP missing"),
    (
        'SOP terkait dengan kunci "{key}" tidak ada di antara SOP yang diperiksa.',
        'There is no related SOP with the key "{key}" among those checked.',
    ),
    ("Betulkan kuncinya, atau tambahkan SOP itu.", "Correct the key, or add that SOP."),
    _RELATED,
)
MACRO_MISSING = rule(
    "SOP302",
    ERROR,
    ("SOP yang diwakili tidak ada", "SOP behind a step missing"),
    (
        'Langkah {step} mewakili SOP "{key}", yang tidak ada di antara SOP yang diperiksa.',
        'Step {step} stands for the SOP "{key}", which is not among those checked.',
    ),
    ("Betulkan kuncinya, atau tambahkan SOP itu.", "Correct the key, or add that SOP."),
    _MACRO,
)
NOTE_MISSING = rule(
    "SOP303",
    WARNING,
    ("SOP dalam keterangan tidak ada", "SOP in a note missing"),
    (
        'Keterangan langkah {step} menyebut SOP "{key}", yang tidak ada di antara SOP yang '
        "diperiksa.",
        'The note of step {step} names the SOP "{key}", which is not among those checked.',
    ),
    ("Betulkan kuncinya, atau tambahkan SOP itu.", "Correct the key, or add that SOP."),
    _RELATED,
)
RELATED_UNKNOWN = rule(
    "SOP304",
    ADVICE,
    ("SOP terkait tidak dikenal", "Related SOP unknown"),
    (
        '"{text}" tidak dikenal sebagai SOP di antara yang diperiksa.',
        '"{text}" is not known as an SOP among those checked.',
    ),
    (
        "Bila SOP itu ada, samakan tulisannya dengan judulnya atau beri kunci `sop`; "
        "bila masih di atas kertas, biarkan.",
        "If the SOP exists, write its title or give the key `sop`; if it is on paper, leave it.",
    ),
    _RELATED,
)
MACRO_CYCLE = rule(
    "SOP305",
    ERROR,
    ("SOP saling mewakili", "SOPs that stand for each other"),
    ("SOP ini memuat dirinya sendiri: {path}.", "This SOP contains itself: {path}."),
    (
        "Hapus salah satu `macro` pada putaran itu, misalnya di langkah {step}.",
        "Take one `macro` of the circle away, such as that of step {step}.",
    ),
    _MACRO,
)
DUPLICATE_ID = rule(
    "SOP306",
    ERROR,
    ("Kunci SOP ganda", "SOP key used twice"),
    (
        'Kunci "{id}" sudah dipakai oleh SOP "{title}".',
        'The key "{id}" is used already by the SOP "{title}".',
    ),
    ("Beri salah satunya `id` lain.", "Give one of them another `id`."),
    _KEY,
)
AMBIGUOUS = rule(
    "SOP307",
    WARNING,
    ("Kunci menunjuk beberapa SOP", "Key of several SOPs"),
    (
        'Kunci "{key}" cocok dengan beberapa SOP: {ids}.',
        'The key "{key}" fits several SOPs: {ids}.',
    ),
    ("Sebut SOP itu dengan `id`-nya.", "Name the SOP by its `id`."),
    _KEY,
)
SELF_LINK = rule(
    "SOP308",
    ADVICE,
    ("SOP menyebut dirinya sendiri", "SOP that names itself"),
    ("SOP ini menyebut dirinya sendiri sebagai SOP terkait.", "This SOP is related to itself."),
    ("Hapus, atau sebut SOP yang dimaksud.", "Remove it, or name the SOP that is meant."),
    _RELATED,
)
DUPLICATE_NUMBER = rule(
    "SOP309",
    WARNING,
    ("Nomor SOP ganda", "SOP number used twice"),
    (
        'Nomor "{number}" sudah dipakai oleh SOP "{title}".',
        'The number "{number}" is used already by the SOP "{title}".',
    ),
    ("Beri setiap SOP nomor sendiri.", "Give every SOP a number of its own."),
    _KEY,
)

RULES: tuple[Rule, ...] = (
    *(RELATED_MISSING, MACRO_MISSING, NOTE_MISSING, RELATED_UNKNOWN, MACRO_CYCLE),
    *(DUPLICATE_ID, AMBIGUOUS, SELF_LINK, DUPLICATE_NUMBER),
)


class Keys:
    """The SOPs of a set by their keys, as positions in the set."""

    def __init__(self, sops: Sequence[SOP]) -> None:
        self._ids: dict[str, list[int]] = {}
        self._others: dict[str, list[int]] = {}
        for position, sop in enumerate(sops):
            self._ids.setdefault(normal(sop.id), []).append(position)
            for key in {normal(sop.title), normal(sop.number)} - {""}:
                self._others.setdefault(key, []).append(position)

    def find(self, key: str) -> list[int]:
        """The positions that a key stands for: none, one, or several when it is ambiguous."""
        return self._ids.get(normal(key)) or self._others.get(normal(key)) or []


def normal(key: str) -> str:
    """A key as it is compared."""
    return plain(key).removeprefix("sop ")


def links(sops: Sequence[SOP]) -> Iterator[Found]:
    """What is wrong between SOPs; a missing SOP is told only where several are checked."""
    keys = Keys(sops)
    yield from _doubles(sops)
    for position, sop in enumerate(sops):
        for finding in _links(sops, sop, position, keys):
            yield Found(position, finding)
    yield from _cycles(sops, keys)


def _doubles(sops: Sequence[SOP]) -> Iterator[Found]:
    ids: dict[str, SOP] = {}
    numbers: dict[str, SOP] = {}
    for position, sop in enumerate(sops):
        first = ids.setdefault(normal(sop.id), sop)
        if first is not sop:
            values = {"id": sop.id, "title": first.title}
            yield Found(position, Finding(DUPLICATE_ID, ("id",), values))
        number = plain(sop.number)
        if number and numbers.setdefault(number, sop) is not sop:
            values = {"number": sop.number, "title": numbers[number].title}
            yield Found(position, Finding(DUPLICATE_NUMBER, ("number",), values))


def _links(sops: Sequence[SOP], sop: SOP, own: int, keys: Keys) -> Iterator[Finding]:
    is_set = len(sops) > 1
    for path, found, key, values in _named(sop):
        fits = keys.find(key)
        if len(fits) > 1:
            ids = ", ".join(sops[position].id for position in fits)
            yield Finding(AMBIGUOUS, path, {"key": key, "ids": ids})
        elif not fits and is_set:
            yield Finding(found, path, values)
        elif fits == [own] and path[0] == "related":
            yield Finding(SELF_LINK, path)


def _named(sop: SOP) -> Iterator[tuple[Path, Rule, str, dict[str, object]]]:
    """Every place that names an SOP, the rule that it breaks when there is none, and the key."""
    for position, link in enumerate(sop.related):
        path: Path = ("related", position)
        if link.sop:
            yield path, RELATED_MISSING, link.sop, {"key": link.sop}
        elif link.text.strip():
            yield path, RELATED_UNKNOWN, link.text, {"text": link.text}
    for row, step in enumerate(sop.steps):
        if step.macro:
            values: dict[str, object] = {"step": row + 1, "key": step.macro}
            yield ("steps", row, "macro"), MACRO_MISSING, step.macro, values
        if step.note and step.note.sop:
            values = {"step": row + 1, "key": step.note.sop}
            yield ("steps", row, "note"), NOTE_MISSING, step.note.sop, values


# Circles of macros


def _cycles(sops: Sequence[SOP], keys: Keys) -> Iterator[Found]:
    """Each circle once, at the first SOP of the set that stands on it."""
    graph = _core(_macros(sops, keys))
    told: set[str] = set()
    for name in graph:
        loop = () if name in told else flow.shortest_loop(graph, name)
        if not loop:
            continue
        told.update(loop)
        sop = sops[int(name)]
        row = next(
            row
            for row, step in enumerate(sop.steps)
            if step.macro and keys.find(step.macro) == [int(loop[1])]
        )
        path = " → ".join(sops[int(position)].id for position in loop)
        finding = Finding(MACRO_CYCLE, ("steps", row, "macro"), {"path": path, "step": row + 1})
        yield Found(int(name), finding)


def _macros(sops: Sequence[SOP], keys: Keys) -> dict[str, tuple[str, ...]]:
    """Which SOPs stand for which, by position written as text."""
    fits = {
        str(position): [keys.find(step.macro) for step in sop.steps if step.macro]
        for position, sop in enumerate(sops)
    }
    return {
        name: tuple(dict.fromkeys(str(found[0]) for found in all_found if len(found) == 1))
        for name, all_found in fits.items()
    }


def _core(graph: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The graph without what stands for nothing, again and again: what is left leads to circles."""
    back = flow.reversed_graph(graph)
    left = {name: len(targets) for name, targets in graph.items()}
    done = [name for name, count in left.items() if not count]
    for name in done:
        for source in back[name]:
            left[source] -= 1
            if not left[source]:
                done.append(source)
    core = set(graph) - set(done)
    return {
        name: tuple(target for target in targets if target in core)
        for name, targets in graph.items()
        if name in core
    }
