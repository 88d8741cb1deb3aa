"""Makes a draft drawable, however unfinished: the preview must show what is there already.

Symbols without an actor stand in a column of their own, headed by a question mark. What has no
place on a page (an arrow to a deleted row, or to its own symbol) is left out; `sopan.sop.checks`
tells of it. A finished SOP comes back as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sopan.sop.model import SOP, Actor, Flow, Step, Symbol

UNKNOWN = "?"
"""The head of the column for symbols whose actor is not yet said."""


def drawable(sop: SOP) -> SOP:
    """The SOP as it can be drawn."""
    steps = tuple(_with_symbols(sop)) or (Step("-", "", (Symbol("-.1", ()),)),)
    places = {symbol.id for step in steps for symbol in step.symbols}
    steps = tuple(_drawn(step, places) for step in steps)
    known = {actor.name for actor in sop.actors}
    names = (name for step in steps for symbol in step.symbols for name in symbol.actors)
    added = tuple(Actor(name) for name in dict.fromkeys(names) if name not in known)
    if steps == sop.steps and not added:
        return sop
    return replace(sop, actors=(*sop.actors, *added), steps=steps)


def _with_symbols(sop: SOP) -> Iterator[Step]:
    """Each row with at least one symbol, and each symbol once."""
    seen: set[str] = set()
    for step in sop.steps:
        symbols = {s.id: s for s in step.symbols if s.id not in seen}
        seen |= symbols.keys()
        yield replace(step, symbols=tuple(symbols.values()) or (Symbol(f"{step.id}.?", ()),))


def _drawn(step: Step, places: set[str]) -> Step:
    symbols = tuple(
        replace(symbol, actors=symbol.actors or (UNKNOWN,), flows=tuple(_flows(symbol, places)))
        for symbol in step.symbols
    )
    return replace(step, symbols=symbols)


def _flows(symbol: Symbol, places: set[str]) -> Iterator[Flow]:
    return (f for f in symbol.flows if f.target in places and f.target != symbol.id)
