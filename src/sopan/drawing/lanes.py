"""Sets the symbols of a row into lanes: lines of symbols, one below the other.

Most rows have one lane. A further one begins where the actor already has a symbol in the lane,
or where the way from the symbol before would lead over another symbol of the lane.
"""

from __future__ import annotations

from dataclasses import dataclass

from sopan.sop.model import SOP, Step


@dataclass(frozen=True, slots=True)
class Seat:
    """A shape to draw: symbol `id` at a column, in a lane of its row. Twins repeat a symbol
    that several actors perform together; only the first seat of a symbol carries its flow."""

    id: str
    column: int
    lane: int
    twin: bool = False


def seats(sop: SOP, step: Step) -> tuple[Seat, ...]:
    """Where the symbols of a step stand."""
    placed: list[Seat] = []
    lane, before = 0, -1
    covered: set[int] = set()
    for symbol in step.symbols:
        columns = [sop.columns[name] for name in symbol.actors]
        span = set(_between(before, columns)) if covered else set(columns)
        if covered & (span - {before} | set(columns)):
            lane, covered, span = lane + 1, set(), set(columns)
        covered |= span | set(_between(columns[0], columns))
        placed.extend(
            Seat(symbol.id, column, lane, twin=number > 0) for number, column in enumerate(columns)
        )
        before = columns[0]
    return tuple(placed)


def _between(column: int, others: list[int]) -> range:
    return range(min(column, *others), max(column, *others) + 1)
