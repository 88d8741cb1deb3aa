"""Edits of symbols: who, where to, how many in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sopan.sop.editing import columns
from sopan.sop.editing.edits import (
    AddSymbol,
    PlaceSymbol,
    RemoveSymbol,
    SetActors,
    SetFlow,
    SetJoins,
)
from sopan.sop.editing.following import nexts, with_steps
from sopan.sop.editing.rows import find_row, row_of, with_row, with_symbol
from sopan.sop.editing.words import (
    flow_text,
    flows_of,
    place_names,
    read_actors,
    read_routes,
)
from sopan.sop.model import SOP, Flow, Kind, Step, Symbol


def set_actors(sop: SOP, edit: SetActors, ids: Iterator[str]) -> SOP:
    """The first actors go to the symbol, further ones to new symbols after it."""
    step, symbol = row_of(sop, edit.symbol), sop.symbols[edit.symbol]
    first, *others = read_actors(edit.text, [actor.name for actor in sop.actors])
    sop = with_symbol(sop, replace(symbol, actors=first))
    after = symbol.id
    for actors in others:
        added = Symbol(f"{step.id}.{next(ids)}", actors)
        sop, after = _after(sop, after, added), added.id
    return columns.with_actors_of(sop, (find_row(sop, step.id),))


def place_symbol(sop: SOP, edit: PlaceSymbol, _ids: Iterator[str]) -> SOP:
    symbol = find_row(sop, edit.row).symbols[0]
    changed = with_symbol(sop, replace(symbol, actors=(edit.actor,)))
    return columns.with_actors_of(changed, (find_row(changed, edit.row),))


def set_joins(sop: SOP, edit: SetJoins, _ids: Iterator[str]) -> SOP:
    row_of(sop, edit.symbol)
    return with_symbol(sop, replace(sop.symbols[edit.symbol], joins=edit.joins))


def set_flow(sop: SOP, edit: SetFlow, _ids: Iterator[str]) -> SOP:
    """Where a symbol leads; what is there already, typed again, changes nothing."""
    row_of(sop, edit.symbol)
    symbol, default = sop.symbols[edit.symbol], nexts(sop.steps)[edit.symbol].default
    text = edit.text.strip()
    if text == flow_text(symbol, place_names(sop), default):
        return sop
    flows = flows_of(sop, read_routes(text), default)
    if any(flow.label for flow in flows):
        return with_symbol(sop, replace(symbol, kind=Kind.DECISION, flows=flows))
    return with_symbol(sop, replace(symbol, kind=Kind.PROCESS, flows=flows))


def with_question(sop: SOP, row: str) -> SOP:
    """A row that ends in a question mark decides; one that no longer does, and has not yet been
    given a second branch, is an activity again."""
    step = find_row(sop, row)
    if not step.symbols:
        return sop
    last = step.symbols[-1]
    asks = step.text.endswith("?")
    if asks and last.kind is Kind.PROCESS and len(last.flows) < 2:
        flows = tuple(replace(flow, label="yes") for flow in last.flows)
        return with_symbol(sop, replace(last, kind=Kind.DECISION, flows=flows))
    if not asks and last.kind is Kind.DECISION and len(last.flows) < 2:
        flows = tuple(replace(flow, label="") for flow in last.flows)
        return with_symbol(sop, replace(last, kind=Kind.PROCESS, flows=flows))
    return sop


def add_symbol(sop: SOP, edit: AddSymbol, ids: Iterator[str]) -> SOP:
    step = row_of(sop, edit.after)
    added = Symbol(f"{step.id}.{next(ids)}", (edit.actor,) if edit.actor else ())
    changed = _after(sop, edit.after, added)
    return columns.with_actors_of(changed, (find_row(changed, step.id),))


def _after(sop: SOP, symbol: str, added: Symbol) -> SOP:
    """The SOP with a symbol more in a row: a box on the way on from the one before it."""
    step, before = row_of(sop, symbol), sop.symbols[symbol]
    default = nexts(sop.steps)[symbol].default
    if before.kind is Kind.PROCESS:
        added, before = replace(added, flows=before.flows), replace(before, flows=(Flow(added.id),))
    elif default:
        added = replace(added, flows=(Flow(default),))
    place = [old.id for old in step.symbols].index(symbol)
    symbols = (*step.symbols[:place], before, added, *step.symbols[place + 1 :])
    return with_row(sop, replace(step, symbols=symbols))


def remove_symbol(sop: SOP, edit: RemoveSymbol, _ids: Iterator[str]) -> SOP:
    """Arrows to the symbol go where it went, when that was one place; its last one only empties."""
    step, symbol = row_of(sop, edit.symbol), sop.symbols[edit.symbol]
    if len(step.symbols) == 1:
        return with_symbol(sop, replace(symbol, actors=()))
    left = tuple(old for old in step.symbols if old.id != symbol.id)
    steps = tuple(replace(step, symbols=left) if old.id == step.id else old for old in sop.steps)
    if len(symbol.flows) == 1:
        target = symbol.flows[0].target
        steps = tuple(_led(old, symbol.id, target) for old in steps)
    return replace(sop, steps=steps) if len(symbol.flows) == 1 else with_steps(sop, steps)


def _led(step: Step, gone: str, target: str) -> Step:
    return replace(step, symbols=tuple(_instead(symbol, gone, target) for symbol in step.symbols))


def _instead(symbol: Symbol, gone: str, target: str) -> Symbol:
    if all(flow.target != gone for flow in symbol.flows):
        return symbol
    led = (
        replace(flow, target=target) if flow.target == gone else flow
        for flow in symbol.flows
        if flow.target != gone or flow.label or target != symbol.id
    )
    return replace(symbol, flows=tuple(dict.fromkeys(led)))
