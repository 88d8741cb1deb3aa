"""How the grid writes actors and arrows, and reads what an author types there.

Kasubag Umum              one actor
Kasubag Umum + Staf       together
Staf > Kasubag Umum       one after the other
(empty), berikutnya       the next symbol
5, 5b                     row 5; its second symbol
5 · 7                     to both at once
Ya 5 · Tidak 2            a decision; any labels, any number
selesai                   the end
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sopan.sop.editing.edits import EditError
from sopan.sop.editing.typed import one_line
from sopan.sop.findings import Words
from sopan.sop.flow import numbers
from sopan.sop.model import SOP, Flow, Symbol

TOGETHER = " + "
CHAIN = " > "
BETWEEN = " · "
END = "selesai"
NEXT = "berikutnya"

ANSWERS = {"ya": "yes", "y": "yes", "yes": "yes", "tidak": "no", "t": "no", "tdk": "no", "no": "no"}
"""Answers whose printed word the profile decides."""
_SHOWN = {"yes": "Ya", "no": "Tidak"}
_ENDS = frozenset({"selesai", "akhir", "end", "tamat", "stop"})
_NEXTS = frozenset({"", "berikutnya", "lanjut", "next", "-"})

_PLACE = r"\d{1,4}[a-z]{0,2}|selesai|akhir|end|berikutnya|lanjut"
_BARE = re.compile(rf"(?:{_PLACE})(?:(?:\s*[,&/+]\s*|\s+dan\s+|\s+)(?:{_PLACE}))*", re.IGNORECASE)
_PLACES = re.compile(_PLACE, re.IGNORECASE)
_PART = re.compile(
    rf"(?P<label>.*?)\s*(?:→|->|=>|[:=]|\bke langkah|\bke|\blangkah)?\s*\b(?P<place>{_PLACE})",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = re.compile(r"([^\W\d]+)\s*(\d{1,4}[a-z]?)(?=\s|$)")
_SEPARATORS = re.compile(r"\s*[·;\n]\s*")
_AND = re.compile(r"\s+(?:\+|bersama)\s+")
_THEN = re.compile(r"\s+(?:>|→|->)\s+")

UNREAD_FLOW = Words(
    'Tujuan "{text}" tidak terbaca. Tulis nomor langkah, misalnya 5, atau Ya 5 · Tidak 2.',
    'The place "{text}" cannot be read. Write a row number, such as 5, or Ya 5 · Tidak 2.',
)
NO_SUCH_ROW = Words(
    "Langkah {place} tidak ada; langkah terakhir bernomor {last}.",
    "There is no row {place}; the last one is {last}.",
)
END_OF_BRANCH = Words(
    'Cabang "{label}" tidak dapat langsung selesai: panah perlu tempat tujuan. Tambahkan langkah '
    "penutup, lalu arahkan cabang ke sana.",
    'Branch "{label}" cannot end at once: an arrow needs a place. Add a closing row and lead the '
    "branch there.",
)


class Route(NamedTuple):
    """One arrow as typed: its label ("" for none) and the words of its place."""

    label: str
    place: str


# Actors


def actors_text(symbol: Symbol) -> str:
    return TOGETHER.join(symbol.actors)


def read_actors(text: str, known: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The actors of each symbol in turn; a name that is known is never taken apart."""
    line = one_line(text)
    if not line:
        return ((),)
    if line in known:
        return ((line,),)
    return tuple(_together(part, known) for part in _THEN.split(line) if part.strip()) or ((),)


def _together(text: str, known: Sequence[str]) -> tuple[str, ...]:
    part = text.strip()
    if part in known:
        return (part,)
    names = (_known(name.strip(), known) for name in _AND.split(part))
    return tuple(dict.fromkeys(name for name in names if name))


def _known(name: str, known: Sequence[str]) -> str:
    """The column that is meant: capital letters do not make another actor."""
    return next((other for other in known if other.casefold() == name.casefold()), name)


# Arrows


def label_text(label: str) -> str:
    """The word of a label in the grid; yes and no are kept in English."""
    return _SHOWN.get(label, label)


def flow_text(symbol: Symbol, names: Mapping[str, str], default: str) -> str:
    """The arrows of a symbol; "" for the one to `default`, the symbol that follows it.

    `names` are those of `place_names`.
    """
    targets = [(flow.label, flow.target) for flow in symbol.flows]
    if targets == ([("", default)] if default else []):
        return ""
    if not targets:
        return END
    return BETWEEN.join(
        f"{label_text(label)} {names.get(target, '?')}".strip() for label, target in targets
    )


def place_names(sop: SOP) -> dict[str, str]:
    """How the grid names each symbol: the row's number, with a letter from its second symbol on."""
    first = {step.symbols[0].id: str(row) for row, step in enumerate(sop.steps, 1) if step.symbols}
    return numbers(sop) | first


def read_routes(text: str) -> tuple[Route, ...]:
    """The arrows that a text names. Raises EditError where it cannot be read."""
    line = text.strip()
    if line.casefold() in _NEXTS:
        return (Route("", NEXT),)
    if _BARE.fullmatch(line):
        return tuple(Route("", place) for place in _PLACES.findall(line))
    parts = [part for part in _SEPARATORS.split(line) if part]
    if len(parts) == 1:
        parts = _apart(line)
    routes = [_route(part) for part in parts]
    return tuple(route for found in routes for route in found)


def _apart(line: str) -> list[str]:
    """Branches that were written without a dot between them: "Y3 T1", "Ya 3, Tidak 1"."""
    by_comma = [part for part in re.split(r"\s*,\s*", line) if part]
    if len(by_comma) > 1 and all(_PART.fullmatch(part) for part in by_comma):
        return by_comma
    short = _SHORT.findall(line)
    if len(short) > 1 and not _SHORT.sub("", line).strip():
        return [f"{label} {place}" for label, place in short]
    return [line]


def _route(part: str) -> tuple[Route, ...]:
    if _BARE.fullmatch(part):
        return tuple(Route("", place) for place in _PLACES.findall(part))
    short = _SHORT.fullmatch(part)
    found = _PART.fullmatch(part)
    label, place = (
        short.groups() if short else (found["label"], found["place"]) if found else ("", "")
    )
    if not place:
        raise EditError(UNREAD_FLOW, text=part)
    return (Route(_label(label), place),)


def _label(written: str) -> str:
    label = one_line(written).rstrip(":=→-> ").strip()
    return ANSWERS.get(label.casefold(), label)


def flows_of(sop: SOP, routes: Sequence[Route], default: str) -> tuple[Flow, ...]:
    """The arrows that routes name. Raises EditError for a row that does not exist."""
    if len(routes) == 1 and not routes[0].label and routes[0].place.casefold() in _ENDS:
        return ()
    named = {name: id_ for names in (numbers(sop), place_names(sop)) for id_, name in names.items()}
    flows = (_flow(sop, route, named, default) for route in routes)
    return tuple(dict.fromkeys(flow for flow in flows if flow))


def _flow(sop: SOP, route: Route, named: dict[str, str], default: str) -> Flow | None:
    place = route.place.casefold()
    if place in _NEXTS:
        return Flow(default, route.label) if default else None
    if place in _ENDS:
        raise EditError(END_OF_BRANCH, label=label_text(route.label))
    if place.lstrip("0") not in named:
        raise EditError(NO_SUCH_ROW, place=route.place, last=len(sop.steps))
    return Flow(named[place.lstrip("0")], route.label)
