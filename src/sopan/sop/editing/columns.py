"""Edits of actors: the columns of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sopan.sop.editing.edits import EditError, MoveActor, RemoveActor, RenameActor, SetExternal
from sopan.sop.editing.typed import one_line
from sopan.sop.findings import Words
from sopan.sop.model import SOP, Actor, Step, Symbol

NO_NAME = Words("Tuliskan nama pelaksana.", "Write the name of the actor.")
NO_COLUMN = Words(
    "Pelaksana {actor} sudah tidak ada. Muat ulang halaman untuk melihat keadaan terakhir.",
    "The actor {actor} is gone. Load the page again to see how it is now.",
)


def with_actors_of(sop: SOP, steps: Iterable[Step]) -> SOP:
    """The SOP with a column for every actor of the steps; new ones stand last, in their order."""
    known = {actor.name for actor in sop.actors}
    names = (name for step in steps for symbol in step.symbols for name in symbol.actors)
    new = [name for name in dict.fromkeys(names) if name not in known]
    return replace(sop, actors=(*sop.actors, *map(Actor, new))) if new else sop


def rename(sop: SOP, edit: RenameActor, _ids: Iterator[str]) -> SOP:
    """Another name, everywhere; the name of another column joins the two in that one."""
    old, new = _find(sop, edit.actor), one_line(edit.name)
    if not new:
        raise EditError(NO_NAME)
    exists = any(actor.name == new for actor in sop.actors)
    actors = tuple(
        replace(actor, name=new) if actor is old else actor
        for actor in sop.actors
        if not (exists and actor is old and new != old.name)
    )
    return _with_names(replace(sop, actors=actors), old.name, new)


def remove(sop: SOP, edit: RemoveActor, _ids: Iterator[str]) -> SOP:
    gone = _find(sop, edit.actor)
    actors = tuple(actor for actor in sop.actors if actor is not gone)
    return _with_names(replace(sop, actors=actors), gone.name, "")


def move(sop: SOP, edit: MoveActor, _ids: Iterator[str]) -> SOP:
    moved = next((a for a in sop.actors if a.name == edit.actor), Actor(one_line(edit.actor)))
    if not moved.name:
        raise EditError(NO_NAME)
    others = [actor for actor in sop.actors if actor.name != moved.name]
    place = next((n for n, a in enumerate(others) if a.name == edit.before), len(others))
    return replace(sop, actors=(*others[:place], moved, *others[place:]))


def set_external(sop: SOP, edit: SetExternal, _ids: Iterator[str]) -> SOP:
    found = _find(sop, edit.actor)
    changed = replace(found, external=edit.external)
    return replace(sop, actors=tuple(changed if a is found else a for a in sop.actors))


def _find(sop: SOP, name: str) -> Actor:
    for actor in sop.actors:
        if actor.name == name:
            return actor
    raise EditError(NO_COLUMN, actor=name)


def _with_names(sop: SOP, old: str, new: str) -> SOP:
    """The rows with another name of an actor; "" takes the name out."""
    steps = (
        replace(step, symbols=tuple(_named(s, old, new) for s in step.symbols))
        for step in sop.steps
    )
    return replace(sop, steps=tuple(steps))


def _named(symbol: Symbol, old: str, new: str) -> Symbol:
    if old not in symbol.actors:
        return symbol
    names = (new if name == old else name for name in symbol.actors)
    return replace(symbol, actors=tuple(dict.fromkeys(name for name in names if name)))
