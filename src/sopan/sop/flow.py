"""The flow of an SOP as an automaton of tokens, and the proof that it always comes to an end.

Tokens sit on flows. The SOP begins with one token on its way to the first symbol. A symbol takes
one token from any one incoming flow, or one from every incoming flow when it `joins` (flows that
lead back to it count too). A process then puts one token on each of its flows, a decision on
exactly one; a symbol without flows puts none. The SOP is complete when no token is left.

An SOP is sound when it can be completed from wherever it may get to, no flow ever holds two
tokens, and every symbol can be reached. The proof has three passes:

1. Pairs of flows that may hold tokens at once are over-estimated. When no flow is paired with
   itself, no flow ever holds two tokens.
2. Only one waiting symbol at a time is carried out, always the foremost. Since every flow leads
   to one symbol, symbols cannot take tokens from each other; so whether the SOP can be completed
   from everywhere, and which symbols are reached, does not depend on that order. Branches side
   by side then cost the sum of their lengths instead of the product.
3. Only where 1 or 2 fails, every order is followed, nearest first, to find a shortest
   counter-example. Where that is too much, a counter-example of 2 is told; or else the tokens on
   each flow that 1 suspects are held back, to see whether a second one arrives.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sopan.sop.model import SOP, Kind, Symbol

BOUND = 100_000
"""How many markings (distributions of tokens) are looked at before the proof gives up."""

NEAREST = 20_000
"""How many are looked at for a shortest counter-example; beyond, a longer one is told."""


class Verdict(StrEnum):
    """What the proof found; all but the first and the last are counter-examples."""

    SOUND = "sound"
    DEADLOCK = "deadlock"
    """Tokens are left, and every symbol they lead to waits for others."""
    LIVELOCK = "livelock"
    """Work goes on, but completion cannot be reached any more."""
    UNSAFE = "unsafe"
    """A flow holds two tokens: a symbol would be carried out twice at once."""
    DEAD = "dead"
    """A symbol is never carried out."""
    UNDECIDED = "undecided"
    """There are more markings than the bound."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A verdict with its counter-example.

    `path` holds the symbols carried out until the fault, in order. `at` holds where the fault
    shows: the symbols that wait (deadlock), that can still be carried out (livelock), that two
    tokens lead to (unsafe), or that are never carried out (dead). `missing` holds the symbols
    from which a waiting join gets nothing.
    """

    verdict: Verdict
    path: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    markings: int = 0

    @property
    def is_sound(self) -> bool:
        return self.verdict is Verdict.SOUND

    @property
    def is_refuted(self) -> bool:
        return self.verdict not in (Verdict.SOUND, Verdict.UNDECIDED)


# Plain reachability


def successors(sop: SOP) -> dict[str, tuple[str, ...]]:
    """For each symbol the symbols its flows lead to; flows to unknown symbols are left out."""
    known = sop.symbols
    return {
        s.id: tuple(dict.fromkeys(f.target for f in s.flows if f.target in known))
        for s in known.values()
    }


def reversed_graph(graph: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The same graph with every arrow turned round."""
    back: dict[str, list[str]] = {name: [] for name in graph}
    for source, targets in graph.items():
        for target in targets:
            back[target].append(source)
    return {name: tuple(sources) for name, sources in back.items()}


def reach(graph: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """Everything that can be reached from `starts`, these included."""
    todo = list(starts)
    seen = set(todo)
    while todo:
        for target in graph[todo.pop()]:
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


def reachable(sop: SOP) -> set[str]:
    """The symbols that some path from the first symbol leads to."""
    return reach(successors(sop), list(sop.symbols)[:1])


def ending(sop: SOP) -> set[str]:
    """The symbols from which some path leads to an end."""
    ends = [s.id for s in sop.symbols.values() if not s.flows]
    return reach(reversed_graph(successors(sop)), ends)


def shortest_loop(graph: Mapping[str, Iterable[str]], start: str) -> tuple[str, ...]:
    """The shortest way from `start` back to it, both included; empty when there is none."""
    before: dict[str, str] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in graph[here]:
            if there == start:
                return (*_trace(before, here), start)
            if there not in before:
                before[there] = here
                queue.append(there)
    return ()


def _trace(before: Mapping[str, str], last: str) -> tuple[str, ...]:
    way = [last]
    while way[-1] in before:
        way.append(before[way[-1]])
    return tuple(reversed(way))


# Step numbers, as the column "No." has them


def numbers(sop: SOP) -> dict[str, str]:
    """How to name each symbol: "4", or "4a" and "4b" in a row of several."""
    return {
        symbol.id: f"{row}{_letters(place) if len(step.symbols) > 1 else ''}"
        for row, step in enumerate(sop.steps, 1)
        for place, symbol in enumerate(step.symbols)
    }


def _letters(place: int) -> str:
    """a..z, aa, ab..."""
    tail = chr(ord("a") + place % 26)
    return _letters(place // 26 - 1) + tail if place >= 26 else tail


# The net

_Marking = int
"""Which flows hold a token: bit n for flow n. Bit 0 is the way into the first symbol."""


class _Place(NamedTuple):
    """What may happen to a token on one flow: its symbol takes `takes` and puts one of `puts`."""

    symbol: str
    takes: _Marking
    puts: tuple[_Marking, ...]


class _Net(NamedTuple):
    """`places` by the bit that sets the symbol off; a join is set off by its lowest bit only."""

    places: dict[int, _Place]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    inputs: dict[str, _Marking]


def _net(sop: SOP) -> _Net:
    known = sop.symbols
    first = next(iter(known))
    sources, targets = [""], [first]
    inputs = dict.fromkeys(known, 0)
    inputs[first] = 1
    outputs: dict[str, list[_Marking]] = {name: [] for name in known}
    for symbol in known.values():
        for flow in symbol.flows:
            if flow.target in known:
                bit = 1 << len(targets)
                sources.append(symbol.id)
                targets.append(flow.target)
                inputs[flow.target] |= bit
                outputs[symbol.id].append(bit)
    places = {
        bit: _Place(symbol.id, takes, _choices(symbol, outputs[symbol.id]))
        for symbol in known.values()
        for bit, takes in _triggers(symbol, inputs[symbol.id])
    }
    return _Net(dict(sorted(places.items())), tuple(sources), tuple(targets), inputs)


def _choices(symbol: Symbol, outputs: list[_Marking]) -> tuple[_Marking, ...]:
    if symbol.kind is Kind.DECISION and outputs:
        return tuple(outputs)
    return (sum(outputs),)


def _triggers(symbol: Symbol, inputs: _Marking) -> Iterator[tuple[int, _Marking]]:
    if symbol.joins:
        if inputs:
            yield inputs & -inputs, inputs
        return
    for bit in _bits(inputs):
        yield bit, bit


def _bits(marking: _Marking) -> Iterator[int]:
    while marking:
        bit = marking & -marking
        yield bit
        marking ^= bit


# Pass 1: flows that may hold tokens at once


def _may_hold_two(net: _Net) -> list[_Marking]:
    """The flows that an over-estimate of the pairs marked at once pairs with themselves."""
    together: dict[int, _Marking] = dict.fromkeys(_bits((1 << len(net.targets)) - 1), 0)
    todo: list[tuple[int, int]] = []

    def pair(one: int, others: _Marking) -> None:
        new = others & ~together[one]
        together[one] |= new
        for other in _bits(new):
            together[other] |= one
            todo.append((one, other))

    for place in net.places.values():
        for puts in place.puts:
            for bit in _bits(puts):
                pair(bit, puts ^ bit)
    leads_to = {bit: place for place in net.places.values() for bit in _bits(place.takes)}
    while todo:
        pairing = todo.pop()
        for waits, moves in (pairing, pairing[::-1]):
            place = leads_to[moves]
            if not place.takes & waits and not place.takes & ~together[waits]:
                for puts in place.puts:
                    pair(waits, puts)
    return [bit for bit, others in together.items() if bit & others]


# Passes 2 and 3: the markings

_Order = Callable[[list[_Place]], list[_Place]]


def _every(places: list[_Place]) -> list[_Place]:
    return places


def _foremost(places: list[_Place]) -> list[_Place]:
    return places[:1]


class _Search:
    """Markings breadth-first from the start, until a fault shows or none is left."""

    def __init__(self, net: _Net, order: _Order, bound: int, held: _Marking = 0) -> None:
        self.net = net
        self.order = order
        self.held = held
        self.bound = bound
        self.before: dict[_Marking, tuple[_Marking, str]] = {1: (1, "")}
        self.after: dict[_Marking, list[_Marking]] = {}
        self.fired: set[str] = set()

    def run(self) -> Proof:
        queue = deque([1])
        if self._is_stuck(1):
            return self._deadlock(1)
        while queue:
            marking = queue.popleft()
            self.after[marking] = []
            for place in self.order(self._enabled(marking)):
                fault = self._carry_out(marking, place, queue)
                if fault:
                    return fault
        return self._trap() or self._dead() or self._proof(Verdict.SOUND)

    def _carry_out(self, marking: _Marking, place: _Place, queue: deque[_Marking]) -> Proof | None:
        self.fired.add(place.symbol)
        rest = marking & ~place.takes
        for puts in place.puts:
            if rest & puts:
                return self._unsafe(marking, place.symbol, rest & puts)
            after = rest | puts
            self.after[marking].append(after)
            if after in self.before:
                continue
            self.before[after] = (marking, place.symbol)
            if len(self.before) > self.bound:
                return self._proof(Verdict.UNDECIDED)
            if self._is_stuck(after):
                return self._deadlock(after)
            queue.append(after)
        return None

    def _enabled(self, marking: _Marking) -> list[_Place]:
        places = (self.net.places.get(bit) for bit in _bits(marking & ~self.held))
        return [p for p in places if p is not None and not p.takes & (~marking | self.held)]

    def _is_stuck(self, marking: _Marking) -> bool:
        return bool(marking) and not self.held and not self._enabled(marking)

    def _trap(self) -> Proof | None:
        """The nearest marking from which completion cannot be reached."""
        complete = _leading_to(self.after, 0)
        for marking in self.before:
            if marking not in complete:
                fires = {place.symbol for place in self._enabled(marking)}
                return self._proof(Verdict.LIVELOCK, marking, self._in_order(fires))
        return None

    def _dead(self) -> Proof | None:
        dead = self._in_order(set(self.net.inputs) - self.fired)
        return self._proof(Verdict.DEAD, at=dead) if dead else None

    def _deadlock(self, marking: _Marking) -> Proof:
        waiting = self._in_order({self.net.targets[bit.bit_length() - 1] for bit in _bits(marking)})
        lacking = {
            self.net.sources[bit.bit_length() - 1]
            for name in waiting
            for bit in _bits(self.net.inputs[name] & ~marking & ~1)
        }
        return self._proof(Verdict.DEADLOCK, marking, waiting, self._in_order(lacking))

    def _unsafe(self, marking: _Marking, symbol: str, twice: _Marking) -> Proof:
        at = self._in_order({self.net.targets[bit.bit_length() - 1] for bit in _bits(twice)})
        proof = self._proof(Verdict.UNSAFE, marking, at)
        return Proof(proof.verdict, (*proof.path, symbol), at, markings=proof.markings)

    def _proof(
        self,
        verdict: Verdict,
        marking: _Marking = 1,
        at: tuple[str, ...] = (),
        missing: tuple[str, ...] = (),
    ) -> Proof:
        return Proof(verdict, self._path(marking), at, missing, len(self.before))

    def _path(self, marking: _Marking) -> tuple[str, ...]:
        way = []
        while marking != 1:
            marking, symbol = self.before[marking]
            way.append(symbol)
        return tuple(reversed(way))

    def _in_order(self, names: set[str]) -> tuple[str, ...]:
        return tuple(name for name in self.net.inputs if name in names)


def _leading_to(after: Mapping[_Marking, list[_Marking]], goal: _Marking) -> set[_Marking]:
    """The markings from which `goal` can be reached."""
    back: dict[_Marking, list[_Marking]] = {}
    for marking, following in after.items():
        for there in following:
            back.setdefault(there, []).append(marking)
    seen, todo = {goal}, [goal]
    while todo:
        for there in back.get(todo.pop(), ()):
            if there not in seen:
                seen.add(there)
                todo.append(there)
    return seen


def prove(sop: SOP, bound: int = BOUND, nearest: int = NEAREST) -> Proof:
    """Whether the SOP is sound, with a counter-example when it is not, a shortest one if it can."""
    if not sop.symbols:
        return Proof(Verdict.UNDECIDED)
    net = _net(sop)
    quick = _Search(net, _foremost, bound).run()
    suspects = _may_hold_two(net)
    if quick.is_sound and not suspects:
        return quick
    full = _Search(net, _every, min(nearest, bound)).run()
    if full.verdict is not Verdict.UNDECIDED:
        return full
    return quick if quick.is_refuted else _second_token(net, suspects, bound) or full


def _second_token(net: _Net, suspects: list[_Marking], bound: int) -> Proof | None:
    """A way to two tokens on one of the flows, found by holding the first one back."""
    proofs = (_Search(net, _foremost, bound, held=flow).run() for flow in suspects)
    return next((proof for proof in proofs if proof.verdict is Verdict.UNSAFE), None)
