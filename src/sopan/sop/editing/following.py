"""Arrows that follow the order of the rows.

An author who types rows one below the other means "and then the next one". The value keeps an
arrow to a symbol, so an arrow to the next symbol is taken for one that follows the order: when
rows come, go or move, it leads to whatever is next then. All other arrows keep their symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopan.sop.model import SOP, Flow, Kind, Step, Symbol


@dataclass(frozen=True, slots=True)
class Next:
    """What stands next to a symbol: in its row, and the first of the row below; "" for none."""

    beside: str
    below: str

    @property
    def default(self) -> str:
        return self.beside or self.below


def nexts(steps: Sequence[Step]) -> dict[str, Next]:
    """What stands next to each symbol."""
    found: dict[str, Next] = {}
    for row, step in enumerate(steps):
        below = next((later.symbols[0].id for later in steps[row + 1 :] if later.symbols), "")
        for place, symbol in enumerate(step.symbols):
            beside = step.symbols[place + 1].id if place + 1 < len(step.symbols) else ""
            found[symbol.id] = Next(beside, below)
    return found


def with_steps(sop: SOP, steps: tuple[Step, ...]) -> SOP:
    """The SOP with other rows, its arrows led to what follows now."""
    before, after = nexts(sop.steps), nexts(steps)
    led = tuple(
        replace(
            step,
            symbols=tuple(
                _led(symbol, before.get(symbol.id), after[symbol.id]) for symbol in step.symbols
            ),
        )
        for step in steps
    )
    return replace(sop, steps=led)


def _led(symbol: Symbol, before: Next | None, after: Next) -> Symbol:
    if before is None:
        return symbol
    if not symbol.flows:
        was_last = not before.default and after.default and symbol.kind is Kind.PROCESS
        return replace(symbol, flows=(Flow(after.default),)) if was_last else symbol
    flows = (_led_flow(flow, before, after) for flow in symbol.flows)
    return replace(symbol, flows=tuple(dict.fromkeys(flow for flow in flows if flow)))


def _led_flow(flow: Flow, before: Next, after: Next) -> Flow | None:
    if flow.target == before.beside:
        target = after.default
    elif flow.target == before.below:
        target = after.below
    else:
        return flow
    if target:
        return replace(flow, target=target)
    return flow if flow.label else None
